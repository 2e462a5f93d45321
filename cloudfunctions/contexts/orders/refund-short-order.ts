import { fen } from '@xietong/domain/kernel/money'
import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/contract'
import { type Ctx, perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { react } from '../../runtime/reactions'
import { restoreCards } from '../cards'
import { expireEarnings } from '../channel'
import { lockPaymentOf, requestRefund } from '../payments'
import { release } from '../stock'
import { returnQuota } from './close-order'
import { emitOrder } from './order-events'
import { lockOrder, moveOrder, type OrderRow } from './order-store'
import { unbookDay } from './pick-up-store'
import { selectShortOrders } from './short-store'

const TEXT = '商品缺货，订单关闭'

/**
 * AD-267: an order whose goods are missing is paid back in full, or its cards are usable again.
 * Only one of which nothing has left: after a part was shipped the rest goes through after-sale.
 */
export const refundShortOrder = perform(op.refundShortOrder, async (ctx, { orderId, reason }) => {
  await lockPaymentOf(ctx, orderId)
  const order = await lockOrder(ctx, orderId)
  if (!order || !(await isInScope(ctx, ctx.tx, order.dealer_id))) {
    return refuse('NOT_FOUND')
  }
  const waits = (await selectShortOrders(ctx.tx, { orderId, limit: 1 })).length > 0
  const nothingToGive = order.type !== 'pick-up' && order.payment_id === null
  if (!waits || nothingToGive || order.state !== 'to-ship') {
    return refuse('STATE_CONFLICT')
  }
  if (order.after_sale_open > 0) {
    return refuse('CASE_OPEN')
  }
  const close = { orderId, from: ['to-ship'], to: 'closed', text: TEXT, note: reason } as const
  const closed = await moveOrder(ctx, close)
  if (!closed) {
    return refuse('STATE_CONFLICT')
  }
  await (order.type === 'pick-up' ? giveCardsBack(ctx, order) : giveMoneyBack(ctx, order))
  await react(ctx, 'order.reduced', { orderId })
  await release(ctx, { document: { kind: 'order', id: orderId } })
  const back = order.type === 'pick-up' ? '提货卡已退回卡包' : '货款将全额原路退回'
  emitOrder(ctx, 'order.cancelled', closed, { reason: `商品缺货，${back}` })
  ctx.audit({
    objectKind: 'order',
    objectId: orderId,
    objectNo: order.order_no,
    before: { state: order.state },
    after: { state: closed.state, reason },
  })
  return ok({ state: closed.state })
})

async function giveCardsBack(ctx: Ctx, order: OrderRow): Promise<void> {
  const restored = await restoreCards(ctx, { orderId: order.id, reason: TEXT })
  if (restored !== order.quantity) {
    throw new Error(`pick-up ${order.order_no} holds ${restored} of ${order.quantity} cards`)
  }
  if (order.wanted_on) {
    await unbookDay(ctx, order.wanted_on)
  }
}

/** What was refunded before is not refunded again. */
async function giveMoneyBack(ctx: Ctx, order: OrderRow): Promise<void> {
  await returnQuota(ctx, order)
  await expireEarnings(ctx, { orderId: order.id })
  const restFen = fen((order.paid_fen ?? 0) - order.refunded_fen)
  if (order.payment_id === null || restFen === 0) {
    return
  }
  const refund = await requestRefund(ctx, {
    paymentId: order.payment_id,
    amountFen: restFen,
    reason: '商品缺货',
    key: `short:${order.id}`,
  })
  if (!refund.ok) {
    throw new Error(`order ${order.order_no} has refunds under way that no case tells of`)
  }
}
