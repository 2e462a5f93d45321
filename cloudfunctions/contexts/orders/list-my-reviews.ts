import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/review-contract'
import { answer } from '../../runtime/context'
import { listOfWriter } from './review-list-store'
import { ownReviews } from './review-view'

/** MB-062. */
export const listMyReviews = answer(op.listMyReviews, async (ctx, input) => {
  const page = await listOfWriter(ctx.db, ctx.actor.memberId, input)
  return ok({ ...page, rows: await ownReviews(ctx, page.rows) })
})
