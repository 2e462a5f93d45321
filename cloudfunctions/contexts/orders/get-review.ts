import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/review-contract'
import { answer } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { linksForJudge } from '../files'
import { findReview } from './review-store'
import { reviewWords, staffRow } from './review-view'

/** A review as staff judge it: with the pictures that wait for them, without refused ones. */
export const getReview = answer(op.getReview, async (ctx, { reviewId }) => {
  const one = await findReview(ctx.db, reviewId)
  if (!one || !(await isInScope(ctx, ctx.db, one.dealer_id))) {
    return refuse('NOT_FOUND')
  }
  const all = [...one.pictures, ...one.appended_pictures, ...(one.video ? [one.video] : [])]
  const links = await linksForJudge(ctx, all)
  const seen = (ids: readonly string[]) => ids.flatMap((id) => links.get(id) ?? [])
  return ok({
    ...staffRow(one),
    ...reviewWords(one),
    hiddenReason: one.hidden_reason,
    repliedBy: one.replied_by ?? '',
    pictureUrls: seen(one.pictures),
    appendedUrls: seen(one.appended_pictures),
    videoUrl: (one.video && links.get(one.video)) || null,
    version: one.version,
  })
})
