import { refuseAndKeep } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/contract'
import { performWithPeer } from '../../runtime/context'
import { askWechat, bindWechat, findOrCreatePerson, verifySmsCode } from '../identity'
import { refusalWithoutAgreements, signInMember } from './register'

/**
 * MB-006: a phone without an account is registered by the same step. The WeChat code only says
 * which WeChat will pay; when WeChat is down, signing in goes on without it.
 */
export const signInBySms = performWithPeer(op.signInBySms, {
  before: async (deps, { wechatCode }) =>
    wechatCode ? askWechat(deps, 'member', { code: wechatCode }) : null,
  run: async (ctx, { phone, smsCode, accepted, invite }, visit) => {
    const refusal = await refusalWithoutAgreements(ctx.tx, accepted)
    if (refusal) {
      return refusal
    }
    const key = { phone, app: 'member', purpose: 'sign-in', code: smsCode } as const
    if (!(await verifySmsCode(ctx, key))) {
      return refuseAndKeep('SMS_CODE_WRONG')
    }
    const personId = await findOrCreatePerson(ctx, { phone })
    if (visit?.ok) {
      await bindWechat(ctx, { program: 'member', ...visit.identity, personId })
    }
    return signInMember(ctx, { personId, accepted, invite, by: 'sms' })
  },
})
