import { ok, refuse } from '@xietong/domain/kernel/result'
import { appendUntil } from '@xietong/domain/orders/review'
import * as op from '@xietong/domain/orders/review-contract'
import { performWithPeer } from '../../runtime/context'
import { type Checked, checkReview, ownMedia } from './review-media'
import { addToReview, lockReview } from './review-store'

/** MB-062: once, within 30 days. Words in doubt take the whole review back to staff. */
export const appendReview = performWithPeer(op.appendReview, {
  before: (deps, { text }, actor): Promise<Checked> => checkReview(deps, actor, text),
  run: async (ctx, { reviewId, text, pictures }, checked: Checked) => {
    const review = await lockReview(ctx.tx, reviewId)
    if (review?.member_id !== ctx.actor.memberId) {
      return refuse('NOT_FOUND')
    }
    if (review.appended_at !== null) {
      return refuse('APPENDED_ALREADY')
    }
    if (appendUntil(review.created_at) <= ctx.now) {
      return refuse('APPEND_OVER')
    }
    if (checked === 'risky') {
      return refuse('CONTENT_REFUSED')
    }
    const media = await ownMedia(ctx, { pictures, video: null })
    if ('ok' in media) {
      return media
    }
    const doubtful = review.state === 'shown' && (checked !== 'pass' || media.doubtful)
    const state = doubtful ? 'waiting' : review.state
    await addToReview(ctx, { id: reviewId, text, pictures, state, pictured: media.pictured })
    ctx.audit({ objectKind: 'review', objectId: reviewId, after: { appended: text, state } })
    return ok({ state })
  },
})
