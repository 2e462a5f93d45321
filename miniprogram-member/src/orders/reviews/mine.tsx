import { Text, View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { open } from '@xietong/ui/device/navigate'
import { GoodsPicture } from '@xietong/ui/goods-picture'
import type { RowOf } from '@xietong/ui/hooks/use-rows'
import { Tag } from '@xietong/ui/tag'
import { when } from '@xietong/ui/words/time'
import { ReviewCard } from '../../parts/review-card'

type Row = RowOf<'orders.listMyReviews'>
type Picture = Row['pictures'][number]

const shown = (pictures: readonly Picture[]) => pictures.map(({ url }) => url)

/** Why others do not see all of it; empty when they do. */
function hints(row: Row): string[] {
  const pictures = [...row.pictures, ...row.appendedPictures]
  const refused = pictures.filter(({ state }) => state === 'refused')
  const checking = pictures.some(({ state }) => state === 'checking')
  return [
    row.state === 'waiting' ? '正在审核，通过后其他人可以看到' : '',
    row.state === 'hidden' ? `已被商家隐藏：${row.hiddenReason}` : '',
    checking && row.state === 'shown' ? '图片检查通过后会展示' : '',
    refused.length > 0 ? `${refused.length} 张图片只有您能看到：${refused[0]?.reason ?? ''}` : '',
  ].filter(Boolean)
}

/** A review of mine with its item, what became of it, and the way to add something. */
export function Mine({ row, now }: { readonly row: Row; readonly now: number }) {
  const detail = () => open('catalog/item/index', { kind: row.kind, id: row.itemId })
  const append = () =>
    open('orders/write-review/index', {
      review: row.id,
      name: row.itemName,
      kind: row.kind,
      picture: row.itemPicture ?? '',
    })
  return (
    <View className="x-sheet">
      <View className="row reviews-item" onClick={detail}>
        <GoodsPicture file={row.itemPicture} kind={row.kind} width={40} height={40} />
        <Text className="grow item-name cut">{row.itemName}</Text>
        {row.state === 'shown' ? null : (
          <Tag tone={row.state === 'hidden' ? 'danger' : 'warn'}>
            {row.state === 'hidden' ? '已隐藏' : '待审核'}
          </Tag>
        )}
      </View>
      <ReviewCard
        id={row.id}
        review={row}
        now={now}
        pictures={shown(row.pictures)}
        appendedPictures={shown(row.appendedPictures)}
        video={row.video}
      />
      {hints(row).map((hint) => (
        <View key={hint} className="cap reviews-hint">
          {hint}
        </View>
      ))}
      {row.appendUntil ? (
        <View className="row between reviews-append">
          <Text className="cap">{`${when(row.appendUntil, now)} 前可追加一次`}</Text>
          <Button small kind="plain" id={`append-${row.id}`} onTap={append}>
            追加评价
          </Button>
        </View>
      ) : null}
    </View>
  )
}
