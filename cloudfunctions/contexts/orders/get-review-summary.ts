import { ok } from '@xietong/domain/kernel/result'
import { averageTenths } from '@xietong/domain/orders/review'
import * as op from '@xietong/domain/orders/review-contract'
import { answer } from '../../runtime/context'
import { figuresOfItem, listShown } from './review-list-store'
import { shownReviews } from './review-view'

const SHOWN_ON_DETAIL = 2

/** MB-021: the figures of an item and its newest reviews. */
export const getReviewSummary = answer(op.getReviewSummary, async (ctx, { itemId }) => {
  const { stars, ...figures } = await figuresOfItem(ctx.db, itemId)
  const newest = { itemId, filter: {}, sort: '-createdAt', page: 1, size: 10 } as const
  const { rows } = await listShown(ctx.db, newest)
  return ok({
    ...figures,
    averageTenths: averageTenths(stars, figures.all),
    newest: await shownReviews(ctx, rows.slice(0, SHOWN_ON_DETAIL)),
  })
})
