import { earningsDueAt } from '@xietong/domain/orders/receipt'
import type { Ctx } from '../../runtime/context'
import { setEarningsDue } from '../channel'
import { readSettings } from '../settings'
import { emitOrder } from './order-events'
import { moveOrder, type OrderRow } from './order-store'

/**
 * A shipped order is received; its earnings fall due when the after-sales period is over
 * (20-dealer). Null when it was not 待收货 or has an open after-sales case.
 */
export async function completeOrder(
  ctx: Ctx,
  orderId: string,
  text: string,
): Promise<OrderRow | null> {
  const order = await moveOrder(ctx, {
    orderId,
    to: 'completed',
    from: ['shipped'],
    set: { completed_at: ctx.now },
    when: { after_sale_open: 0 },
    text,
  })
  if (!order) {
    return null
  }
  if (order.type === 'package') {
    const { afterSaleDays } = await readSettings(ctx.tx)
    await setEarningsDue(ctx, { orderId, dueAt: earningsDueAt(ctx.now, afterSaleDays) })
  }
  emitOrder(ctx, 'order.completed', order)
  ctx.audit({
    objectKind: 'order',
    objectId: order.id,
    objectNo: order.order_no,
    before: { state: 'shipped' },
    after: { state: 'completed' },
  })
  return order
}
