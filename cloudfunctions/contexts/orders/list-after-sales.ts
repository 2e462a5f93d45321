import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/after-sale-contract'
import { answer } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import { listCases } from './after-sale-list-store'
import { listedCase } from './after-sale-view'

/** AD-256: cases of all stores and of the platform, in the caller's scope. */
export const listAfterSales = answer(op.listAfterSales, async (ctx, input) => {
  const dealers = await dealersInScope(ctx, ctx.db)
  const page = await listCases(ctx.db, input, { dealers })
  return ok({ ...page, rows: page.rows.map(listedCase) })
})
