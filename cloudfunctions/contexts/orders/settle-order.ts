import type { Ctx } from '../../runtime/context'
import type { ReactionMap } from '../../runtime/reactions'
import { bookEarnings } from '../channel'
import { memberForOrder } from '../members'
import { requestRefund } from '../payments'
import { readSettings } from '../settings'
import { release } from '../stock'
import { returnQuota } from './close-order'
import { ISSUED_AT_ONCE, issueOrderCards } from './issue-order-cards'
import { alertShort, emitOrder } from './order-events'
import { lockOrder, type Move, moveOrder, type OrderRow } from './order-store'
import { forgetShort, markShort } from './short-store'
import { takeAtPayment } from './take-at-payment'

type Settled = ReactionMap['payment.settled']

/**
 * Reaction to a settled payment, in its transaction: the order is paid, the dealer chain is copied
 * into earnings lines, e-cards are issued. An order that cannot take money any more says so, and
 * payments gives it back in full (IN-049). One that holds no goods yet takes them now (MB-033).
 */
export async function settleOrder(ctx: Ctx, settled: Settled): Promise<void> {
  const { eCardReview } = await readSettings(ctx.tx)
  const payment: Move = {
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
  }
  const holding = { ...payment.when, stock_method: 'at-order' } as const
  const paid = await moveOrder(ctx, { ...payment, when: holding, sound: true })
  if (paid) {
    await followPayment(ctx, paid)
    return
  }
  await settleTaking(ctx, settled, payment)
}

/** The goods are taken before the order is paid, under its lock: of two payments one is first. */
async function settleTaking(ctx: Ctx, settled: Settled, payment: Move): Promise<void> {
  const order = await lockOrder(ctx, settled.orderId)
  if (order?.state !== 'unpaid' || order.total_fen !== settled.amountFen) {
    settled.refuse(order?.paid_at ? 'already-paid' : 'order-closed')
    return
  }
  const taken = await takeAtPayment(ctx, order)
  const { noStockAtPayment } = await readSettings(ctx.tx)
  if (taken === 'no-quota' || (taken === 'no-goods' && noStockAtPayment === 'refund')) {
    if (taken === 'no-goods') {
      await giveUp(ctx, order)
    }
    await closeSoldOut(ctx, order, payment)
    return
  }
  const waits = taken === 'no-goods'
  const text = waits ? '支付成功，商品补货中' : payment.text
  const paid = await moveOrder(ctx, { ...payment, text })
  if (!paid) {
    throw new Error(`order ${order.order_no} moved although it was locked`)
  }
  await forgetShort(ctx.tx, order.id)
  if (waits) {
    const say = { text: '缺货待处理', reason: '支付时无库存，转备货等待' }
    alertShort(ctx, await markShort(ctx, [order.id], say), say.reason)
  }
  await followPayment(ctx, paid)
}

/** What a closing order holds though its goods do not suffice: a part of them, and its quotas. */
async function giveUp(ctx: Ctx, order: OrderRow): Promise<void> {
  await release(ctx, { document: { kind: 'order', id: order.id } })
  await returnQuota(ctx, order)
}

const SOLD_OUT = '付款时商品已售罄，货款将全额原路退回'

/** AD-267: never closed silently: the story, the message and the refund say why. */
async function closeSoldOut(ctx: Ctx, order: OrderRow, payment: Move): Promise<void> {
  const { sold: _, ...unsold } = payment
  const closed = await moveOrder(ctx, { ...unsold, to: 'closed', text: SOLD_OUT })
  if (!closed?.payment_id || closed.paid_fen === null) {
    throw new Error(`order ${order.order_no} moved although it was locked`)
  }
  const refund = await requestRefund(ctx, {
    paymentId: closed.payment_id,
    amountFen: closed.paid_fen,
    reason: '付款时商品已售罄',
    key: `sold-out:${closed.id}`,
  })
  if (!refund.ok) {
    throw new Error(`the payment of order ${order.order_no} cannot be refunded`)
  }
  emitOrder(ctx, 'order.cancelled', closed, { reason: SOLD_OUT })
  auditPayment(ctx, closed)
}

function auditPayment(ctx: Ctx, order: OrderRow): void {
  ctx.audit({
    objectKind: 'order',
    objectId: order.id,
    objectNo: order.order_no,
    before: { state: 'unpaid' },
    after: { state: order.state, paidFen: order.paid_fen },
  })
}

async function followPayment(ctx: Ctx, paid: OrderRow): Promise<void> {
  emitOrder(ctx, 'order.paid', paid)
  auditPayment(ctx, paid)
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
  if (order.type === 'pick-up' || order.type === 'resend') {
    throw new Error(`${order.type} order ${order.id} takes no money`)
  }
  return order.type
}
