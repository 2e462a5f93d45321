import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/contract'
import { perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { findOrder } from './order-store'

/** The log says that it was looked at, never what was seen. */
export const revealContact = perform(op.revealContact, async (ctx, { orderId }) => {
  const order = await findOrder(ctx.tx, orderId)
  if (!order?.address || !(await isInScope(ctx, ctx.tx, order.dealer_id))) {
    return refuse('NOT_FOUND')
  }
  ctx.audit({ objectKind: 'order', objectId: orderId, objectNo: order.order_no })
  return ok({ name: order.address.name, phone: order.address.phone })
})
