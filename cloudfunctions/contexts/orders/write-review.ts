import type { InputOf } from '@xietong/domain/kernel/operation'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { shownNickname } from '@xietong/domain/orders/review'
import * as op from '@xietong/domain/orders/review-contract'
import { type Ctx, performWithPeer } from '../../runtime/context'
import { memberForOrder } from '../members'
import { lockOrder, type OrderRow } from './order-store'
import { type Checked, checkReview, ownMedia } from './review-media'
import { insertReview, orderOfLine } from './review-store'

type Sent = InputOf<typeof op.writeReview>

/** MB-061: once for each bought item of a completed order; what is doubtful waits for staff. */
export const writeReview = performWithPeer(op.writeReview, {
  before: (deps, { text }, actor): Promise<Checked> => checkReview(deps, actor, text),
  run: async (ctx, input, checked: Checked) => {
    const orderId = await orderOfLine(ctx.tx, input.lineId)
    const order = orderId ? await lockOrder(ctx, orderId) : null
    if (order?.member_id !== ctx.actor.memberId) {
      return refuse('NOT_FOUND')
    }
    if (order.state !== 'completed') {
      return refuse('REVIEW_NOT_OPEN')
    }
    if (checked === 'risky') {
      return refuse('CONTENT_REFUSED')
    }
    const media = await ownMedia(ctx, input)
    if ('ok' in media) {
      return media
    }
    const state = checked === 'pass' && !media.doubtful ? 'shown' : 'waiting'
    const reviewId = await insert(ctx, order, { input, state, pictured: media.pictured })
    if (!reviewId) {
      return refuse('REVIEWED_ALREADY')
    }
    const { score, text } = input
    ctx.audit({ objectKind: 'review', objectId: reviewId, after: { score, text, state } })
    return ok({ reviewId, state })
  },
})

async function insert(
  ctx: Ctx,
  order: OrderRow,
  { input, ...rest }: { input: Sent; state: 'shown' | 'waiting'; pictured: boolean },
): Promise<string | null> {
  const { score, text, pictures, video } = input
  const line = order.lines.find(({ id }) => id === input.lineId)
  if (!line) {
    throw new Error(`line ${input.lineId} is not in its order`)
  }
  const writer = await memberForOrder(ctx.tx, order.member_id)
  const id = ctx.newId()
  const made = await insertReview(ctx, {
    ...{ id, line, order, score, text, pictures, video, ...rest },
    memberId: order.member_id,
    dealerId: order.dealer_id,
    nickname: shownNickname(writer.name),
  })
  return made ? id : null
}
