import type { Ctx } from '../../runtime/context'
import type { ReactionMap } from '../../runtime/reactions'
import { bookEarnings } from '../channel'
import { memberForOrder } from '../members'
import { readSettings } from '../settings'
import { ISSUED_AT_ONCE, issueOrderCards } from './issue-order-cards'
import { emitOrder } from './order-events'
import { lockOrder, moveOrder, type OrderRow } from './order-store'

type Settled = ReactionMap['payment.settled']

/**
 * Reaction to a settled payment, in its transaction: the order is paid, the dealer chain is copied
 * into earnings lines, e-cards are issued. An order that cannot take money any more says so, and
 * payments gives it back in full (IN-049).
 */
export async function settleOrder(ctx: Ctx, settled: Settled): Promise<void> {
  const order = await lockOrder(ctx, settled.orderId)
  if (order?.state !== 'unpaid' || order.total_fen !== settled.amountFen) {
    settled.refuse(!order || order.state === 'closed' ? 'order-closed' : 'already-paid')
    return
  }
  const member = await memberForOrder(ctx.tx, order.member_id)
  const paid = await moveToPaid(ctx, order, { ...settled, dealerId: member.dealerId })
  emitOrder(ctx, 'order.paid', paid)
  ctx.audit({
    objectKind: 'order',
    objectId: paid.id,
    objectNo: paid.order_no,
    before: { state: 'unpaid' },
    after: { state: paid.state, paidFen: settled.amountFen },
  })
  await bookEarnings(ctx, {
    orderId: paid.id,
    orderNo: paid.order_no,
    orderType: soldType(order),
    dealerId: member.dealerId,
    memberName: paid.buyer,
    lines: paid.lines.map((line) => ({
      lineId: line.id,
      itemName: line.name,
      retailFen: line.retailFen,
      unitFen: line.unitFen,
      quantity: line.quantity,
    })),
  })
  if (paid.state === 'in-review') {
    emitOrder(ctx, 'order.review', paid)
  }
  if (paid.state === 'issuing' && paid.quantity <= ISSUED_AT_ONCE) {
    await issueOrderCards(ctx, paid)
  }
}

function soldType(order: OrderRow): 'package' | 'e-card' | 'physical-card' {
  if (order.type === 'pick-up') {
    throw new Error(`pick-up order ${order.id} takes no money`)
  }
  return order.type
}

async function moveToPaid(
  ctx: Ctx,
  order: OrderRow,
  settled: Settled & { readonly dealerId: string | null },
): Promise<OrderRow> {
  const paid = {
    payment_id: settled.paymentId,
    paid_fen: settled.amountFen,
    transaction_id: settled.transactionId,
    paid_at: settled.paidAt,
    dealer_id: settled.dealerId,
  }
  const isGoods = order.type === 'package'
  const reviewed = !isGoods && (await readSettings(ctx.tx)).eCardReview
  const moved = await moveOrder(ctx, {
    orderId: order.id,
    to: isGoods ? 'to-ship' : reviewed ? 'in-review' : 'issuing',
    set: isGoods ? { ...paid, dispatch: 'to-dispatch' } : paid,
    text: '支付成功',
    sold: true,
  })
  if (!moved) {
    throw new Error(`order ${order.id} moved although it was locked`)
  }
  return moved
}
