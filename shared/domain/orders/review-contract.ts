import { command, query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import {
  count,
  flag,
  id,
  instant,
  list,
  object,
  oneOf,
  optionalText,
  quantity,
  text,
  z,
} from '../kernel/schema'
import { reviewExport } from './exports'
import { reviewBands, reviewStates } from './review'
import { orderTypes } from './states'

const kind = oneOf(['package', 'e-card', 'physical-card'])
const score = z.number().int().min(1).max(5)
const pictures = list(id, 9)
const version = count(1e9)
const visitors = { anyone: true, member: 'own' } as const
const handlers = { console: 'reviews.handle' } as const

// The member (MB-060 to 062) --------------------------------------------------------------------
/** MB-060: what was bought in completed orders, pick-ups too, and has no review yet. */
export const listToReview = query('orders.listToReview', {
  title: '待评价商品',
  may: { member: 'own' },
  input: listInput({ orderId: id }, ['-completedAt']),
  output: listOutput(
    object({
      lineId: id,
      orderId: id,
      orderNo: text(32),
      orderType: oneOf(orderTypes),
      kind,
      itemId: id,
      name: text(60),
      picture: id.nullable(),
      quantity,
      completedAt: instant,
    }),
  ),
  refusals: [],
})
/**
 * MB-061: once per bought item. Refuses REVIEW_NOT_OPEN before the order is completed and
 * CONTENT_REFUSED when the content check finds the words unfit. Answers `waiting` when staff look
 * first: the check has a doubt or gave no answer, or there is a video.
 */
export const writeReview = command('orders.writeReview', {
  title: '发表评价',
  may: { member: 'own' },
  input: {
    lineId: id,
    score: score.meta({ title: '评分' }),
    text: optionalText(500).meta({ title: '评价内容' }),
    pictures: pictures.meta({ title: '图片' }),
    video: id.nullable().meta({ title: '视频' }),
  },
  output: object({ reviewId: id, state: oneOf(reviewStates) }),
  refusals: ['REVIEW_NOT_OPEN', 'REVIEWED_ALREADY', 'CONTENT_REFUSED'],
  limits: { perActor: '60/hour' },
})
/** MB-062: once, within 30 days of the review. */
export const appendReview = command('orders.appendReview', {
  title: '追加评价',
  may: { member: 'own' },
  input: {
    reviewId: id,
    text: text(500).meta({ title: '追加内容' }),
    pictures: pictures.meta({ title: '图片' }),
  },
  output: object({ state: oneOf(reviewStates) }),
  refusals: ['APPENDED_ALREADY', 'APPEND_OVER', 'CONTENT_REFUSED'],
  limits: { perActor: '60/hour' },
})
/** A picture of a review: with the reason when it is hidden from everybody but its writer. */
const ownPicture = object({
  url: text(2_000),
  state: oneOf(['shown', 'checking', 'refused']),
  reason: optionalText(200),
})
const words = {
  text: optionalText(500),
  /** Null = nothing was added. */
  appended: object({ text: text(500), at: instant }).nullable(),
  reply: object({ text: text(500), at: instant }).nullable(),
}
export const listMyReviews = query('orders.listMyReviews', {
  title: '我的评价',
  may: { member: 'own' },
  input: listInput({}, ['-createdAt']),
  output: listOutput(
    object({
      ...words,
      id,
      orderId: id,
      kind,
      itemId: id,
      itemName: text(60),
      itemPicture: id.nullable(),
      score,
      state: oneOf(reviewStates),
      /** Why it is hidden; empty otherwise. */
      hiddenReason: optionalText(200),
      pictures: list(ownPicture, 9),
      appendedPictures: list(ownPicture, 9),
      video: text(2_000).nullable(),
      createdAt: instant,
      /** Until when something may be added; null when it was, or it is too late. */
      appendUntil: instant.nullable(),
    }),
  ),
  refusals: [],
})

// The detail page (MB-021) ----------------------------------------------------------------------
const shownReview = object({
  ...words,
  id,
  nickname: text(34),
  score,
  pictures: list(id, 9),
  appendedPictures: list(id, 9),
  video: id.nullable(),
  createdAt: instant,
})
/** MB-021: average in tenths of a star, how many of each kind, and the newest. */
export const getReviewSummary = query('orders.getReviewSummary', {
  title: '商品评价概况',
  may: visitors,
  input: { itemId: id },
  output: object({
    averageTenths: z.number().int().min(10).max(50).nullable(),
    all: count(1e9),
    good: count(1e9),
    medium: count(1e9),
    bad: count(1e9),
    pictured: count(1e9),
    newest: list(shownReview, 2),
  }),
  refusals: [],
})
export const listItemReviews = query('orders.listItemReviews', {
  title: '商品评价',
  may: visitors,
  input: {
    itemId: id,
    ...listInput({ band: oneOf(reviewBands), pictured: flag }, ['-createdAt']),
  },
  output: listOutput(shownReview),
  refusals: [],
})

// The console (AD-268) --------------------------------------------------------------------------
const consoleRow = {
  id,
  orderId: id,
  orderNo: text(32),
  kind,
  itemName: text(60),
  itemPicture: id.nullable(),
  buyer: text(34),
  score,
  text: optionalText(500),
  appendedText: optionalText(500),
  pictureCount: count(18),
  hasVideo: flag,
  state: oneOf(reviewStates),
  replied: flag,
  createdAt: instant,
}
export const listReviews = query('orders.listReviews', {
  title: '评价管理',
  may: { console: 'orders.read' },
  input: listInput(
    {
      state: oneOf(reviewStates),
      band: oneOf(reviewBands),
      replied: flag,
      orderNo: text(32),
    },
    ['-createdAt', 'createdAt'],
  ),
  output: listOutput(object(consoleRow)),
  exports: reviewExport,
  refusals: [],
})
export const getReview = query('orders.getReview', {
  title: '评价详情',
  may: { console: 'orders.read' },
  input: { reviewId: id },
  output: object({
    ...consoleRow,
    ...words,
    hiddenReason: optionalText(200),
    repliedBy: optionalText(60),
    pictureUrls: list(text(2_000), 9),
    appendedUrls: list(text(2_000), 9),
    videoUrl: text(2_000).nullable(),
    version,
  }),
  refusals: [],
})
/** Shows what waits or was hidden, with the pictures that the content check left to a person. */
export const approveReview = command('orders.approveReview', {
  title: '展示评价',
  may: handlers,
  input: { reviewId: id, version },
  output: object({ version }),
  refusals: ['STATE_CONFLICT', 'VERSION_CONFLICT'],
})
export const hideReview = command('orders.hideReview', {
  title: '隐藏评价',
  may: handlers,
  input: { reviewId: id, version, reason: text(200).meta({ title: '隐藏原因' }) },
  output: object({ version }),
  refusals: ['STATE_CONFLICT', 'VERSION_CONFLICT'],
})
/** The merchant's reply; a later one takes its place, both stand in the operation log. */
export const replyReview = command('orders.replyReview', {
  title: '回复评价',
  may: handlers,
  input: { reviewId: id, version, text: text(500).meta({ title: '回复内容' }) },
  output: object({ version }),
  refusals: ['VERSION_CONFLICT'],
})
