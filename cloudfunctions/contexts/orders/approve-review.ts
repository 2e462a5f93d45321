import { ok, refuse } from '@xietong/domain/kernel/result'
import { mayMove } from '@xietong/domain/kernel/state-machine'
import { reviewMachine } from '@xietong/domain/orders/review'
import * as op from '@xietong/domain/orders/review-contract'
import { perform } from '../../runtime/context'
import { releaseFiles, standingOf } from '../files'
import { openReview } from './review-step'
import { markPictured, setReviewState } from './review-store'

/** Shows a review; pictures in doubt were looked at with it, refused ones stay hidden. */
export const approveReview = perform(op.approveReview, async (ctx, input) => {
  const review = await openReview(ctx, input)
  if ('ok' in review) {
    return review
  }
  if (!mayMove(reviewMachine, review.state, 'shown')) {
    return refuse('STATE_CONFLICT')
  }
  const { id } = review
  const pictures = [...review.pictures, ...review.appended_pictures]
  await releaseFiles(ctx.tx, pictures, ctx.now)
  const seen = await standingOf(ctx.tx, review.video ? [...pictures, review.video] : pictures)
  if (seen.some(({ state }) => state === 'stored')) {
    await markPictured(ctx.tx, id)
  }
  const version = await setReviewState(ctx.tx, { id, state: 'shown', reason: '' })
  ctx.audit({
    objectKind: 'review',
    objectId: id,
    before: { state: review.state },
    after: { state: 'shown' },
  })
  return ok({ version })
})
