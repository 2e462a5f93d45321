import type { Fen } from '@xietong/domain/kernel/money'
import { ok, type Refusal, type Result, refuse } from '@xietong/domain/kernel/result'
import { newOutTradeNo } from '@xietong/domain/payments/numbers'
import type { Ctx } from '../../runtime/context'
import { attemptsOfOrder, insertAttempt, isOpen, moveAttempt } from './attempt-store'

export interface WantedPayment {
  readonly orderId: string
  readonly orderNo: string
  /** Whose member pays: what data scopes go by. */
  readonly dealerId: string | null
  readonly amountFen: Fen | number
  /** The payer's openid in the member program; null when it is not known. */
  readonly payerOpenId: string | null
  /** What the payer reads, at most 127 characters. */
  readonly description: string
  readonly expiresAt: Date
}

type Refused = Refusal<'ALREADY_PAID' | 'WECHAT_CODE_INVALID' | 'PEER_UNAVAILABLE'>

/**
 * Makes the payment attempt of an order or finds the one that may still be paid; the peer is
 * asked after
 * the commit by `startAttempt`. One attempt at a time is open per order (IN-042). Refuses with
 * WECHAT_CODE_INVALID when the payer's openid in the member program is not known.
 */
export async function createAttempt(
  ctx: Ctx,
  wanted: WantedPayment,
): Promise<Result<{ paymentId: string }> & (Refused | { ok: true; value: { paymentId: string } })> {
  const { payerOpenId } = wanted
  if (!payerOpenId) {
    return refuse('WECHAT_CODE_INVALID')
  }
  const attempts = await attemptsOfOrder(ctx.tx, wanted.orderId)
  if (attempts.some((attempt) => attempt.state === 'paid')) {
    return refuse('ALREADY_PAID')
  }
  const open = attempts.find(isOpen)
  if (!open) {
    return insertNew(ctx, wanted, payerOpenId)
  }
  const same = open.amount_fen === wanted.amountFen && open.payer_open_id === payerOpenId
  if (same && open.state !== 'closing') {
    return ok({ paymentId: open.id })
  }
  // Another amount or payer needs another number; the old one is closed at the peer first.
  await moveAttempt(
    ctx.tx,
    open.id,
    { from: ['created', 'pending', 'unknown'], to: 'closing', nextCheckAt: ctx.now },
    ctx.now,
  )
  return refuse('PEER_UNAVAILABLE')
}

async function insertNew(ctx: Ctx, wanted: WantedPayment, payerOpenId: string) {
  const { config, ports, random } = ctx.deps
  const id = ctx.newId()
  const inserted = await insertAttempt(
    ctx.tx,
    {
      id,
      outTradeNo: newOutTradeNo(ctx.now, random),
      orderId: wanted.orderId,
      orderNo: wanted.orderNo,
      memberId: ctx.actor.app === 'member' ? ctx.actor.memberId : null,
      dealerId: wanted.dealerId,
      amountFen: wanted.amountFen,
      appId: ports.wechat.appId('member'),
      merchantId: config.WXPAY_MCHID,
      payerOpenId,
      description: Array.from(wanted.description).slice(0, 40).join(''),
      expiresAt: wanted.expiresAt,
    },
    ctx.now,
  )
  // Lost a race with the same order's other request: that one's attempt is the one to pay.
  const paymentId = inserted ? id : (await attemptsOfOrder(ctx.tx, wanted.orderId)).find(isOpen)?.id
  return paymentId === undefined ? refuse('PEER_UNAVAILABLE') : ok({ paymentId })
}
