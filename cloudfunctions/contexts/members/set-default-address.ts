import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/contract'
import { perform } from '../../runtime/context'
import { moveDefault } from './address-store'
import { lockMember } from './member-store'

export const setDefaultAddress = perform(op.setDefaultAddress, async (ctx, { addressId }) => {
  const { memberId } = ctx.actor
  await lockMember(ctx.tx, memberId)
  if (!(await moveDefault(ctx.tx, memberId, addressId))) {
    return refuse('NOT_FOUND')
  }
  ctx.audit({ objectKind: 'address', objectId: addressId })
  return ok({})
})
