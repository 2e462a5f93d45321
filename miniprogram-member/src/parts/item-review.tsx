import type { Output } from '@xietong/client/caller'
import { ReviewCard } from './review-card'

type Summary = Output<'orders.getReviewSummary'>

const paths = (files: readonly string[]) => files.map((file) => `/files/${file}`)

/** A review as everybody reads it. */
export function ItemReview(props: {
  readonly review: Summary['newest'][number]
  readonly now: number
}) {
  const { review, now } = props
  return (
    <ReviewCard
      id={review.id}
      review={review}
      now={now}
      nickname={review.nickname}
      pictures={paths(review.pictures)}
      appendedPictures={paths(review.appendedPictures)}
      video={review.video ? `/files/${review.video}` : null}
    />
  )
}

/** `4.3 分 · 12 条评价`. */
export const ratingWords = ({ averageTenths, all }: Pick<Summary, 'averageTenths' | 'all'>) =>
  averageTenths === null ? '还没有评价' : `${(averageTenths / 10).toFixed(1)} 分 · ${all} 条评价`
