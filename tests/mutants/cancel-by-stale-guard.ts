import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/contract'
import { sql } from 'kysely'
import { findOrder } from '../../cloudfunctions/contexts/orders/order-store'
import { type Handler, performWithPeer } from '../../cloudfunctions/runtime/context'

/**
 * Planted bug for A4: two guards in the wrong order. Whether the order is unpaid is asked before
 * the peer closes the payment, and not again with the change. `meanwhile` stands for the time that
 * the peer takes.
 */
export function cancelByStaleGuard(meanwhile: () => Promise<void>): Handler {
  return performWithPeer(op.cancelOrder, {
    before: async (deps, { orderId }) => {
      const order = await findOrder(deps.db, orderId)
      await meanwhile()
      return order?.state
    },
    run: async (ctx, { orderId }, seen) => {
      if (seen !== 'unpaid') {
        return refuse('STATE_CONFLICT')
      }
      await sql`update orders.sales_order set state = 'closed' where id = ${orderId}`.execute(
        ctx.tx,
      )
      ctx.audit({ objectKind: 'order', objectId: orderId })
      return ok({ state: 'closed' as const })
    },
  })
}
