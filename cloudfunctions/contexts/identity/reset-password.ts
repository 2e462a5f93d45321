import * as op from '@xietong/domain/identity/contract'
import { isStrongPassword } from '@xietong/domain/identity/password'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { refusalToTouch } from './account-rules'
import { lockAccount, updateMustChange } from './account-store'
import { setPassword } from './passwords'
import { deleteSecondFactor } from './second-factor-store'
import { endSessions } from './sessions'

/**
 * Also the way back for somebody who lost the phone: authenticator and known browsers are
 * forgotten (AD-002). The owner chooses a password of their own at the next sign-in.
 */
export const resetPassword = perform(op.resetPassword, async (ctx, { accountId, newPassword }) => {
  const account = await lockAccount(ctx.tx, accountId)
  if (!account) {
    return refuse('NOT_FOUND')
  }
  if (!isStrongPassword(newPassword)) {
    return refuse('PASSWORD_WEAK')
  }
  const refusal = await refusalToTouch(ctx, accountId)
  if (refusal) {
    return refusal
  }
  await setPassword(ctx, { app: 'console', subjectId: accountId, password: newPassword })
  await updateMustChange(ctx.tx, accountId, true)
  await deleteSecondFactor(ctx.tx, accountId)
  await endSessions(ctx, { app: 'console', subjectId: accountId })
  ctx.audit({ objectKind: 'account', objectId: accountId, objectNo: account.login })
  return ok({})
})
