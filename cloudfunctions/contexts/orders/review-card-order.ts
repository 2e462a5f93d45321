import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/contract'
import { type Ctx, perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { expireEarnings } from '../channel'
import { lockPaymentOf, requestRefund } from '../payments'
import { returnQuota } from './close-order'
import { ISSUED_AT_ONCE, issueOrderCards } from './issue-order-cards'
import { emitOrder } from './order-events'
import { lockOrder, moveOrder, type OrderRow } from './order-store'

/** AD-217, MB-048. Approving issues the cards, rejecting refunds in full; a second click loses. */
export const reviewCardOrder = perform(op.reviewCardOrder, async (ctx, input) => {
  await lockPaymentOf(ctx, input.orderId)
  const order = await lockOrder(ctx, input.orderId)
  if (!order || !(await isInScope(ctx, ctx.tx, order.dealer_id))) {
    return refuse('NOT_FOUND')
  }
  const after = input.approve
    ? await approve(ctx, order, input.reason)
    : await reject(ctx, order, input.reason)
  if (!after) {
    return refuse('STATE_CONFLICT')
  }
  ctx.audit({
    objectKind: 'order',
    objectId: order.id,
    objectNo: order.order_no,
    before: { state: order.state },
    after: { state: after.state, reason: input.reason },
  })
  return ok({ state: after.state })
})

async function approve(ctx: Ctx, order: OrderRow, note: string): Promise<OrderRow | null> {
  const issuing = await moveOrder(ctx, {
    orderId: order.id,
    to: 'issuing',
    from: ['in-review'],
    text: '审核通过',
    note,
  })
  const small = issuing && issuing.quantity <= ISSUED_AT_ONCE
  return small ? issueOrderCards(ctx, issuing) : issuing
}

async function reject(ctx: Ctx, order: OrderRow, note: string): Promise<OrderRow | null> {
  const closed = await moveOrder(ctx, {
    orderId: order.id,
    to: 'closed',
    from: ['in-review'],
    text: '审核未通过，全额退款',
    note,
  })
  if (!closed?.payment_id || closed.paid_fen === null) {
    return null
  }
  await returnQuota(ctx, closed)
  await expireEarnings(ctx, { orderId: closed.id })
  await requestRefund(ctx, {
    paymentId: closed.payment_id,
    amountFen: closed.paid_fen,
    reason: '电子卡订单审核未通过',
    key: `review:${closed.id}`,
  })
  emitOrder(ctx, 'order.cancelled', closed, { reason: '审核未通过，货款将原路退回' })
  return closed
}
