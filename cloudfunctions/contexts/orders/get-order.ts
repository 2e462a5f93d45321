import { maskPhone } from '@xietong/domain/kernel/mask'
import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/contract'
import { answer } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { cardsOfOrder } from '../cards'
import { paymentsOf } from '../payments'
import { findOrder, historyOf } from './order-store'
import { consoleRow, itemView, timelineView } from './order-view'
import { isWaiting, shortnessOf } from './short-store'

/** AD-254: everything that is known of an order, from every context that knows something. */
export const getOrder = answer(op.getOrder, async (ctx, input) => {
  const order = await findOrder(ctx.db, input.orderId)
  if (!order || !(await isInScope(ctx, ctx.db, order.dealer_id))) {
    return refuse('NOT_FOUND')
  }
  const { questions } = ctx.deps
  const { payments, refunds } = await paymentsOf(ctx.db, order.id)
  const { notes, dispatches } = await questions.notesOfOrder(ctx.db, order.id)
  const cards = await cardsOfOrder(ctx.db, order.id)
  const shortness = (await shortnessOf(ctx.db, [order.id])).get(order.id)
  return ok({
    ...consoleRow(order, shortness),
    items: order.lines.map(itemView),
    address: order.address && {
      ...order.address,
      phone: maskPhone(order.address.phone),
    },
    goodsFen: order.goods_fen,
    freightFen: order.freight_fen,
    paidFen: order.paid_fen,
    refundedFen: order.refunded_fen,
    paidAt: order.paid_at?.toISOString() ?? null,
    payments,
    refunds,
    cards: cards.map((card) => ({ cardId: card.id, number: card.number, state: card.state })),
    dispatches,
    notes,
    parcels: await questions.parcelsOfOrder(ctx.db, order.id),
    timeline: timelineView(await historyOf(ctx.db, order.id)),
    remark: order.remark,
    stockMethod: order.stock_method,
    shortReason: isWaiting(order.state) ? (shortness?.reason ?? '') : '',
  })
})
