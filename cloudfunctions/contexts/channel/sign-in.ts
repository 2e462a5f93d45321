import * as op from '@xietong/domain/channel/contract'
import { ok, type Refusal, refuse, refuseAndKeep } from '@xietong/domain/kernel/result'
import { type Ctx, type Deps, perform, performWithPeer } from '../../runtime/context'
import type { PeerAnswer } from '../../runtime/ports'
import { bindWechat, checkPassword, openSession, verifySmsCode } from '../identity'
import type { WechatIdentity } from '../peers/port'
import { findSignIn } from './people-store'

type Worker = NonNullable<Awaited<ReturnType<typeof findSignIn>>>
type WechatRefusal = Refusal<'WECHAT_CODE_INVALID' | 'WECHAT_BLOCKED' | 'PEER_UNAVAILABLE'>

/** Errors of WeChat for a code that is used, foreign or too old, and for a user it blocks (IN-022). */
const CODE_INVALID = new Set(['40029', '40163', '41008'])
const USER_BLOCKED = '40226'

function refusalOf(answer: Exclude<PeerAnswer<unknown>, { kind: 'done' }>): WechatRefusal {
  if (answer.kind === 'refused' && answer.code === USER_BLOCKED) {
    return refuse('WECHAT_BLOCKED')
  }
  const invalid = answer.kind === 'refused' && CODE_INVALID.has(answer.code)
  return invalid ? refuse('WECHAT_CODE_INVALID') : refuse('PEER_UNAVAILABLE')
}

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
  before: async (deps, input) => {
    const [identity, granted] = await Promise.all([
      deps.ports.wechat.signIn('dealer', input.code),
      deps.ports.wechat.phoneNumber('dealer', input.phoneCode),
    ])
    return { identity, granted }
  },
  run: async (ctx, _input, { identity, granted }) => {
    if (identity.kind !== 'done') {
      return refusalOf(identity)
    }
    if (granted.kind !== 'done') {
      return refusalOf(granted)
    }
    const worker = await findSignIn(ctx.tx, granted.value.phone)
    return worker ? start(ctx, worker, identity.value) : refuse('NOT_A_DEALER')
  },
})

/** A WeChat code beside an SMS code only binds the messages; without WeChat the sign-in goes on. */
async function optionalIdentity(deps: Deps, code: string | undefined) {
  if (code === undefined) {
    return null
  }
  const identity = await deps.ports.wechat.signIn('dealer', code)
  return identity.kind === 'done' ? identity.value : null
}

/** DL-001. */
export const signInBySms = performWithPeer(op.signInBySms, {
  before: (deps, input) => optionalIdentity(deps, input.wechatCode),
  run: async (ctx, { phone, smsCode }, wechat) => {
    const right = await verifySmsCode(ctx, {
      phone,
      app: 'dealer',
      purpose: 'sign-in',
      code: smsCode,
    })
    if (!right) {
      return refuseAndKeep('SMS_CODE_WRONG')
    }
    const worker = await findSignIn(ctx.tx, phone)
    return worker ? start(ctx, worker, wechat) : refuseAndKeep('NOT_A_DEALER')
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
