import { ok, refuse } from '@xietong/domain/kernel/result'
import { mayMove } from '@xietong/domain/kernel/state-machine'
import { reviewMachine } from '@xietong/domain/orders/review'
import * as op from '@xietong/domain/orders/review-contract'
import { perform } from '../../runtime/context'
import { openReview } from './review-step'
import { setReviewState } from './review-store'

/** Hidden from everybody but its writer, who reads why; the words stay (AD-268). */
export const hideReview = perform(op.hideReview, async (ctx, input) => {
  const review = await openReview(ctx, input)
  if ('ok' in review) {
    return review
  }
  if (!mayMove(reviewMachine, review.state, 'hidden')) {
    return refuse('STATE_CONFLICT')
  }
  const { id } = review
  const { reason } = input
  const version = await setReviewState(ctx.tx, { id, state: 'hidden', reason })
  ctx.audit({
    objectKind: 'review',
    objectId: id,
    before: { state: review.state },
    after: { state: 'hidden', reason },
  })
  return ok({ version })
})
