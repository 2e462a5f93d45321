import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/contract'
import type { Actor } from '../../runtime/actor'
import { performWithPeer } from '../../runtime/context'
import { closeAttempt } from '../payments'
import { closeUnpaid } from './close-order'
import { findOrder, lockOrder, type OrderRow } from './order-store'

const visibleTo = (actor: Actor, order: OrderRow) =>
  actor.app === 'console' || (actor.app === 'member' && order.member_id === actor.memberId)

/**
 * MB-037, IN-048: the payment is closed at WeChat Pay first; when it turns out paid, the order
 * stays.
 */
export const cancelOrder = performWithPeer(op.cancelOrder, {
  before: async (deps, input, actor) => {
    const order = await findOrder(deps.db, input.orderId)
    const open = order && order.state === 'unpaid' && visibleTo(actor, order)
    return open ? closeAttempt(deps, { orderId: order.id }) : 'none'
  },
  run: async (ctx, input, attempt) => {
    const order = await lockOrder(ctx, input.orderId)
    if (!order || !visibleTo(ctx.actor, order)) {
      return refuse('NOT_FOUND')
    }
    if (attempt === 'paid' || order.paid_at !== null) {
      return refuse('ALREADY_PAID')
    }
    if (attempt === 'unknown') {
      return refuse('PEER_UNAVAILABLE')
    }
    const text = ctx.actor.app === 'member' ? '买家取消订单' : '商家关闭订单'
    const closed = await closeUnpaid(ctx, { orderId: order.id, text, note: input.reason })
    return closed ? ok({ state: closed.state }) : refuse('STATE_CONFLICT')
  },
})
