import * as op from '@xietong/domain/identity/contract'
import { ok, refuse, refuseAndKeep } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { selectAccountByLogin, updateLastSignIn } from './account-store'
import { checkPassword } from './passwords'
import { knownBrowser, passSecondFactor } from './second-factor'
import { openSession } from './sessions'

/** Only the right password learns that an account is disabled (AD-001: no word on what exists). */
export const signInConsole = perform(op.signInConsole, async (ctx, input) => {
  const { login, password } = input
  const account = await selectAccountByLogin(ctx.tx, login)
  const apart = account && (await knownBrowser(ctx, account.id, input.browser))
  const checked = await checkPassword(ctx, {
    app: 'console',
    subjectId: account?.id ?? null,
    name: login,
    password,
    ...(apart ? { apart } : {}),
  })
  if (account) {
    ctx.audit({ objectKind: 'account', objectId: account.id, objectNo: account.login })
  }
  if (checked === 'locked') {
    return refuseAndKeep('ACCOUNT_LOCKED')
  }
  if (!account || checked === 'wrong') {
    return refuseAndKeep('SIGN_IN_FAILED')
  }
  if (account.state === 'disabled') {
    return refuse('ACCOUNT_DISABLED')
  }
  const passed = await passSecondFactor(ctx, account, input)
  if ('code' in passed) {
    return passed
  }
  await updateLastSignIn(ctx.tx, account.id, ctx.now)
  const session = { app: 'console', subjectId: account.id, personId: account.personId } as const
  return ok({
    token: await openSession(ctx, session),
    mustChangePassword: account.mustChangePassword,
    browser: passed.browser,
  })
})
