import { View as Box } from '@tarojs/components'
import { openTab } from '@xietong/ui/device/navigate'
import { EmptyState } from '@xietong/ui/empty-state'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useRows } from '@xietong/ui/hooks/use-rows'
import { Page } from '@xietong/ui/page'
import { PageList } from '@xietong/ui/page-list'
import { Segment } from '@xietong/ui/segment'
import { useState } from 'react'
import { Mine } from './mine'
import './reviews.css'
import { Waiting } from './waiting'

const views = [
  { key: 'waiting', label: '待评价' },
  { key: 'mine', label: '我的评价' },
] as const
type View = (typeof views)[number]['key']

/** MB-060, MB-062: what waits for my words, and what I wrote. */
export default function Reviews() {
  const { order, view } = useParams()
  const [shown, setShown] = useState<View>(view === 'mine' ? 'mine' : 'waiting')
  return (
    <Page>
      <Box className="reviews-views">
        <Segment<View> items={views} value={shown} onChange={setShown} />
      </Box>
      {shown === 'waiting' ? <WaitingList orderId={order} /> : <MineList />}
    </Page>
  )
}

function WaitingList({ orderId }: { orderId: string | undefined }) {
  const now = useNow()
  const list = useRows('orders.listToReview', { filter: orderId ? { orderId } : {} })
  useFresh(list.reload)
  return (
    <PageList
      list={list}
      keyOf={(row) => row.lineId}
      empty={
        <EmptyState
          title="没有待评价的商品"
          text="订单完成后，买过的商品会出现在这里。"
          step={{ label: '去选购', onTap: () => openTab('pages/shop/index') }}
        />
      }
    >
      {(row) => <Waiting row={row} now={now} />}
    </PageList>
  )
}

function MineList() {
  const now = useNow()
  const list = useRows('orders.listMyReviews', { filter: {} })
  useFresh(list.reload)
  return (
    <PageList
      list={list}
      keyOf={(row) => row.id}
      empty={<EmptyState title="还没有写过评价" text="写下的评价和商家的回复会出现在这里。" />}
    >
      {(row) => <Mine row={row} now={now} />}
    </PageList>
  )
}
