import * as op from '@xietong/domain/identity/contract'
import { isStrongPassword } from '@xietong/domain/identity/password'
import { ok, refuse, refuseAndKeep } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { lockAccount, updateMustChange } from './account-store'
import { checkPassword, setPassword } from './passwords'
import { endSessions, openSession } from './sessions'

/**
 * All sessions of the account die with the old password; the caller goes on with a new one (J2,
 * J3).
 */
export const changePassword = perform(
  op.changePassword,
  async (ctx, { oldPassword, newPassword }) => {
    const { accountId, personId } = ctx.actor
    const account = await lockAccount(ctx.tx, accountId)
    const checked = await checkPassword(ctx, {
      app: 'console',
      subjectId: accountId,
      name: account?.login ?? '',
      password: oldPassword,
    })
    if (!account || checked !== 'right') {
      return refuseAndKeep('SIGN_IN_FAILED')
    }
    if (!isStrongPassword(newPassword, oldPassword)) {
      return refuse('PASSWORD_WEAK')
    }
    await setPassword(ctx, { app: 'console', subjectId: accountId, password: newPassword })
    await updateMustChange(ctx.tx, accountId, false)
    await endSessions(ctx, { app: 'console', subjectId: accountId })
    ctx.audit({ objectKind: 'account', objectId: accountId, objectNo: account.login })
    const token = await openSession(ctx, { app: 'console', subjectId: accountId, personId })
    return ok({ token, mustChangePassword: false })
  },
)
