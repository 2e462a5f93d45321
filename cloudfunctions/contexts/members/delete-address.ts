import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/contract'
import { perform } from '../../runtime/context'
import { ensureDefault, removeAddress } from './address-store'
import { lockMember } from './member-store'

export const deleteAddress = perform(op.deleteAddress, async (ctx, { addressId }) => {
  const { memberId } = ctx.actor
  await lockMember(ctx.tx, memberId)
  if (!(await removeAddress(ctx.tx, memberId, addressId))) {
    return refuse('NOT_FOUND')
  }
  await ensureDefault(ctx.tx, memberId)
  ctx.audit({ objectKind: 'address', objectId: addressId })
  return ok({})
})
