import { setPassword as declared } from '@xietong/domain/channel/contract'
import { isStrongPassword } from '@xietong/domain/identity/password'
import { ok, refuse, refuseAndKeep } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { endSessions, openSession, setPassword as storePassword, verifySmsCode } from '../identity'
import { selectWorker } from './people-store'

/**
 * Sets or changes the password with a code to the own phone; every session ends, a new one opens.
 */
export const setPassword = perform(declared, async (ctx, { smsCode, newPassword }) => {
  const { dealerPersonId: subjectId, personId } = ctx.actor
  const worker = await selectWorker(ctx.tx, subjectId)
  if (!worker) {
    return refuse('NOT_FOUND')
  }
  const right = await verifySmsCode(ctx, {
    phone: worker.phone,
    app: 'dealer',
    purpose: 'set-password',
    code: smsCode,
  })
  if (!right) {
    return refuseAndKeep('SMS_CODE_WRONG')
  }
  if (!isStrongPassword(newPassword)) {
    return refuse('PASSWORD_WEAK')
  }
  await storePassword(ctx, { app: 'dealer', subjectId, password: newPassword })
  await endSessions(ctx, { app: 'dealer', subjectId })
  ctx.audit({ objectKind: 'dealer-person', objectId: subjectId })
  return ok({ token: await openSession(ctx, { app: 'dealer', subjectId, personId }) })
})
