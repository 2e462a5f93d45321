import { formatYuan } from '@xietong/domain/kernel/money'
import { refundedTotals } from '@xietong/domain/orders/after-sale'
import { orderStates } from '@xietong/domain/orders/states'
import type { Ctx } from '../../runtime/context'
import { type ReactionMap, react } from '../../runtime/reactions'
import { voidCards } from '../cards'
import { expireEarnings, refundEarnings } from '../channel'
import { release } from '../stock'
import { closeStep } from './after-sale-step'
import { caseOfRefund, claimsOfOrder, moveCase, replaceRefund } from './after-sale-store'
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
    text: `退款 ¥${formatYuan(refund.amountFen)} ${refund.way}`,
  })
  const goodsBack = await finishCase(ctx, order, refund.refundId)
  ctx.audit({ objectKind: 'order', objectId: order.id, objectNo: order.order_no })
  const allBack = goodsBack || (own && noted?.refunded_fen === noted?.paid_fen)
  if (noted && allBack && noted.state !== 'closed') {
    await closeRefunded(ctx, noted)
  }
}

/**
 * The case of the refund is done and the earnings of its lines fall, always from the original line
 * and the totals so far (20-dealer). True when every line of the order has been paid back.
 */
async function finishCase(ctx: Ctx, order: OrderRow, refundId: string): Promise<boolean> {
  const one = await caseOfRefund(ctx.tx, refundId)
  const moved = one && (await moveCase(ctx, { caseId: one.id, to: 'done' }))
  if (!one || !moved) {
    return false
  }
  await closeStep(ctx, one.state, moved, { text: '退款已到账' })
  const { parts } = await claimsOfOrder(ctx.tx, order.id)
  const done = parts.filter((part) => part.state === 'done')
  const partsOf = (lineId: string) => done.filter((part) => part.lineId === lineId)
  const lines = order.lines.map((line) => ({
    lineId: line.id,
    ...refundedTotals(line.unitFen, partsOf(line.id)),
  }))
  await refundEarnings(ctx, { orderId: order.id, lines })
  return order.lines.every((line) => {
    const backFen = partsOf(line.id).reduce((sum, part) => sum + part.amountFen, 0)
    return backFen === line.unitFen * line.quantity
  })
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
  await react(ctx, 'order.reduced', { orderId: order.id })
  await release(ctx, { document: { kind: 'order', id: order.id } })
}

/** A refund that WeChat closed was asked for anew under another number: the case follows it. */
export function followRefund(ctx: Ctx, change: ReactionMap['refund.replaced']): Promise<void> {
  return replaceRefund(ctx, change)
}
