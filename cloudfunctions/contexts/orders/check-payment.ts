import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/contract'
import { performWithPeer } from '../../runtime/context'
import { checkWithPeer } from '../payments'
import { findOrder } from './order-store'

/** MB-035: what the program says about a payment is a hint; the answer comes from WeChat Pay. */
export const checkPayment = performWithPeer(op.checkPayment, {
  run: async (ctx, input) => {
    const order = await findOrder(ctx.tx, input.orderId)
    return order?.member_id === ctx.actor.memberId
      ? ok({ state: order.state })
      : refuse('NOT_FOUND')
  },
  after: async (deps, input) => {
    await checkWithPeer(deps, { orderId: input.orderId })
    const order = await findOrder(deps.db, input.orderId)
    return order ? ok({ state: order.state, paid: order.paid_at !== null }) : refuse('NOT_FOUND')
  },
})
