import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/after-sale-contract'
import { type Ctx, perform } from '../../runtime/context'
import { react } from '../../runtime/reactions'
import { voidUnusedCards } from '../cards'
import { lockPaymentOf, requestRefund } from '../payments'
import { closeStep, openAsMerchant } from './after-sale-step'
import {
  type AfterSaleRow,
  cancelPieces,
  findAfterSale,
  linesOfCase,
  moveCase,
} from './after-sale-store'
import type { OrderRow } from './order-store'
import { resendPieces } from './resend-pieces'

/**
 * AD-257, MB-087: claimed pieces that have not left are never shipped, unused cards are void first,
 * the amount is reserved on the payment, and the money goes back the way it came. All or nothing.
 * 补发 moves no money: the pieces go out again in an order of their own (AD-256).
 */
export const approveAfterSale = perform(op.approveAfterSale, async (ctx, input) => {
  const known = await findAfterSale(ctx.tx, input.caseId)
  if (known) {
    await lockPaymentOf(ctx, known.order_id)
  }
  const found = await openAsMerchant(ctx, input.caseId)
  if (typeof found === 'string') {
    return refuse(found)
  }
  const { one, order } = found
  if (one.state !== 'merchant' || order.payment_id === null) {
    return refuse('STATE_CONFLICT')
  }
  if (one.type === 'resend') {
    const sent = await resendPieces(ctx, found, input.note)
    return sent ? ok({ state: sent.state }) : refuse('STATE_CONFLICT')
  }
  const asked = await requestRefund(ctx, {
    paymentId: order.payment_id,
    amountFen: one.amount_fen,
    reason: `售后 ${one.reason}`,
    key: `after-sale/${one.id}`,
  })
  if (!asked.ok) {
    return refuse(asked.limit ? 'REFUND_LIMIT' : 'AFTERSALE_TOO_MUCH')
  }
  // Decided first: taking goods back from their shipper moves undecided cases on.
  const moved = await moveCase(ctx, { caseId: one.id, to: 'refunding', refundId: asked.refundId })
  if (!moved) {
    return refuse('STATE_CONFLICT')
  }
  if (!(await takeBack(ctx, one, order))) {
    return refuse('CARDS_NOT_FREE')
  }
  await closeStep(ctx, one.state, moved, { text: '商家同意退款，款项原路退回中', note: input.note })
  return ok({ state: moved.state })
})

/** Unshipped goods stay, unused cards are void; false when cards are gone. */
async function takeBack(ctx: Ctx, one: AfterSaleRow, order: OrderRow): Promise<boolean> {
  const lines = await linesOfCase(ctx.tx, one.id)
  if (order.type === 'e-card') {
    const count = lines.reduce((sum, line) => sum + line.pieces, 0)
    const holder = { orderId: order.id, memberId: order.member_id }
    return (
      (await voidUnusedCards(ctx, { ...holder, count, reason: `售后 ${one.case_no}` })) === count
    )
  }
  if (one.goods === 'unsent') {
    // Less money than the pieces cost keeps the pieces: only what is paid back in full stays here.
    const full = lines.filter((line) => {
      const unitFen = order.lines.find(({ id }) => id === line.lineId)?.unitFen ?? 0
      return line.amountFen === unitFen * line.pieces
    })
    if ((await cancelPieces(ctx, full)) > 0) {
      await react(ctx, 'order.reduced', { orderId: order.id })
    }
  }
  return true
}
