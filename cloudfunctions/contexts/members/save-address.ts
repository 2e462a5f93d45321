import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/contract'
import { perform } from '../../runtime/context'
import {
  ensureDefault,
  insertAddress,
  moveDefault,
  selectAddresses,
  updateAddress,
} from './address-store'
import { lockMember } from './member-store'

const ADDRESSES_MAX = 20

/**
 * MB-067: at most twenty, counted under the member's lock, so that parallel calls cannot pass it.
 */
export const saveAddress = perform(op.saveAddress, async (ctx, input) => {
  const { memberId } = ctx.actor
  const { address, isDefault } = input
  await lockMember(ctx.tx, memberId)
  const id = input.addressId ?? ctx.newId()
  if (input.addressId === null) {
    const stored = await selectAddresses(ctx.tx, memberId)
    if (stored.length >= ADDRESSES_MAX) {
      return refuse('ADDRESS_LIMIT')
    }
    await insertAddress(ctx.tx, { id, memberId, address, now: ctx.now })
  } else if (!(await updateAddress(ctx.tx, { id, memberId, address }))) {
    return refuse('NOT_FOUND')
  }
  if (isDefault) {
    await moveDefault(ctx.tx, memberId, id)
  }
  await ensureDefault(ctx.tx, memberId)
  ctx.audit({ objectKind: 'address', objectId: id })
  return ok({ addressId: id })
})
