import { isPlainPassword } from '@xietong/domain/identity/password'
import { ok, refuse, refuseAndKeep } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/account-contract'
import { perform } from '../../runtime/context'
import {
  endSessions,
  findPersonByPhone,
  openSession,
  setPassword,
  verifySmsCode,
} from '../identity'
import { lockMember, selectByPerson } from './member-store'

/** MB-009. A password that breaks the rule leaves the code good for the next try. */
export const resetPassword = perform(
  op.resetPassword,
  async (ctx, { phone, smsCode, newPassword }) => {
    const key = { phone, app: 'member', purpose: 'set-password', code: smsCode } as const
    if (!(await verifySmsCode(ctx, key))) {
      return refuseAndKeep('SMS_CODE_WRONG')
    }
    if (!isPlainPassword(newPassword)) {
      return refuse('PASSWORD_RULE')
    }
    const person = await findPersonByPhone(ctx.tx, phone)
    const member = person && (await selectByPerson(ctx.tx, person.id))
    if (!member) {
      return refuseAndKeep('NOT_REGISTERED')
    }
    if ((await lockMember(ctx.tx, member.id))?.state === 'closed') {
      return refuseAndKeep('MEMBER_CLOSED')
    }
    const subject = { app: 'member', subjectId: member.id } as const
    await setPassword(ctx, { ...subject, password: newPassword })
    await endSessions(ctx, subject)
    ctx.audit({ objectKind: 'member', objectId: member.id })
    const token = await openSession(ctx, { ...subject, personId: member.personId })
    return ok({ token, phoneNeeded: false, isNew: false })
  },
)
