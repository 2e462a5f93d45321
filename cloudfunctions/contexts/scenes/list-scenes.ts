import { ok } from '@xietong/domain/kernel/result'
import { baseScenes } from '@xietong/domain/scenes/base-scenes'
import * as op from '@xietong/domain/scenes/contract'
import { answer } from '../../runtime/context'
import { accountsOf } from '../identity'
import { countOpenTasks } from '../tasks'
import { listSceneRows } from './scene-store'
import { sceneView } from './scene-view'

/** CO-060. The business type belongs to the base scene unless the scene has one of its own. */
export const listScenes = answer(op.listScenes, async (ctx, { filter, ...page }) => {
  const { keyword, baseCode, businessType, creatorId, on } = filter
  const ofType = baseScenes.filter((base) => base.businessType === businessType)
  const type = businessType
    ? { name: businessType, codes: ofType.map((base) => base.code) }
    : undefined
  const found = await listSceneRows(ctx.db, {
    filter: { keyword, baseCode, type, creatorId, on },
    ...page,
  })
  const ids = found.rows.map((scene) => scene.id)
  const [open, names] = await Promise.all([
    countOpenTasks(ctx.db, ids),
    accountsOf(ctx.db, [...new Set(found.rows.map((scene) => scene.createdBy))]),
  ])
  return ok({
    ...found,
    rows: found.rows.map(({ lastRunAt, lastMatches, lastError, ...scene }) => ({
      ...sceneView(scene, { names, actor: ctx.actor }),
      lastRunAt: lastRunAt?.toISOString() ?? null,
      lastMatches,
      lastError: lastError ?? '',
      openTasks: open.get(scene.id) ?? 0,
    })),
  })
})
