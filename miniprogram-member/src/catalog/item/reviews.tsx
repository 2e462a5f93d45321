import { Text, View } from '@tarojs/components'
import { open } from '@xietong/ui/device/navigate'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { ItemReview, ratingWords } from '../../parts/item-review'

/** MB-021: the average, the newest reviews and the way to all of them. */
export function Reviews({ itemId }: { readonly itemId: string }) {
  const now = useNow()
  const summary = useQuery('orders.getReviewSummary', { itemId })
  useFresh(summary.reload)
  const { value } = summary
  const all = () => open('orders/item-reviews/index', { id: itemId })
  if (!value) return null
  return (
    <View className="item-part" id="reviews">
      <View className="row between">
        <Text className="title-2">{`评价 · ${ratingWords(value)}`}</Text>
        {value.all > 0 ? (
          <Text className="link hit" id="all-reviews" onClick={all}>
            查看全部
          </Text>
        ) : null}
      </View>
      {value.newest.map((review) => (
        <View key={review.id} className="item-review">
          <ItemReview review={review} now={now} />
        </View>
      ))}
    </View>
  )
}
