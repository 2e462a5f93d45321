import * as op from '@xietong/domain/cards/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { memberForOrder, personsOfMembers } from '../members'
import { openGuard } from './guard-store'

export const unlockMember = perform(op.unlockMember, async (ctx, { memberId, reason }) => {
  if ((await personsOfMembers(ctx.tx, [memberId])).length === 0) {
    return refuse('NOT_FOUND')
  }
  const { dealerId } = await memberForOrder(ctx.tx, memberId)
  if (!(await isInScope(ctx, ctx.tx, dealerId))) {
    return refuse('NOT_FOUND')
  }
  if (!(await openGuard(ctx, { kind: 'member', key: memberId }))) {
    return refuse('STATE_CONFLICT')
  }
  ctx.audit({ objectKind: 'member', objectId: memberId, after: { reason } })
  return ok({})
})
