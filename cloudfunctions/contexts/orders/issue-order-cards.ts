import { earningsDueAt } from '@xietong/domain/orders/receipt'
import type { Ctx } from '../../runtime/context'
import { issueCards } from '../cards'
import { setEarningsDue } from '../channel'
import { readSettings } from '../settings'
import { emitOrder } from './order-events'
import { moveOrder, type OrderRow } from './order-store'

/**
 * Up to so many cards are issued in the transaction that settles the payment; more by the timer.
 */
export const ISSUED_AT_ONCE = 100

/**
 * Issues up to a batch of the cards that an order still lacks and moves it on: 部分发卡号 while some are
 * missing, 已完成 when exactly the paid quantity exists (AD-223). Repeating it issues nothing twice.
 */
export async function issueOrderCards(ctx: Ctx, order: OrderRow): Promise<OrderRow> {
  let room = ISSUED_AT_ONCE
  let issued = 0
  for (const line of order.lines) {
    const { have, made } = await issueCards(ctx, {
      orderId: order.id,
      orderNo: order.order_no,
      lineId: line.id,
      memberId: order.member_id,
      dealerId: order.dealer_id,
      product: { id: line.itemId, name: line.name },
      quantity: line.quantity,
      limit: room,
    })
    room -= made
    issued += have
  }
  return issued === order.quantity ? completeIssue(ctx, order) : markPartIssued(ctx, order, issued)
}

async function completeIssue(ctx: Ctx, order: OrderRow): Promise<OrderRow> {
  const done = await moveOrder(ctx, {
    orderId: order.id,
    to: 'completed',
    from: ['issuing', 'part-issued'],
    set: { completed_at: ctx.now },
    text: '卡号已发放',
  })
  if (!done) {
    throw new Error(`order ${order.id} moved although it was locked`)
  }
  const { afterSaleDays } = await readSettings(ctx.tx)
  await setEarningsDue(ctx, { orderId: order.id, dueAt: earningsDueAt(ctx.now, afterSaleDays) })
  emitOrder(ctx, 'ecard.delivered', done)
  ctx.send({
    peer: 'wechat',
    call: 'report-virtual',
    businessKey: `${order.order_no}/cards`,
    payload: { orderId: order.id },
  })
  return done
}

async function markPartIssued(ctx: Ctx, order: OrderRow, issued: number): Promise<OrderRow> {
  if (order.state === 'part-issued') {
    return order
  }
  const moved = await moveOrder(ctx, {
    orderId: order.id,
    to: 'part-issued',
    text: `已发放 ${issued} 张卡号，其余继续发放`,
  })
  return moved ?? order
}
