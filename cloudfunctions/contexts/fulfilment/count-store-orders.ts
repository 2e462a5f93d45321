import * as op from '@xietong/domain/fulfilment/store-order-contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { countOfStore } from '../orders'

/** DL-102: the numbers on the tabs, with the same search as the list. */
export const countStoreOrders = answer(op.countStoreOrders, async (ctx, input) => {
  const { all, byTab } = await countOfStore(ctx.db, ctx.actor.dealerId, input.filter)
  return ok({
    all,
    unpaid: byTab.unpaid,
    toShip: byTab['to-ship'],
    partShipped: byTab['part-shipped'],
    shipped: byTab.shipped,
    ended: byTab.ended,
  })
})
