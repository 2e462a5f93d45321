import { Text, View } from '@tarojs/components'
import { type StoreTab, storeTabLabels, storeTabs } from '@xietong/domain/orders/store-tabs'
import { open } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { EmptyState } from '@xietong/ui/empty-state'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { type RowOf, useRows } from '@xietong/ui/hooks/use-rows'
import { PageList } from '@xietong/ui/page-list'
import { PriceText } from '@xietong/ui/price-text'
import { StatusTabs } from '@xietong/ui/status-tabs'
import { Tag } from '@xietong/ui/tag'
import { when } from '@xietong/ui/words/time'
import { useState } from 'react'
import { orderWords, typeWords } from '../../parts/note-words'
import { Finder, narrowed, type Type } from './finder'

type Tab = StoreTab | 'all'
type Row = RowOf<'fulfilment.listStoreOrders'>

/** Orders that this store ships, in the tab of their state, with counts (DL-101 to DL-103). */
export function Orders() {
  const [tab, setTab] = useState<Tab>('all')
  const [type, setType] = useState<Type>('all')
  const [keyword, setKeyword] = useState('')
  const filter = narrowed(type, keyword)
  const list = useRows('fulfilment.listStoreOrders', {
    filter: { ...filter, ...(tab === 'all' ? {} : { tab }) },
  })
  const counts = useQuery('fulfilment.countStoreOrders', { filter })
  useFresh(() => {
    list.reload()
    counts.reload()
  })
  const figures = counts.value
  const numbers: Readonly<Partial<Record<Tab, number>>> = figures
    ? {
        all: figures.all,
        unpaid: figures.unpaid,
        'to-ship': figures.toShip,
        'part-shipped': figures.partShipped,
        shipped: figures.shipped,
        ended: figures.ended,
      }
    : {}
  const tabs = [
    { key: 'all' as Tab, label: '全部订单', count: numbers.all },
    ...storeTabs.map((key) => ({
      key: key as Tab,
      label: storeTabLabels[key],
      count: numbers[key],
    })),
  ]
  return (
    <View>
      <Finder hint="订单号、商品" type={type} onType={setType} onWords={setKeyword} />
      <StatusTabs<Tab> items={tabs} value={tab} onChange={setTab} />
      <PageList
        list={list}
        keyOf={(row) => row.id}
        empty={
          type !== 'all' || keyword ? (
            <EmptyState title="没有符合条件的订单" text="换一个订单号、商品或类型再找。" />
          ) : (
            <EmptyState title="这里还没有订单" text="平台派到本店的订单，按状态排在这里。" />
          )
        }
      >
        {(row) => <OrderCard row={row} />}
      </PageList>
    </View>
  )
}

function OrderCard({ row }: { row: Row }) {
  const now = useNow()
  const show = () =>
    row.noteId
      ? open('fulfilment/note/index', { id: row.noteId })
      : say('买家付款后自动派到本店，届时可以发货')
  return (
    <View className="x-sheet" id={`order-${row.id}`} onClick={show}>
      <View className="row between note-row-head">
        <Text className="grow cap cut">{typeWords(row)}</Text>
        {row.vip ? <Tag tone="gold">贵宾</Tag> : null}
        <Text className="note-row-state">{orderWords(row.state)}</Text>
      </View>
      <View className="title-2 note-row-what two">{row.itemSummary}</View>
      <View className="row between note-row-numbers">
        <Text className="cap-2 cut">{`下单人 ${row.buyer}`}</Text>
        {row.orderType === 'pick-up' ? (
          <Text className="cap-2">凭卡提货</Text>
        ) : (
          <PriceText fen={row.totalFen} tone="ink" />
        )}
      </View>
      <View className="row between wrap note-row-numbers">
        <Text className="cap">{`订单 ${row.orderNo}`}</Text>
        <Text className="cap">{when(row.createdAt, now)}</Text>
      </View>
    </View>
  )
}
