import { newOutRefundNo } from '@xietong/domain/payments/numbers'
import type { Ctx } from '../../runtime/context'
import { type Attempt, attemptsOfOrder, lockAttempt } from './attempt-store'
import { countRefunds, findRefundByKey, insertRefund, reservedFen } from './refund-store'

export type RefundTarget = { readonly paymentId: string } | { readonly orderId: string }
export interface WantedRefund {
  readonly amountFen: number
  /** What the payer reads, at most 80 characters. */
  readonly reason: string
  /** Names the cause: the same key is one refund however often it is asked for. */
  readonly key: string
}
export type RequestedRefund =
  | { readonly ok: true; readonly refundId: string; readonly outRefundNo: string }
  /** More than what is left of the payment; nothing was reserved. */
  | { readonly ok: false; readonly leftFen: number; readonly limit?: true }

/** IN-052: WeChat Pay takes at most 50 refunds of one payment. */
export const REFUNDS_MAX = 50

/**
 * Reserves an amount of a payment and queues the refund (IN-051, IN-052). The sum of refunds never
 * passes what was paid, checked under the payment's lock.
 */
export async function requestRefund(
  ctx: Ctx,
  wanted: WantedRefund & RefundTarget,
): Promise<RequestedRefund> {
  const attempt = await lockTarget(ctx, wanted)
  if (!attempt) {
    return { ok: false, leftFen: 0 }
  }
  const before = await findRefundByKey(ctx.tx, wanted.key)
  if (before) {
    return { ok: true, refundId: before.id, outRefundNo: before.out_refund_no }
  }
  const leftFen = (attempt.paid_fen ?? 0) - (await reservedFen(ctx.tx, attempt.id))
  if (wanted.amountFen > leftFen || wanted.amountFen <= 0) {
    return { ok: false, leftFen }
  }
  if ((await countRefunds(ctx.tx, attempt.id)) >= REFUNDS_MAX) {
    return { ok: false, leftFen, limit: true }
  }
  return queue(ctx, attempt, wanted)
}

/**
 * For a command that decides about an order and its money: the payment is locked before the order,
 * as whoever settles or pays back locks them, so that neither waits for the other in a circle.
 */
export async function lockPaymentOf(ctx: Ctx, orderId: string): Promise<void> {
  await lockTarget(ctx, { orderId })
}

async function lockTarget(ctx: Ctx, target: RefundTarget): Promise<Attempt | null> {
  if ('paymentId' in target) {
    return lockAttempt(ctx.tx, { id: target.paymentId })
  }
  const attempts = await attemptsOfOrder(ctx.tx, target.orderId)
  const paid = attempts.find((attempt) => attempt.state === 'paid')
  return paid ? lockAttempt(ctx.tx, { id: paid.id }) : null
}

/** All of a payment that no order takes, once; the caller holds the attempt's lock. */
export async function refundWhole(
  ctx: Ctx,
  attempt: Attempt,
  cause: { readonly reason: string; readonly key: string },
): Promise<RequestedRefund> {
  if (await findRefundByKey(ctx.tx, cause.key)) {
    return { ok: false, leftFen: 0 }
  }
  return queue(ctx, attempt, { amountFen: attempt.paid_fen ?? 0, ...cause })
}

async function queue(ctx: Ctx, attempt: Attempt, wanted: WantedRefund): Promise<RequestedRefund> {
  const refundId = ctx.newId()
  const outRefundNo = newOutRefundNo(ctx.now, ctx.deps.random)
  await insertRefund(
    ctx.tx,
    {
      id: refundId,
      outRefundNo,
      attemptId: attempt.id,
      key: wanted.key,
      amountFen: wanted.amountFen,
      reason: Array.from(wanted.reason).slice(0, 26).join('') || '退款',
    },
    ctx.now,
  )
  ctx.send({
    peer: 'wechat-pay',
    call: 'refund',
    businessKey: outRefundNo,
    payload: { refundId },
    soon: true,
  })
  return { ok: true, refundId, outRefundNo }
}
