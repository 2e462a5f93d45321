import { MINUTE_MS } from '@xietong/domain/kernel/time'
import type { Deps } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import { closeAttempt } from '../payments'
import { closeUnpaid } from './close-order'
import { markTold, overdueUnpaid, soonOverdue } from './due-store'
import { emitOrder } from './order-events'
import { findOrder } from './order-store'

/**
 * AD-332: an order whose time is over is closed at WeChat Pay first. Found paid, it is kept
 * (payments settles it); an unclear answer leaves it for the next run, because unknown is not
 * unpaid.
 */
export async function closeOverdue(deps: Deps): Promise<void> {
  for (const orderId of await overdueUnpaid(deps.db, deps.now())) {
    const attempt = await closeAttempt(deps, { orderId })
    if (attempt === 'closed' || attempt === 'none') {
      await runCommand(deps, 'orders.close-unpaid', (ctx) =>
        closeUnpaid(ctx, { orderId, text: '超时未支付，订单自动关闭' }),
      )
    }
  }
}

const NOTICE_MS = 15 * MINUTE_MS

/** The event `order.unpaid`, once per order, 15 minutes before it closes. */
export async function tellUnpaid(deps: Deps): Promise<void> {
  for (const orderId of await soonOverdue(deps.db, deps.now(), NOTICE_MS)) {
    await runCommand(deps, 'orders.tell-unpaid', async (ctx) => {
      const order = (await markTold(ctx, orderId)) && (await findOrder(ctx.tx, orderId))
      if (order) {
        emitOrder(ctx, 'order.unpaid', order)
      }
    })
  }
}
