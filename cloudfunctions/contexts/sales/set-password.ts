import { isPlainPassword } from '@xietong/domain/identity/password'
import { ok, refuse, refuseAndKeep } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/account-contract'
import { perform } from '../../runtime/context'
import {
  endSessions,
  openSession,
  personOf,
  setPassword as store,
  verifySmsCode,
} from '../identity'

/** Every session ends with the old password; the caller goes on with a new one (J2). */
export const setPassword = perform(op.setPassword, async (ctx, { smsCode, newPassword }) => {
  const { employeeId, personId, name } = ctx.actor
  const { phone } = await personOf(ctx.tx, personId)
  const key = { app: 'sales', purpose: 'set-password', code: smsCode } as const
  if (!phone || !(await verifySmsCode(ctx, { ...key, phone }))) {
    return refuseAndKeep('SMS_CODE_WRONG')
  }
  if (!isPlainPassword(newPassword)) {
    return refuse('PASSWORD_RULE')
  }
  const subject = { app: 'sales', subjectId: employeeId } as const
  await store(ctx, { ...subject, password: newPassword })
  await endSessions(ctx, subject)
  ctx.audit({ objectKind: 'employee', objectId: employeeId, objectNo: name })
  return ok({ token: await openSession(ctx, { ...subject, personId }) })
})
