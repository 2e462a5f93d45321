import { ok, refuse, refuseAndKeep } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/account-contract'
import { perform } from '../../runtime/context'
import { checkPassword, findPersonByPhone, openSession } from '../identity'
import { selectByPerson } from './member-store'

/** MB-008. Only the right password learns that the account is closed. */
export const signInByPassword = perform(op.signInByPassword, async (ctx, { phone, password }) => {
  const person = await findPersonByPhone(ctx.tx, phone)
  const member = person && (await selectByPerson(ctx.tx, person.id))
  const subjectId = member?.id ?? null
  const verdict = await checkPassword(ctx, { app: 'member', subjectId, name: phone, password })
  if (verdict === 'locked') {
    return refuseAndKeep('ACCOUNT_LOCKED')
  }
  if (verdict === 'wrong' || !member) {
    return refuseAndKeep('SIGN_IN_FAILED')
  }
  if (member.state === 'closed') {
    return refuse('MEMBER_CLOSED')
  }
  ctx.audit({ objectKind: 'member', objectId: member.id })
  const whose = { app: 'member', subjectId: member.id, personId: member.personId } as const
  return ok({ token: await openSession(ctx, whose), phoneNeeded: false, isNew: false })
})
