import { ok, type Refusal, refuse, refuseAndKeep } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/contract'
import type { ActorOf } from '../../runtime/actor'
import { type Ctx, performWithPeer } from '../../runtime/context'
import type { PeerAnswer } from '../../runtime/ports'
import { bindWechat, openIdOf } from '../identity'
import { createAttempt, startAttempt } from '../payments'
import type { WechatIdentity } from '../peers/port'
import { lockOrder, type OrderRow } from './order-store'

/** What is known of the payer before the transaction: the openid, or the answer that gives it. */
interface Payer {
  readonly openId: string | null
  readonly signIn: PeerAnswer<WechatIdentity> | null
}

/**
 * MB-034: makes the payment attempt in our books first, then asks WeChat Pay with no transaction
 * open. A payer whose openid of this program is unknown signs in with the code of `wx.login` on the
 * way.
 */
export const payOrder = performWithPeer(op.payOrder, {
  before: async (deps, input, actor): Promise<Payer> => {
    const openId = await openIdOf(deps.db, actor.personId, 'member')
    const ask = openId === null && input.wechatCode !== undefined
    const signIn = ask ? await deps.ports.wechat.signIn('member', input.wechatCode ?? '') : null
    return { openId, signIn }
  },
  run: async (ctx, input, payer: Payer) => {
    const order = await lockOrder(ctx, input.orderId)
    if (!order || order.member_id !== ctx.actor.memberId) {
      return refuse('NOT_FOUND')
    }
    const refusal = unpayable(order, ctx.now) ?? (await bindPayer(ctx, payer.signIn))
    if (refusal) {
      return refusal
    }
    const payBefore = order.pay_before as Date
    const attempt = await createAttempt(ctx, {
      orderId: order.id,
      orderNo: order.order_no,
      dealerId: order.dealer_id,
      amountFen: order.total_fen,
      payerOpenId: payer.openId ?? openIdIn(payer.signIn),
      description: order.item_summary,
      expiresAt: payBefore,
    })
    if (!attempt.ok) {
      // An older attempt may have begun to close: that step must stay although this call is
      // refused.
      return attempt.code === 'PEER_UNAVAILABLE' ? refuseAndKeep(attempt.code) : attempt
    }
    ctx.audit({ objectKind: 'order', objectId: order.id, objectNo: order.order_no })
    return ok({ payBefore: payBefore.toISOString() })
  },
  after: async (deps, input, value) => {
    const started = await startAttempt(deps, { orderId: input.orderId })
    return started.ok ? ok({ params: started.value, payBefore: value.payBefore }) : started
  },
})

function unpayable(order: OrderRow, now: Date): Refusal<'ORDER_CLOSED' | 'ALREADY_PAID'> | null {
  if (order.state === 'closed') {
    return refuse('ORDER_CLOSED')
  }
  if (order.state !== 'unpaid') {
    return refuse('ALREADY_PAID')
  }
  return order.pay_before === null || order.pay_before <= now ? refuse('ORDER_CLOSED') : null
}

const openIdIn = (signIn: Payer['signIn']) => (signIn?.kind === 'done' ? signIn.value.openId : null)

async function bindPayer(
  ctx: Ctx<ActorOf<'member'>>,
  signIn: Payer['signIn'],
): Promise<Refusal<'WECHAT_CODE_INVALID' | 'PEER_UNAVAILABLE'> | null> {
  if (signIn === null) {
    return null
  }
  if (signIn.kind !== 'done') {
    const wrong = signIn.kind === 'refused' && !signIn.retry
    return refuse(wrong ? 'WECHAT_CODE_INVALID' : 'PEER_UNAVAILABLE')
  }
  const { personId } = ctx.actor
  await bindWechat(ctx, { personId, program: 'member', ...signIn.value })
  return null
}
