import * as op from '@xietong/domain/fulfilment/store-order-contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { dealerNames } from '../channel'
import { orderForDispatch, selectStoreInAdvance } from '../orders'

export const getAssignedStore = answer(op.getAssignedStore, async (ctx, { orderId }) => {
  const order = await orderForDispatch(ctx.db, orderId)
  if (!order || !(await isInScope(ctx, ctx.db, order.dealerId))) {
    return refuse('NOT_FOUND')
  }
  const dealerId = await selectStoreInAdvance(ctx.db, orderId)
  const names = await dealerNames(ctx.db, dealerId === null ? [] : [dealerId])
  return ok({ store: dealerId === null ? null : { dealerId, name: names.get(dealerId) ?? '' } })
})
