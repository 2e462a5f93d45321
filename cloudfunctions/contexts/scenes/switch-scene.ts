import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/scenes/contract'
import { perform } from '../../runtime/context'
import { lockEditable } from './own-scene'
import { updateSwitch } from './scene-store'

export const switchScene = perform(op.switchScene, async (ctx, { sceneId, on }) => {
  const found = await lockEditable(ctx, sceneId)
  if (!found.ok) {
    return found
  }
  await updateSwitch(ctx.tx, sceneId, on)
  const { name } = found.value
  ctx.audit({ objectKind: 'scene', objectId: sceneId, objectNo: name, after: { on } })
  return ok({})
})
