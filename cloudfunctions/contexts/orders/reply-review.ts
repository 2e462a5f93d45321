import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/review-contract'
import { perform } from '../../runtime/context'
import { openReview } from './review-step'
import { setReply } from './review-store'

export const replyReview = perform(op.replyReview, async (ctx, input) => {
  const review = await openReview(ctx, input)
  if ('ok' in review) {
    return review
  }
  const { id } = review
  const version = await setReply(ctx, { id, text: input.text, by: ctx.actor.name })
  ctx.audit({
    objectKind: 'review',
    objectId: id,
    before: { reply: review.reply },
    after: { reply: input.text },
  })
  return ok({ version })
})
