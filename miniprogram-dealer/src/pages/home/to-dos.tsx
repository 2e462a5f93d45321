import { Text } from '@tarojs/components'
import { Cell } from '@xietong/ui/cell'
import { open, openTab } from '@xietong/ui/device/navigate'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Sheet } from '@xietong/ui/sheet'
import { setBadge } from '@xietong/ui/tab-bar/tabs'
import { yuan } from '@xietong/ui/words/numbers'
import { when } from '@xietong/ui/words/time'
import { useEffect } from 'react'
import type { MyDealer } from '../../parts/my-dealer'

/** What waits for this dealer, the one against the clock in red. */
export function ToDos({ dealer, unread }: { dealer: MyDealer; unread: number }) {
  return (
    <>
      <Sheet cells title="待办">
        {dealer.menus.includes('delivery') ? <ToShip /> : null}
        <Cell
          id="to-messages"
          label="未读消息"
          note={unread > 0 ? undefined : '没有未读消息'}
          value={<Text className="home-waiting">{unread}</Text>}
          onTap={() => open('notify/messages/index')}
        />
      </Sheet>
      {dealer.menus.includes('earnings') ? <Earned /> : null}
    </>
  )
}

function ToShip() {
  const now = useNow()
  const query = useQuery('fulfilment.listStoreNotes', {
    filter: { state: 'to-ship' },
    sort: 'createdAt',
    page: 1,
    size: 10,
  })
  useFresh(query.reload)
  const total = query.value?.total ?? 0
  const [oldest] = query.value?.rows ?? []
  useEffect(() => setBadge('pages/delivery/index', total), [total])
  const look = total > 0 ? 'home-waiting home-urgent' : 'home-waiting'
  return (
    <Cell
      id="to-delivery"
      label="配送订单待发货"
      note={oldest ? `最早一笔 ${when(oldest.createdAt, now)} 派来` : '全部发完了'}
      value={<Text className={look}>{total}</Text>}
      onTap={() => openTab('pages/delivery/index')}
    />
  )
}

function Earned() {
  const sums = useQuery('channel.sumMyEarnings', { filter: {} })
  useFresh(sums.reload)
  if (!sums.value) return null
  return (
    <Sheet cells title="收益">
      <Cell
        label="待提余额"
        value={yuan(sums.value.withdrawableFen)}
        onTap={() => openTab('pages/earnings/index')}
      />
      <Cell label="未入账" note="售后期满后入账" value={yuan(sums.value.pendingFen)} />
    </Sheet>
  )
}
