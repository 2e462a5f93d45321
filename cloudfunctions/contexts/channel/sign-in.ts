import * as op from '@xietong/domain/channel/contract'
import { ok, refuse, refuseAndKeep } from '@xietong/domain/kernel/result'
import { type Ctx, perform, performWithPeer } from '../../runtime/context'
import { askWechat, bindWechat, checkPassword, openSession, verifySmsCode } from '../identity'
import type { WechatIdentity } from '../peers/port'
import { findSignIn } from './people-store'

type Worker = NonNullable<Awaited<ReturnType<typeof findSignIn>>>

async function start(ctx: Ctx, worker: Worker, wechat: WechatIdentity | null) {
  const { dealerPersonId: subjectId, personId } = worker
  if (wechat) {
    await bindWechat(ctx, { program: 'dealer', ...wechat, personId, move: true })
  }
  ctx.audit({ objectKind: 'dealer-person', objectId: subjectId })
  return ok({ token: await openSession(ctx, { app: 'dealer', subjectId, personId }) })
}

/** DL-001: the phone that WeChat vouches for decides; nobody is registered by signing in. */
export const signInByWechat = performWithPeer(op.signInByWechat, {
  before: (deps, input) => askWechat(deps, 'dealer', input),
  run: async (ctx, _input, visit) => {
    if (!visit.ok) {
      return refuse(visit.code)
    }
    if (visit.phone === null) {
      return refuse('WECHAT_CODE_INVALID')
    }
    const worker = await findSignIn(ctx.tx, visit.phone)
    return worker ? start(ctx, worker, visit.identity) : refuse('NOT_A_DEALER')
  },
})

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

/** DL-001: five wrong ones lock for 15 minutes; the other two ways in stay open meanwhile. */
export const signInByPassword = perform(op.signInByPassword, async (ctx, { phone, password }) => {
  const worker = await findSignIn(ctx.tx, phone)
  const subjectId = worker?.dealerPersonId ?? null
  const verdict = await checkPassword(ctx, { app: 'dealer', subjectId, name: phone, password })
  if (verdict === 'locked') {
    return refuseAndKeep('ACCOUNT_LOCKED')
  }
  return verdict === 'right' && worker ? start(ctx, worker, null) : refuseAndKeep('SIGN_IN_FAILED')
})
