import { Text, View } from '@tarojs/components'
import { useShareAppMessage } from '@tarojs/taro'
import type { Output } from '@xietong/client/caller'
import { back, open, openTab } from '@xietong/ui/device/navigate'
import { EmptyState } from '@xietong/ui/empty-state'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Icon } from '@xietong/ui/icon'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { platform } from '@xietong/ui/platform'
import { PriceText } from '@xietong/ui/price-text'
import { RichParts } from '@xietong/ui/rich-parts'
import { Tag } from '@xietong/ui/tag'
import { counted, discountWords, yuan } from '@xietong/ui/words/numbers'
import { dayWords } from '@xietong/ui/words/time'
import { Heart } from '../../parts/heart'
import { Buy } from './buy'
import { Contents } from './contents'
import { Gallery } from './gallery'
import './item.css'
import { Reviews } from './reviews'

export type ShopItem = Output<'orders.getShopItem'>

/** What is in the box, and the price that is paid. */
export default function Item() {
  const { kind = 'package', id = '' } = useParams()
  const saleKind = kind === 'e-card' || kind === 'physical-card' ? kind : 'package'
  const query = useQuery('orders.getShopItem', id ? { kind: saleKind, itemId: id } : null)
  useFresh(query.reload)
  useShareAppMessage(() => ({
    title: query.value?.name ?? '蟹同',
    path: `/catalog/item/index?kind=${saleKind}&id=${id}`,
  }))
  const item = query.value
  return (
    <Page bleed foot={item ? <Buy item={item} /> : undefined}>
      <BackButton />
      {id ? (
        <Look query={query}>{(shown) => <Filled item={shown} />}</Look>
      ) : (
        <EmptyState
          title="没有找到这件商品"
          step={{ label: '去选购', onTap: () => openTab('pages/shop/index') }}
        />
      )}
    </Page>
  )
}

function BackButton() {
  const { statusTop, barHeight } = platform.barMetrics()
  const top = statusTop + (barHeight - 32) / 2
  return (
    <View
      id="back"
      className="item-back"
      style={{ top: `${top}px` }}
      aria-role="button"
      aria-label="返回"
      onClick={() => back()}
    >
      <Icon name="left" size={18} weight={2.4} />
    </View>
  )
}

function Filled({ item }: { item: ShopItem }) {
  return (
    <View>
      <Gallery item={item} />
      <View className="item-part">
        <View className="row-base item-price">
          <PriceText fen={item.memberFen ?? item.retailFen} size={28} />
          {item.memberFen !== null && item.levelName ? (
            <Tag tone="gold">{levelWords(item)}</Tag>
          ) : null}
          {item.onShelf ? null : <Tag tone="danger">商品已下架</Tag>}
        </View>
        <View className="row between cap wrap item-facts">
          <Text>全国统一零售价 {yuan(item.retailFen)}</Text>
          <Text>{facts(item)}</Text>
        </View>
        <View className="row between">
          <Text className="grow item-name-large">{item.name}</Text>
          <Heart kind={item.kind} id={item.id} on={item.favourite} />
        </View>
        {item.sellingPoints ? <Text className="cap-2">{item.sellingPoints}</Text> : null}
      </View>
      {item.contents.length > 0 ? (
        <View className="item-part">
          <Contents contents={item.contents} />
        </View>
      ) : null}
      {item.kind !== 'package' ? <CardFacts item={item} /> : <Delivery item={item} />}
      <Reviews itemId={item.id} />
      {item.description ? (
        <View className="item-part">
          <Text className="title-2">详情</Text>
          <RichParts className="item-text" html={item.description} />
        </View>
      ) : null}
    </View>
  )
}

/** `金蟹会员 97 折`: how the price that is paid came about. */
function levelWords({ levelName, memberFen, retailFen }: ShopItem): string {
  const points = Math.round(((memberFen ?? retailFen) / retailFen) * 1_000) * 10
  return [levelName, discountWords(points)].filter(Boolean).join(' ')
}

function facts(item: ShopItem): string {
  const unit = item.kind === 'package' ? '份' : '张'
  const { available, hint, soldOut } = item.stock
  const stock = soldOut ? '已售罄' : available === null ? hint : `余 ${counted(available, unit)}`
  const sold = item.sales === null ? '' : `已售 ${counted(item.sales, unit)}`
  return [sold, stock].filter(Boolean).join(' · ')
}

function Delivery({ item }: { item: ShopItem }) {
  return (
    <View className="item-part item-row">
      <Text className="cap item-key">运费</Text>
      <Text className="grow ink-2">{item.freightHint || '按收货地址计算，确认订单时显示'}</Text>
    </View>
  )
}

function CardFacts({ item }: { item: ShopItem }) {
  const { season } = item
  return (
    <View className="item-part">
      <View className="item-row">
        <Text className="cap item-key">可提</Text>
        <View className="grow">
          {item.packages.map((entry) => (
            <View
              key={entry.packageId}
              className="item-package link"
              onClick={() => open('catalog/item/index', { kind: 'package', id: entry.packageId })}
            >
              {entry.name}
            </View>
          ))}
        </View>
      </View>
      <View className="item-row">
        <Text className="cap item-key">提货季</Text>
        <Text className="grow ink-2">
          {season ? `${dayWords(season.opensOn)} – ${dayWords(season.closesOn)}` : '全年可提'}
        </Text>
      </View>
      <View className="item-row">
        <Text className="cap item-key">到账</Text>
        <Text className="grow ink-2">支付后立即到“提货卡”，免运费</Text>
      </View>
    </View>
  )
}
