import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/contract'
import { perform } from '../../runtime/context'
import { completeOrder } from './complete-order'
import { lockOrder } from './order-store'

export const confirmReceipt = perform(op.confirmReceipt, async (ctx, input) => {
  const order = await lockOrder(ctx, input.orderId)
  if (!order || order.member_id !== ctx.actor.memberId) {
    return refuse('NOT_FOUND')
  }
  if (order.after_sale_open > 0) {
    return refuse('AFTERSALE_OPEN')
  }
  if (order.state === 'to-ship' || order.state === 'part-shipped') {
    return refuse('NOT_SHIPPED')
  }
  const done = await completeOrder(ctx, order.id, '已确认收货')
  return done ? ok({ state: done.state }) : refuse('STATE_CONFLICT')
})
