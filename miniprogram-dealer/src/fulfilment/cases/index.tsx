import { Text, View } from '@tarojs/components'
import { caseStateWords, caseTypeWords } from '@xietong/ui/case-view'
import { open } from '@xietong/ui/device/navigate'
import { EmptyState } from '@xietong/ui/empty-state'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useRows } from '@xietong/ui/hooks/use-rows'
import { Page } from '@xietong/ui/page'
import { PageList } from '@xietong/ui/page-list'
import { Sheet } from '@xietong/ui/sheet'
import { StatusTabs } from '@xietong/ui/status-tabs'
import { yuan } from '@xietong/ui/words/numbers'
import { when } from '@xietong/ui/words/time'
import { useState } from 'react'

type Tab = 'all' | 'merchant' | 'buyer'
const tabs = [
  { key: 'merchant', label: '待商家处理' },
  { key: 'buyer', label: '待买家处理' },
  { key: 'all', label: '全部' },
] as const

/** After-sales of the orders that this store ships: it handles them first (AD-256). */
export default function Cases() {
  const [tab, setTab] = useState<Tab>('merchant')
  const list = useRows('orders.listStoreAfterSales', {
    filter: tab === 'all' ? {} : { state: tab },
    sort: '-createdAt',
  })
  const now = useNow()
  useFresh(list.reload)
  return (
    <Page>
      <StatusTabs<Tab> items={tabs} value={tab} onChange={setTab} />
      <PageList
        list={list}
        keyOf={(row) => row.id}
        empty={
          <EmptyState title="没有售后" text="买家对本店配送的订单申请售后后，会出现在这里。" />
        }
      >
        {(row) => (
          <View id={`case-${row.id}`} onClick={() => open('fulfilment/case/index', { id: row.id })}>
            <Sheet>
              <View className="row between">
                <Text className="cap">{`售后单 ${row.caseNo}`}</Text>
                <Text className="strong">{caseStateWords(row.state)}</Text>
              </View>
              <Text className="two">{row.itemSummary}</Text>
              <View className="row between">
                <Text className="cap">{`${caseTypeWords(row.type)} · ${row.reason}`}</Text>
                <Text className="strong">{row.amountFen > 0 ? yuan(row.amountFen) : '不退款'}</Text>
              </View>
              <View className="cap">{`订单 ${row.orderNo}`}</View>
              <View className="cap">{`${when(row.orderedAt, now)} 下单`}</View>
            </Sheet>
          </View>
        )}
      </PageList>
    </Page>
  )
}
