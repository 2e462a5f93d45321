import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/review-contract'
import { answer } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import { listForStaff } from './review-list-store'
import { staffRow } from './review-view'

/** AD-268. */
export const listReviews = answer(op.listReviews, async (ctx, input) => {
  const dealers = await dealersInScope(ctx, ctx.db)
  const page = await listForStaff(ctx.db, input, dealers)
  return ok({ ...page, rows: page.rows.map(staffRow) })
})
