import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/contract'
import { perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { personOf } from '../identity'
import { selectMember } from './member-store'

/** The log says that it was looked at, never what was seen. */
export const revealPhone = perform(op.revealPhone, async (ctx, { memberId }) => {
  if (!ctx.actor.permissions.has('members.read')) {
    return refuse('FORBIDDEN')
  }
  const member = await selectMember(ctx.tx, memberId)
  if (!member || !(await isInScope(ctx, ctx.tx, member.dealerId))) {
    return refuse('NOT_FOUND')
  }
  ctx.audit({ objectKind: 'member', objectId: memberId, objectNo: member.nickname })
  return ok({ phone: (await personOf(ctx.tx, member.personId)).phone })
})
