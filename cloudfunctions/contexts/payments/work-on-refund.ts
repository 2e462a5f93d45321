import type { Ctx } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import type { Reader } from '../../runtime/database'
import { lockAttempt } from './attempt-store'
import { findRefund, type Refund } from './refund-store'

export const findRefundById = (reader: Reader, id: string) => findRefund(reader, { id })

/** The refund with its payment locked: one clerk decides about a payment at a time. */
export async function openRefund(ctx: Ctx, refundId: string) {
  const known = await findRefund(ctx.tx, { id: refundId })
  const attempt = known && (await lockAttempt(ctx.tx, { id: known.attempt_id }))
  const refund = attempt && (await findRefund(ctx.tx, { id: refundId }))
  if (!attempt || !refund || !(await isInScope(ctx, ctx.tx, attempt.dealer_id))) {
    return null
  }
  return { attempt, refund }
}

/** Queues the same number once more (IN-051): however often, the money goes back once. */
export function queueAgain(ctx: Ctx, refund: Refund): void {
  ctx.send({
    peer: 'wechat-pay',
    call: 'refund',
    businessKey: `${refund.out_refund_no}/${ctx.newId()}`,
    payload: { refundId: refund.id },
    soon: true,
  })
}

export async function sendAgain(ctx: Ctx, refundId: string): Promise<void> {
  const refund = await findRefund(ctx.tx, { id: refundId })
  if (refund?.state === 'waiting') {
    queueAgain(ctx, refund)
  }
}
