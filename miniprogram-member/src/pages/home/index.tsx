import { Text, View } from '@tarojs/components'
import { openTab } from '@xietong/ui/device/navigate'
import { EmptyState } from '@xietong/ui/empty-state'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useRows } from '@xietong/ui/hooks/use-rows'
import { Icon } from '@xietong/ui/icon'
import { Illustration } from '@xietong/ui/illustration'
import { Page } from '@xietong/ui/page'
import { PageList } from '@xietong/ui/page-list'
import { platform } from '@xietong/ui/platform'
import { SeasonRail, seasonSentence } from '@xietong/ui/season-rail'
import { loadSettings, useSettings } from '@xietong/ui/settings/settings'
import { Sheet } from '@xietong/ui/sheet'
import { today as dayOf } from '@xietong/ui/words/time'
import { loadCartBadge } from '../../parts/cart'
import { GoodsTile } from '../../parts/goods-tile'
import { useShop } from '../../parts/shop-view'
import { Banners } from './banners'
import { Categories } from './categories'
import './home.css'

/** The season first, then the way to what is sold. */
export default function Home() {
  const list = useRows('orders.browseShop', { filter: {}, sort: 'default' })
  useFresh(() => {
    void list.reload()
    void loadSettings()
    void loadCartBadge()
  })
  return (
    <Page tab="pages/home/index" bleed>
      <Header />
      <View className="home-body">
        <Banners />
        <Season />
        <Categories />
        <View className="sec-head">
          <Text className="title-2">本季推荐</Text>
          <View className="row cap on-ground hit" onClick={() => openTab('pages/shop/index')}>
            <Text>查看全部</Text>
            <Icon name="right" size={12} color="#9A9EA6" weight={2} />
          </View>
        </View>
        <PageList
          list={list}
          keyOf={(row) => row.id}
          className="goods-grid"
          empty={<EmptyState title="还没有上架的套餐" text="开季前会陆续上架，请稍后再来。" />}
        >
          {(row) => <GoodsTile row={row} />}
        </PageList>
      </View>
    </Page>
  )
}

function Header() {
  const { statusTop, barHeight, freeWidth } = platform.barMetrics()
  const style = { paddingTop: `${statusTop}px` }
  return (
    <View className="home-header" style={style}>
      <View
        className="row home-bar"
        style={{ height: `${Math.max(barHeight, 44)}px`, maxWidth: `${freeWidth}px` }}
      >
        <Illustration name="icon" width={26} height={26} />
        <Text className="home-brand">蟹同</Text>
        <View
          id="search"
          className="row home-find"
          onClick={() => {
            useShop.setState({ kind: 'package', categoryId: null, keyword: '' })
            openTab('pages/shop/index')
          }}
        >
          <Icon name="search" size={15} color="#6B7280" weight={1.8} />
          <Text className="cap">搜索套餐和提货卡</Text>
        </View>
      </View>
    </View>
  )
}

function Season() {
  const season = useSettings((known) => known.settings?.season)
  const today = dayOf(useNow())
  if (!season) return null
  const { text, days } = seasonSentence(season, today)
  return (
    <Sheet className="home-season">
      <View className="row-base wrap">
        <Text className="strong">{text}</Text>
        <Text className="home-days">{days}</Text>
        <Text className="strong grow">天</Text>
        <View className="row link hit home-calendar" onClick={() => openTab('pages/wallet/index')}>
          <Text>去提货</Text>
          <Icon name="right" size={12} color="#1F6F78" weight={2} />
        </View>
      </View>
      <SeasonRail season={season} today={today} />
    </Sheet>
  )
}
