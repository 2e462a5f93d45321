import * as op from '@xietong/domain/fulfilment/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { lockOrderForDispatch, shortOrders } from '../orders'
import { promiseAgain } from './promise-goods'

/** AD-267: a clerk tries again after restock, before the timer does. */
export const restockOrder = perform(op.restockOrder, async (ctx, { orderId }) => {
  const order = await lockOrderForDispatch(ctx, orderId)
  if (!order || !(await isInScope(ctx, ctx.tx, order.dealerId))) {
    return refuse('NOT_FOUND')
  }
  const waits = (await shortOrders(ctx.tx, { orderId, limit: 1 })).length > 0
  const promised = waits ? await promiseAgain(ctx, orderId) : null
  if (!promised) {
    return refuse('STATE_CONFLICT')
  }
  if (!promised.ok) {
    return refuse('STILL_SHORT', { sku: promised.short.map(({ name }) => name).join('、') })
  }
  ctx.audit({ objectKind: 'order', objectId: order.id, objectNo: order.orderNo })
  return ok({})
})
