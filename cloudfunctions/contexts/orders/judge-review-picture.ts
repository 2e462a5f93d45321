import type { Reaction } from '../../runtime/reactions'
import { judgeReviewPicture } from './review-store'

/** A picture of a review passed its check, or needs a person: then the review waits for staff. */
export const followPicture: Reaction<'file.judged'> = async (ctx, { fileId, state }) => {
  if (state !== 'refused') {
    await judgeReviewPicture(ctx.tx, { fileId, state })
  }
}
