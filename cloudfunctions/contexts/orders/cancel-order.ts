import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/contract'
import type { Actor } from '../../runtime/actor'
import { type Deps, performWithPeer } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import type { Reader } from '../../runtime/database'
import { closeAttempt } from '../payments'
import { closeUnpaid } from './close-order'
import { findOrder, lockOrder, type OrderRow } from './order-store'

/** A member's own, or one inside the data scope of an account. */
async function isVisible(
  caller: { readonly actor: Actor; readonly deps: Deps },
  reader: Reader,
  order: OrderRow,
): Promise<boolean> {
  const { actor } = caller
  return actor.app === 'console'
    ? isInScope(caller, reader, order.dealer_id)
    : actor.app === 'member' && order.member_id === actor.memberId
}

/**
 * MB-037, IN-048: the payment is closed at WeChat Pay first; when it turns out paid, the order
 * stays.
 */
export const cancelOrder = performWithPeer(op.cancelOrder, {
  before: async (deps, input, actor) => {
    const order = await findOrder(deps.db, input.orderId)
    const unpaid = order?.state === 'unpaid'
    const open = unpaid && (await isVisible({ actor, deps }, deps.db, order))
    return open ? closeAttempt(deps, { orderId: order.id }) : 'none'
  },
  run: async (ctx, input, attempt) => {
    const order = await lockOrder(ctx, input.orderId)
    if (!order || !(await isVisible(ctx, ctx.tx, order))) {
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
