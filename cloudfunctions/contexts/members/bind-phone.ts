import { ok, refuse, refuseAndKeep } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/contract'
import type { ActorOf } from '../../runtime/actor'
import { type Ctx, perform } from '../../runtime/context'
import {
  endSessions,
  findPersonByPhone,
  givePhone,
  mergePersons,
  openSession,
  verifySmsCode,
} from '../identity'
import { lockMember, markBound, markClosed, selectByPerson } from './member-store'

type MemberCtx = Ctx<ActorOf<'member'>>

/**
 * MB-005. A refused merge rolls the used code back, so the user confirms with the same one. An
 * account without a phone owns nothing yet, therefore only its WeChat identity moves.
 */
export const bindPhone = perform(op.bindPhone, async (ctx, { phone, smsCode, merge }) => {
  const { memberId, personId } = ctx.actor
  const key = { phone, app: 'member', purpose: 'bind-phone', code: smsCode } as const
  if (!(await verifySmsCode(ctx, key))) {
    return refuseAndKeep('SMS_CODE_WRONG')
  }
  const own = await lockMember(ctx.tx, memberId)
  if (own?.state !== 'unbound') {
    return refuse('STATE_CONFLICT')
  }
  if (await givePhone(ctx, personId, phone)) {
    return signedIn(ctx, { memberId, personId })
  }
  const owner = await findPersonByPhone(ctx.tx, phone)
  if (!owner) {
    return refuse('STATE_CONFLICT')
  }
  const account = await selectByPerson(ctx.tx, owner.id)
  if (account?.state === 'closed') {
    return refuseAndKeep('MEMBER_CLOSED')
  }
  if (account && !merge) {
    return refuse('PHONE_HAS_ACCOUNT')
  }
  await mergePersons(ctx, { from: personId, into: owner.id })
  if (account) {
    await markClosed(ctx.tx, memberId)
  }
  return signedIn(ctx, { memberId: account?.id ?? memberId, personId: owner.id })
})

/** Binding is a new sign-in: the old session dies (J2). */
async function signedIn(
  ctx: MemberCtx,
  { memberId, personId }: { memberId: string; personId: string },
) {
  await markBound(ctx.tx, memberId, personId)
  await endSessions(ctx, { sessionId: ctx.actor.sessionId })
  ctx.audit({
    objectKind: 'member',
    objectId: memberId,
    before: { memberId: ctx.actor.memberId },
    after: { memberId },
  })
  const token = await openSession(ctx, { app: 'member', subjectId: memberId, personId })
  return ok({ token, phoneNeeded: false, isNew: false })
}
