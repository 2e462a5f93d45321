import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/contract'
import { performWithPeer } from '../../runtime/context'
import { checkWithPeer } from '../payments'
import { findOrder, type OrderRow } from './order-store'

const viewOf = (order: OrderRow) => ({ state: order.state, paid: order.paid_at !== null })

/** MB-035: what the program says about a payment is a hint; the answer comes from WeChat Pay. */
export const checkPayment = performWithPeer(op.checkPayment, {
  run: async (ctx, input) => {
    const order = await findOrder(ctx.tx, input.orderId)
    return order?.member_id === ctx.actor.memberId ? ok(viewOf(order)) : refuse('NOT_FOUND')
  },
  after: async (deps, input, seen) => {
    if (seen.paid) {
      return ok(seen)
    }
    await checkWithPeer(deps, { orderId: input.orderId })
    const order = await findOrder(deps.db, input.orderId)
    return order ? ok(viewOf(order)) : refuse('NOT_FOUND')
  },
})
