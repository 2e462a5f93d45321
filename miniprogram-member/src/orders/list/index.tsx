import { ScrollView, Text, View } from '@tarojs/components'
import { type MemberTab, type OrderType, orderTypes } from '@xietong/domain/orders/states'
import { openTab } from '@xietong/ui/device/navigate'
import { EmptyState } from '@xietong/ui/empty-state'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { useRows } from '@xietong/ui/hooks/use-rows'
import { Page } from '@xietong/ui/page'
import { PageList } from '@xietong/ui/page-list'
import { StatusTabs } from '@xietong/ui/status-tabs'
import { useState } from 'react'
import './list.css'
import { OrderRow } from './row'

const typeWords: Readonly<Record<OrderType, string>> = {
  package: '现货套餐',
  'e-card': '电子卡',
  'physical-card': '实体卡',
  'pick-up': '卡提货',
  resend: '补发',
}

/** One type at a time, then by what the order waits for. */
export default function Orders() {
  const params = useParams()
  const [type, setType] = useState<OrderType>(asType(params.type))
  const [tab, setTab] = useState<MemberTab>(asTab(params.tab))
  const list = useRows('orders.listMyOrders', { filter: { type, tab }, sort: '-createdAt' })
  const counts = useQuery('orders.countMyOrders', { type })
  const reload = async () => {
    await Promise.all([list.reload(), counts.reload()])
  }
  useFresh(reload)
  const count = counts.value
  const tabs = [
    { key: 'all', label: '全部' },
    { key: 'unpaid', label: '待付款', count: count?.unpaid },
    { key: 'to-ship', label: '待发货', count: count?.toShip },
    { key: 'to-receive', label: '待收货', count: count?.toReceive },
    { key: 'to-review', label: '待评价', count: count?.toReview },
    { key: 'after-sale', label: '售后', count: count?.afterSale },
  ] as const
  return (
    <Page>
      <Types value={type} onChange={setType} />
      <StatusTabs<MemberTab> items={tabs} value={tab} onChange={setTab} />
      <PageList list={list} keyOf={(row) => row.id} empty={<Nothing type={type} />}>
        {(row) => <OrderRow row={row} onChanged={reload} />}
      </PageList>
    </Page>
  )
}

function Types({ value, onChange }: { value: OrderType; onChange: (type: OrderType) => void }) {
  return (
    <ScrollView scrollX enhanced showScrollbar={false} className="orders-types">
      <View className="orders-type-row">
        {orderTypes.map((type) => (
          <Text
            key={type}
            id={`type-${type}`}
            className={type === value ? 'orders-type orders-type-on' : 'orders-type'}
            onClick={() => onChange(type)}
          >
            {typeWords[type]}
          </Text>
        ))}
      </View>
    </ScrollView>
  )
}

function Nothing({ type }: { type: OrderType }) {
  const isPickUp = type === 'pick-up'
  return (
    <EmptyState
      title="这里还没有订单"
      text={
        isPickUp ? '用提货卡提货后，进度会显示在这里。' : '下单后，付款、发货和收货都在这里查看。'
      }
      step={
        isPickUp
          ? { label: '去提货', onTap: () => openTab('pages/wallet/index') }
          : { label: '去选购', onTap: () => openTab('pages/shop/index') }
      }
    />
  )
}

const asType = (text: string | undefined): OrderType =>
  orderTypes.find((type) => type === text) ?? 'package'

function asTab(text: string | undefined): MemberTab {
  const tabs: readonly MemberTab[] = ['unpaid', 'to-ship', 'to-receive', 'to-review', 'after-sale']
  return tabs.find((tab) => tab === text) ?? 'all'
}
