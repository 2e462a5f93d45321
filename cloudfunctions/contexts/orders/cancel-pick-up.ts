import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/contract'
import { perform } from '../../runtime/context'
import { restoreCards } from '../cards'
import { release } from '../stock'
import { openPickUp } from './open-pick-up'
import { emitOrder } from './order-events'
import { moveOrder } from './order-store'
import { unbookDay } from './pick-up-store'

/** Cards, goods and the day's place come back in the transaction that closes the order. */
export const cancelPickUp = perform(op.cancelPickUp, async (ctx, { orderId, reason }) => {
  const order = await openPickUp(ctx, orderId)
  if ('ok' in order) {
    return order
  }
  const text = '买家取消提货'
  const closed = await moveOrder(ctx, {
    orderId,
    from: ['to-ship'],
    to: 'closed',
    text,
    note: reason,
  })
  if (!closed) {
    return refuse('STATE_CONFLICT')
  }
  const restored = await restoreCards(ctx, { orderId, reason: text })
  if (restored !== order.quantity) {
    throw new Error(`pick-up ${order.order_no} holds ${restored} of ${order.quantity} cards`)
  }
  await release(ctx, { document: { kind: 'order', id: orderId } })
  if (order.wanted_on) {
    await unbookDay(ctx, order.wanted_on)
  }
  emitOrder(ctx, 'order.cancelled', closed, { reason: text })
  ctx.audit({
    objectKind: 'order',
    objectId: orderId,
    objectNo: order.order_no,
    before: { state: order.state },
    after: { state: closed.state },
  })
  return ok({ state: closed.state })
})
