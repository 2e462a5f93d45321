import { maskCardNumber } from '@xietong/domain/cards/card-number'
import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/contract'
import { answer } from '../../runtime/context'
import { cardsOfOrder } from '../cards'
import { casesOfOrder } from './after-sale-store'
import { findOrder, historyOf } from './order-store'
import { memberRow, memberTimeline } from './order-view'
import { isWaiting, shortnessOf } from './short-store'

/** MB-077: another member's order is not found, never forbidden. */
export const getMyOrder = answer(op.getMyOrder, async (ctx, input) => {
  const order = await findOrder(ctx.db, input.orderId)
  if (order?.member_id !== ctx.actor.memberId) {
    return refuse('NOT_FOUND')
  }
  const cards = await cardsOfOrder(ctx.db, order.id)
  return ok({
    ...memberRow(order),
    address: order.address,
    goodsFen: order.goods_fen,
    freightFen: order.freight_fen,
    paidFen: order.paid_fen,
    paidAt: order.paid_at?.toISOString() ?? null,
    transactionId: order.transaction_id,
    parcels: await ctx.deps.questions.parcelsOfOrder(ctx.db, order.id),
    cards: cards.map((card) => ({
      cardId: card.id,
      maskedNumber: maskCardNumber(card.number),
      state: card.state,
    })),
    timeline: memberTimeline(await historyOf(ctx.db, order.id)),
    autoReceiptAt: order.state === 'shipped' ? (order.receipt_due_at?.toISOString() ?? null) : null,
    extended: order.extended,
    remark: order.remark,
    restocking: isWaiting(order.state) && (await shortnessOf(ctx.db, [order.id])).size > 0,
    afterSales: (await casesOfOrder(ctx.db, order.id)).map(({ id, state }) => ({ id, state })),
  })
})
