import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/review-contract'
import { answer } from '../../runtime/context'
import { listShown } from './review-list-store'
import { shownReviews } from './review-view'

/** MB-021: everything that is shown of an item, by kind or only with pictures. */
export const listItemReviews = answer(op.listItemReviews, async (ctx, input) => {
  const page = await listShown(ctx.db, input)
  return ok({ ...page, rows: await shownReviews(ctx, page.rows) })
})
