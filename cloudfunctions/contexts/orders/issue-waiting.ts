import type { Deps } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import { toIssue } from './due-store'
import { issueOrderCards } from './issue-order-cards'
import { lockOrder } from './order-store'

/** Batches of one order in one run: 100 × 100 covers the largest line, the rest waits its turn. */
const BATCHES = 100

/**
 * AD-223: goes on with every order that lacks cards, a batch per transaction, until it is complete.
 */
export async function issueWaiting(deps: Deps): Promise<void> {
  for (const orderId of await toIssue(deps.db)) {
    for (let batch = 0; batch < BATCHES && (await issueBatch(deps, orderId)); batch++) {
      // The next batch is a transaction of its own.
    }
  }
}

/** Issues one batch; true while the order still lacks cards. */
function issueBatch(deps: Deps, orderId: string): Promise<boolean> {
  return runCommand(deps, 'orders.issue-cards', async (ctx) => {
    const order = await lockOrder(ctx, orderId)
    if (order?.state !== 'issuing' && order?.state !== 'part-issued') {
      return false
    }
    const after = await issueOrderCards(ctx, order)
    ctx.audit({
      objectKind: 'order',
      objectId: order.id,
      objectNo: order.order_no,
      before: { state: order.state },
      after: { state: after.state },
    })
    return after.state === 'part-issued'
  })
}
