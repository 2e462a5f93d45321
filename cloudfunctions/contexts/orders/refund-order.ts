import { formatYuan } from '@xietong/domain/kernel/money'
import { orderStates } from '@xietong/domain/orders/states'
import type { Ctx } from '../../runtime/context'
import type { ReactionMap } from '../../runtime/reactions'
import { voidCards } from '../cards'
import { expireEarnings } from '../channel'
import { release } from '../stock'
import { lockOrder, moveOrder, noteOrder, type OrderRow } from './order-store'

/**
 * Reaction to a refund that reached the buyer, in its transaction. Refunds of the order's own
 * payment add up; when everything is back the order closes, its cards are void and nobody earns on
 * it. Money that came too late and went back (IN-049) only shows in the story.
 */
export async function refundOrder(ctx: Ctx, refund: ReactionMap['refund.done']): Promise<void> {
  const order = await lockOrder(ctx, refund.orderId)
  if (!order) {
    return
  }
  const own = order.payment_id === refund.paymentId
  const noted = await noteOrder(ctx, {
    orderId: order.id,
    states: orderStates,
    set: { refunded_fen: order.refunded_fen + (own ? refund.amountFen : 0) },
    text: `退款 ¥${formatYuan(refund.amountFen)} 已原路退回`,
  })
  ctx.audit({ objectKind: 'order', objectId: order.id, objectNo: order.order_no })
  if (own && noted && noted.refunded_fen === noted.paid_fen && noted.state !== 'closed') {
    await closeRefunded(ctx, noted)
  }
}

async function closeRefunded(ctx: Ctx, order: OrderRow): Promise<void> {
  await moveOrder(ctx, {
    orderId: order.id,
    to: 'closed',
    text: '全额退款，订单关闭',
  })
  await expireEarnings(ctx, { orderId: order.id })
  if (order.type === 'e-card') {
    await voidCards(ctx, { orderId: order.id, reason: '订单全额退款' })
    return
  }
  await release(ctx, { document: { kind: 'order', id: order.id } })
}
