import * as op from '@xietong/domain/channel/contract'
import { refuseAndKeep } from '@xietong/domain/kernel/result'
import { performWithPeer } from '../../runtime/context'
import { askWechat, verifySmsCode } from '../identity'
import { start } from './open-dealer-session'
import { findSignIn } from './people-store'

/** DL-001. A WeChat code beside it only binds the messages; without WeChat the sign-in goes on. */
export const signInBySms = performWithPeer(op.signInBySms, {
  before: async (deps, { wechatCode: code }) => (code ? askWechat(deps, 'dealer', { code }) : null),
  run: async (ctx, { phone, smsCode }, visit) => {
    const key = { phone, app: 'dealer', purpose: 'sign-in' } as const
    if (!(await verifySmsCode(ctx, { ...key, code: smsCode }))) {
      return refuseAndKeep('SMS_CODE_WRONG')
    }
    const worker = await findSignIn(ctx.tx, phone)
    return worker
      ? start(ctx, worker, visit?.ok ? visit.identity : null)
      : refuseAndKeep('NOT_A_DEALER')
  },
})
