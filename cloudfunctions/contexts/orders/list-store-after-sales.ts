import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/after-sale-contract'
import { answer } from '../../runtime/context'
import { listCases } from './after-sale-list-store'
import { listedCase } from './after-sale-view'

/** AD-256: the cases that the store has to handle. */
export const listStoreAfterSales = answer(op.listStoreAfterSales, async (ctx, input) => {
  const { state } = input.filter
  const filter = state ? { state } : {}
  const page = await listCases(ctx.db, { ...input, filter }, { storeId: ctx.actor.dealerId })
  return ok({ ...page, rows: page.rows.map(listedCase) })
})
