import type { Ctx } from '../../runtime/context'
import { giveBackQuota, release } from '../stock'
import { emitOrder } from './order-events'
import { moveOrder, type OrderRow } from './order-store'

/**
 * Closes an order that was not paid and gives its stock and quota back, in the caller's
 * transaction. Null when it is not 待付款 any more. The payment must have been closed at the peer
 * before (IN-048).
 */
export async function closeUnpaid(
  ctx: Ctx,
  close: { readonly orderId: string; readonly text: string; readonly note?: string | undefined },
): Promise<OrderRow | null> {
  const order = await moveOrder(ctx, { ...close, to: 'closed', from: ['unpaid'] })
  if (!order) {
    return null
  }
  if (order.type === 'package') {
    await release(ctx, { document: { kind: 'order', id: order.id } })
  }
  if (order.stock_method === 'at-order') {
    await returnQuota(ctx, order)
  }
  emitOrder(ctx, 'order.cancelled', order, { reason: close.text })
  ctx.audit({
    objectKind: 'order',
    objectId: order.id,
    objectNo: order.order_no,
    before: { state: 'unpaid' },
    after: { state: 'closed' },
  })
  return order
}

/** Gives the units of limited listings back, in sorted order like they were taken. */
export async function returnQuota(ctx: Ctx, order: OrderRow): Promise<void> {
  const limited = order.lines.filter((line) => line.limited)
  for (const line of [...limited].sort((a, b) => (a.itemId < b.itemId ? -1 : 1))) {
    await giveBackQuota(ctx, { listingId: line.itemId, quantity: line.quantity })
  }
}
