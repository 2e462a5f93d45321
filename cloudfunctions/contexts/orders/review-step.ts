import { type Refusal, refuse } from '@xietong/domain/kernel/result'
import type { Ctx } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { refuseStale } from '../identity'
import { lockReview, type ReviewRow } from './review-store'

/** The review that a clerk decides about, locked; refused when it changed meanwhile (AD-010). */
export async function openReview(
  ctx: Ctx,
  { reviewId, version }: { reviewId: string; version: number },
): Promise<ReviewRow | Refusal<'NOT_FOUND' | 'VERSION_CONFLICT'>> {
  const review = await lockReview(ctx.tx, reviewId)
  if (!review || !(await isInScope(ctx, ctx.tx, review.dealer_id))) {
    return refuse('NOT_FOUND')
  }
  return review.version === version ? review : refuseStale(ctx, { kind: 'review', id: reviewId })
}
