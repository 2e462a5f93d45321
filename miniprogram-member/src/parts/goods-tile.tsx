import { Text, View } from '@tarojs/components'
import { open } from '@xietong/ui/device/navigate'
import { GoodsPicture } from '@xietong/ui/goods-picture'
import type { RowOf } from '@xietong/ui/hooks/use-rows'
import { PriceText } from '@xietong/ui/price-text'
import { Tag } from '@xietong/ui/tag'
import { counted } from '@xietong/ui/words/numbers'
import { Heart } from './heart'
import './goods-tile.css'

export type ShopRow = RowOf<'orders.browseShop'>

/** Plenty needs no word; only what runs short is marked. */
const isScarce = (hint: string) => hint !== '' && !hint.includes('充足')

/** One thing for sale in a list of two columns. */
export function GoodsTile({ row }: { row: ShopRow }) {
  const { stock } = row
  const price = row.memberFen ?? row.retailFen
  return (
    <View
      className="goods-tile"
      id={`item-${row.id}`}
      hoverClass="goods-tile-press"
      onClick={() => open('catalog/item/index', { kind: row.kind, id: row.id })}
    >
      <View className="goods-tile-picture">
        <GoodsPicture file={row.picture} kind={row.kind} width="100%" height={128} round={false} />
        {stock.soldOut ? <View className="goods-tile-out">已售罄</View> : null}
        <View className="goods-tile-heart">
          <Heart kind={row.kind} id={row.id} on={row.favourite} />
        </View>
      </View>
      <View className="goods-tile-text">
        <Text className="item-name two goods-tile-name">{row.name}</Text>
        {row.sellingPoints ? (
          <Text className="mic cut goods-tile-line">{row.sellingPoints}</Text>
        ) : null}
        <View className="row-base between goods-tile-price">
          <PriceText fen={price} />
          {row.memberFen === null ? null : <Text className="mic">会员价</Text>}
        </View>
        <View className="row between goods-tile-foot">
          <Text className="mic">
            {row.sales === null
              ? ''
              : `已售 ${counted(row.sales, row.kind === 'package' ? '份' : '张')}`}
          </Text>
          {isScarce(stock.hint) && !stock.soldOut ? <Tag tone="warn">{stock.hint}</Tag> : null}
        </View>
      </View>
    </View>
  )
}
