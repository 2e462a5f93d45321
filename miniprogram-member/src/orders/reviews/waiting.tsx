import { Text, View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { open } from '@xietong/ui/device/navigate'
import { GoodsPicture } from '@xietong/ui/goods-picture'
import type { RowOf } from '@xietong/ui/hooks/use-rows'
import { when } from '@xietong/ui/words/time'

type Row = RowOf<'orders.listToReview'>

/** One bought item that waits for a review. */
export function Waiting({ row, now }: { readonly row: Row; readonly now: number }) {
  const { lineId, name, kind, picture } = row
  const write = () =>
    open('orders/write-review/index', { line: lineId, name, kind, picture: picture ?? '' })
  return (
    <View className="x-sheet row reviews-row" id={`to-review-${lineId}`}>
      <GoodsPicture file={picture} kind={kind} width={64} height={64} />
      <View className="grow reviews-words">
        <Text className="item-name two">{name}</Text>
        <View className="cap">{`× ${row.quantity} · ${when(row.completedAt, now)} 完成`}</View>
      </View>
      <Button small id={`review-${lineId}`} onTap={write}>
        评价
      </Button>
    </View>
  )
}
