import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/after-sale-contract'
import { answer } from '../../runtime/context'
import { findAfterSale } from './after-sale-store'
import { merchantView } from './merchant-view'

/** AD-256: a store reads the cases it has to handle, and no others. */
export const getStoreAfterSale = answer(op.getStoreAfterSale, async (ctx, { caseId }) => {
  const one = await findAfterSale(ctx.db, caseId)
  if (one?.store_id !== ctx.actor.dealerId) {
    return refuse('NOT_FOUND')
  }
  return ok({ ...(await merchantView(ctx, one, true)), mayTakeOver: false })
})
