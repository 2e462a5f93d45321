import type { Deps } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import { completeOrder } from './complete-order'
import { overdueReceipts } from './due-store'

/** MB-080, AD-333: shipped orders whose time is over are received by themselves. */
export async function receiveOverdue(deps: Deps): Promise<void> {
  for (const orderId of await overdueReceipts(deps.db, deps.now())) {
    await runCommand(deps, 'orders.receive', (ctx) =>
      completeOrder(ctx, orderId, '系统自动确认收货'),
    )
  }
}
