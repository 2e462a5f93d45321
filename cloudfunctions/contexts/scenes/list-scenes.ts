import { ok } from '@xietong/domain/kernel/result'
import { findBaseScene } from '@xietong/domain/scenes/base-scenes'
import * as op from '@xietong/domain/scenes/contract'
import { answer } from '../../runtime/context'
import { countOpenTasks } from '../tasks'
import { selectScenes } from './scene-store'

export const listScenes = answer(op.listScenes, async (ctx) => {
  const scenes = await selectScenes(ctx.db)
  const ids = scenes.map((scene) => scene.id)
  const open = await countOpenTasks(ctx.db, ids)
  return ok({
    rows: scenes.map(({ createdBy: _by, repeatDays: _days, lastRunAt, conditions, ...scene }) => {
      const base = findBaseScene(scene.baseCode)
      return {
        ...scene,
        conditions: { ...conditions },
        baseName: base?.name ?? scene.baseCode,
        frequency: base?.frequency ?? 'daily',
        lastRunAt: lastRunAt?.toISOString() ?? null,
        openTasks: open.get(scene.id) ?? 0,
      }
    }),
  })
})
