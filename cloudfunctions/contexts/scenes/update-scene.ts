import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/scenes/contract'
import { perform } from '../../runtime/context'
import { refuseStale } from '../identity'
import { lockEditable } from './own-scene'
import { checkSettings } from './scene-settings'
import { updateSceneRow } from './scene-store'

/** CO-062: the next run works with the new settings; tasks that are open keep theirs. */
export const updateScene = perform(op.updateScene, async (ctx, input) => {
  const { requestId: _key, sceneId, version, ...fields } = input
  const found = await lockEditable(ctx, sceneId)
  if (!found.ok) {
    return found
  }
  const before = found.value
  if (before.version !== version) {
    return refuseStale(ctx, { kind: 'scene', id: sceneId })
  }
  const checked = await checkSettings(ctx, { fields, ownerId: before.createdBy })
  if (!checked.ok) {
    return checked
  }
  await updateSceneRow(ctx.tx, sceneId, checked.value)
  const { id: _id, version: _was, createdBy: _by, on: _on, ...old } = before
  ctx.audit({
    objectKind: 'scene',
    objectId: sceneId,
    objectNo: fields.name,
    before: old,
    after: checked.value,
  })
  return ok({ version: version + 1 })
})
