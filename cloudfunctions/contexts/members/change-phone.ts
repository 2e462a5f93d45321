import { maskPhone } from '@xietong/domain/kernel/mask'
import { ok, refuse, refuseAndKeep } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/account-contract'
import { perform } from '../../runtime/context'
import { endSessions, openSession, personOf, replacePhone, verifySmsCode } from '../identity'
import { lockMember } from './member-store'

/** MB-063. A new phone is a new way in, so every older session ends (J2). */
export const changePhone = perform(op.changePhone, async (ctx, { phone, smsCode }) => {
  const { memberId, personId } = ctx.actor
  const key = { phone, app: 'member', purpose: 'bind-phone', code: smsCode } as const
  if (!(await verifySmsCode(ctx, key))) {
    return refuseAndKeep('SMS_CODE_WRONG')
  }
  if ((await lockMember(ctx.tx, memberId))?.state !== 'active') {
    return refuse('STATE_CONFLICT')
  }
  const before = await personOf(ctx.tx, personId)
  if (!(await replacePhone(ctx, personId, phone))) {
    return refuseAndKeep('PHONE_IN_USE')
  }
  const subject = { app: 'member', subjectId: memberId } as const
  await endSessions(ctx, subject)
  ctx.audit({
    objectKind: 'member',
    objectId: memberId,
    before: { phone: before.phone && maskPhone(before.phone) },
    after: { phone: maskPhone(phone) },
  })
  const token = await openSession(ctx, { ...subject, personId })
  return ok({ token, phoneNeeded: false, isNew: false })
})
