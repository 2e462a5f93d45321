import { type Refusal, refuse } from '@xietong/domain/kernel/result'
import type { ActorOf } from '../../runtime/actor'
import type { Ctx } from '../../runtime/context'
import { lockOrder, type OrderRow } from './order-store'

/**
 * MB-058: the member's own pick-up, locked, while nobody ships it yet: naming the shipping party
 * takes the same lock, so of both only one happens.
 */
export async function openPickUp(
  ctx: Ctx<ActorOf<'member'>>,
  orderId: string,
): Promise<OrderRow | Refusal<'NOT_FOUND' | 'STATE_CONFLICT' | 'SHIPMENT_CREATED'>> {
  const order = await lockOrder(ctx, orderId)
  if (order?.type !== 'pick-up' || order.member_id !== ctx.actor.memberId) {
    return refuse('NOT_FOUND')
  }
  if (order.state === 'closed') {
    return refuse('STATE_CONFLICT')
  }
  const open = order.state === 'to-ship' && order.dispatch === 'to-dispatch'
  return open ? order : refuse('SHIPMENT_CREATED')
}
