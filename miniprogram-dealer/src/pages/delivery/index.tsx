import { EmptyState } from '@xietong/ui/empty-state'
import { Page } from '@xietong/ui/page'
import { Segment } from '@xietong/ui/segment'
import { useSignedIn } from '@xietong/ui/session/session'
import { SignInFirst } from '@xietong/ui/sign-in-first'
import { useState } from 'react'
import { useMyDealer } from '../../parts/my-dealer'
import './delivery.css'
import { Notes } from './notes'
import { Orders } from './orders'

const HERE = 'pages/delivery/index'

/** What head office sent to this store (DL-100): by shipment, or by order. */
export default function Delivery() {
  const signedIn = useSignedIn()
  const me = useMyDealer()
  const allowed = me.value?.menus.includes('delivery') ?? true
  const [view, setView] = useState<'notes' | 'orders'>('notes')
  return (
    <Page tab={HERE}>
      {signedIn && allowed ? (
        <>
          <Segment
            items={[
              { key: 'notes', label: '发货单' },
              { key: 'orders', label: '配送订单' },
            ]}
            value={view}
            onChange={setView}
          />
          {view === 'notes' ? <Notes here={HERE} /> : <Orders />}
        </>
      ) : null}
      {signedIn ? null : <SignInFirst title="还没有登录" text="登录后查看派到本店的订单。" />}
      {allowed ? null : (
        <EmptyState
          title="没有发货权限"
          text="由专卖店的负责人或有发货权限的操作员处理。"
          picture="boat"
        />
      )}
    </Page>
  )
}
