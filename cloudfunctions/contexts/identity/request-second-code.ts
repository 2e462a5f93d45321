import * as op from '@xietong/domain/identity/contract'
import { ok, refuse, refuseAndKeep } from '@xietong/domain/kernel/result'
import { performWithPeer } from '../../runtime/context'
import { selectAccountByLogin } from './account-store'
import { checkPassword } from './passwords'
import { personOf } from './persons'
import { prepareCode, sendCode } from './request-sms-code'

/** Only who knows the password makes a code leave, and it goes to the phone on record (AD-002). */
export const requestSecondCode = performWithPeer(op.requestSecondCode, {
  run: async (ctx, { login, password, picture }) => {
    const account = await selectAccountByLogin(ctx.tx, login)
    const subjectId = account?.id ?? null
    const asked = { app: 'console', subjectId, name: login, password } as const
    const checked = await checkPassword(ctx, asked)
    if (checked === 'locked') {
      return refuseAndKeep('ACCOUNT_LOCKED')
    }
    if (!account || checked === 'wrong') {
      return refuseAndKeep('SIGN_IN_FAILED')
    }
    const { phone } = await personOf(ctx.tx, account.personId)
    if (!phone || account.state === 'disabled') {
      return refuse('STATE_CONFLICT')
    }
    const code = { phone, app: 'console', purpose: 'second-factor', picture } as const
    const prepared = await prepareCode(ctx, code)
    return prepared.ok ? ok({ codeId: prepared.value.codeId, phone }) : prepared
  },
  after: (deps, _input, { codeId, phone }) => sendCode(deps, phone, codeId),
})
