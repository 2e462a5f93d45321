import { ok, refuse } from '@xietong/domain/kernel/result'
import { DAY_MS, plusMs } from '@xietong/domain/kernel/time'
import * as op from '@xietong/domain/orders/contract'
import { EXTENSION_DAYS } from '@xietong/domain/orders/receipt'
import { perform } from '../../runtime/context'
import { lockOrder, noteOrder } from './order-store'

export const extendReceipt = perform(op.extendReceipt, async (ctx, input) => {
  const order = await lockOrder(ctx, input.orderId)
  if (!order || order.member_id !== ctx.actor.memberId) {
    return refuse('NOT_FOUND')
  }
  if (order.extended) {
    return refuse('ALREADY_EXTENDED')
  }
  if (order.state !== 'shipped' || order.receipt_due_at === null) {
    return refuse('STATE_CONFLICT')
  }
  const dueAt = plusMs(order.receipt_due_at, EXTENSION_DAYS * DAY_MS)
  await noteOrder(ctx, {
    orderId: order.id,
    states: ['shipped'],
    set: { extended: true, receipt_due_at: dueAt },
    text: `延长收货 ${EXTENSION_DAYS} 天`,
  })
  ctx.audit({
    objectKind: 'order',
    objectId: order.id,
    objectNo: order.order_no,
    before: { receiptDueAt: order.receipt_due_at },
    after: { receiptDueAt: dueAt },
  })
  return ok({ autoReceiptAt: dueAt.toISOString() })
})
