import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/scenes/contract'
import { perform } from '../../runtime/context'
import { insertScene, selectScene } from './scene-store'

/** The copy waits switched off, so that it tells nobody twice before it was changed (CO-062). */
export const copyScene = perform(op.copyScene, async (ctx, { sceneId }) => {
  const scene = await selectScene(ctx.tx, sceneId)
  if (!scene) {
    return refuse('NOT_FOUND')
  }
  const id = ctx.newId()
  const name = `${scene.name.slice(0, 37)} 副本`
  const { accountId: createdBy } = ctx.actor
  await insertScene(ctx.tx, { ...scene, id, name, createdBy, now: ctx.now, on: false })
  ctx.audit({ objectKind: 'scene', objectId: id, objectNo: name, after: { copyOf: sceneId } })
  return ok({ sceneId: id })
})
