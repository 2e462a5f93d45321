import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/account-contract'
import { perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { endSessions, personOf } from '../identity'
import { lockMember, selectMember, updateMemberState } from './member-store'

/** MB-012. Cards and orders are not touched: they stay the member's. */
export const setMemberState = perform(op.setMemberState, async (ctx, input) => {
  const { memberId, state, reason } = input
  const locked = await lockMember(ctx.tx, memberId)
  const member = await selectMember(ctx.tx, memberId)
  if (!locked || !member || !(await isInScope(ctx, ctx.tx, member.dealerId))) {
    return refuse('NOT_FOUND')
  }
  const { phone } = await personOf(ctx.tx, member.personId)
  const open = phone ? 'active' : 'unbound'
  await updateMemberState(ctx.tx, memberId, state === 'closed' ? 'closed' : open)
  if (state === 'closed') {
    await endSessions(ctx, { app: 'member', subjectId: memberId })
  }
  ctx.audit({
    objectKind: 'member',
    objectId: memberId,
    objectNo: member.nickname,
    before: { state: locked.state },
    after: { state, reason },
  })
  return ok({})
})
