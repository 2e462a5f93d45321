import * as op from '@xietong/domain/identity/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { refusalToTouch, refusalWithoutSuperAdmin } from './account-rules'
import { lockAccount, lockSuperAdmins, updateAccountState } from './account-store'
import { endSessions } from './sessions'

/** AD-003: a disabled account is out at its next call; its sessions do not come back with it. */
export const setAccountState = perform(op.setAccountState, async (ctx, { accountId, state }) => {
  if (state === 'disabled' && accountId === ctx.actor.accountId) {
    return refuse('CANNOT_DISABLE_SELF')
  }
  await lockSuperAdmins(ctx.tx)
  const account = await lockAccount(ctx.tx, accountId)
  if (!account) {
    return refuse('NOT_FOUND')
  }
  await updateAccountState(ctx.tx, accountId, state)
  const lost = await refusalWithoutSuperAdmin(ctx)
  if (lost) {
    return lost
  }
  const refusal = await refusalToTouch(ctx, accountId)
  if (refusal) {
    return refusal
  }
  if (state === 'disabled') {
    await endSessions(ctx, { app: 'console', subjectId: accountId })
  }
  ctx.audit({
    objectKind: 'account',
    objectId: accountId,
    objectNo: account.login,
    before: { state: account.state },
    after: { state },
  })
  return ok({})
})
