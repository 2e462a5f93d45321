import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/scenes/contract'
import { perform } from '../../runtime/context'
import { updateSwitch } from './scene-store'

export const switchScene = perform(op.switchScene, async (ctx, { sceneId, on }) => {
  const scene = await updateSwitch(ctx.tx, sceneId, on)
  if (!scene) {
    return refuse('NOT_FOUND')
  }
  ctx.audit({ objectKind: 'scene', objectId: sceneId, objectNo: scene.name, after: { on } })
  return ok({})
})
