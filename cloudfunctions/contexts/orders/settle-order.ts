import type { Ctx } from '../../runtime/context'
import type { ReactionMap } from '../../runtime/reactions'
import { bookEarnings } from '../channel'
import { memberForOrder } from '../members'
import { readSettings } from '../settings'
import { ISSUED_AT_ONCE, issueOrderCards } from './issue-order-cards'
import { emitOrder } from './order-events'
import { findOrder, moveOrder, type OrderRow } from './order-store'

type Settled = ReactionMap['payment.settled']

/**
 * Reaction to a settled payment, in its transaction: the order is paid, the dealer chain is copied
 * into earnings lines, e-cards are issued. An order that cannot take money any more says so, and
 * payments gives it back in full (IN-049).
 */
export async function settleOrder(ctx: Ctx, settled: Settled): Promise<void> {
  const { eCardReview } = await readSettings(ctx.tx)
  const paid = await moveOrder(ctx, {
    orderId: settled.orderId,
    from: ['unpaid'],
    to: {
      package: 'to-ship',
      'physical-card': 'to-ship',
      'e-card': eCardReview ? 'in-review' : 'issuing',
    },
    when: { total_fen: settled.amountFen },
    set: {
      payment_id: settled.paymentId,
      paid_fen: settled.amountFen,
      transaction_id: settled.transactionId,
      paid_at: settled.paidAt,
    },
    text: '支付成功',
    sold: true,
  })
  if (!paid) {
    const order = await findOrder(ctx.tx, settled.orderId)
    settled.refuse(order?.paid_at ? 'already-paid' : 'order-closed')
    return
  }
  emitOrder(ctx, 'order.paid', paid)
  ctx.audit({
    objectKind: 'order',
    objectId: paid.id,
    objectNo: paid.order_no,
    before: { state: 'unpaid' },
    after: { state: paid.state, paidFen: settled.amountFen },
  })
  const { dealerId } = await memberForOrder(ctx.tx, paid.member_id)
  await bookEarnings(ctx, {
    orderId: paid.id,
    orderNo: paid.order_no,
    orderType: soldType(paid),
    dealerId,
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
