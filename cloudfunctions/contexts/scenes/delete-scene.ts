import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/scenes/contract'
import { perform } from '../../runtime/context'
import { countOpenTasks } from '../tasks'
import { lockEditable } from './own-scene'
import { removeScene } from './scene-store'

/** A run locks its scene too, so no task can appear between the question and the removal. */
export const deleteScene = perform(op.deleteScene, async (ctx, { sceneId }) => {
  const found = await lockEditable(ctx, sceneId)
  if (!found.ok) {
    return found
  }
  const open = (await countOpenTasks(ctx.tx, [sceneId])).get(sceneId) ?? 0
  if (open > 0) {
    return refuse('IN_USE', { reason: `还有 ${open} 个未完成的任务` })
  }
  await removeScene(ctx.tx, sceneId, ctx.now)
  ctx.audit({
    objectKind: 'scene',
    objectId: sceneId,
    objectNo: found.value.name,
    before: { on: found.value.on },
  })
  return ok({})
})
