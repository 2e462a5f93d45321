import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/scenes/contract'
import { perform } from '../../runtime/context'
import { checkSettings } from './scene-settings'
import { insertScene } from './scene-store'

/** CO-061, CO-064. Several scenes may use one base scene with different conditions. */
export const createScene = perform(op.createScene, async (ctx, input) => {
  const { requestId: _key, ...fields } = input
  const { accountId } = ctx.actor
  const checked = await checkSettings(ctx, { fields, ownerId: accountId })
  if (!checked.ok) {
    return checked
  }
  const id = ctx.newId()
  await insertScene(ctx.tx, {
    ...checked.value,
    id,
    createdBy: accountId,
    now: ctx.now,
    on: true,
  })
  ctx.audit({ objectKind: 'scene', objectId: id, objectNo: fields.name, after: fields })
  return ok({ sceneId: id })
})
