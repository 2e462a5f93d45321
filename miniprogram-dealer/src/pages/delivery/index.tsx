import { Input, View } from '@tarojs/components'
import type { NoteState } from '@xietong/domain/fulfilment/notes'
import { EmptyState } from '@xietong/ui/empty-state'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useRows } from '@xietong/ui/hooks/use-rows'
import { Icon } from '@xietong/ui/icon'
import { Page } from '@xietong/ui/page'
import { PageList } from '@xietong/ui/page-list'
import { Pick } from '@xietong/ui/pick'
import { useSignedIn } from '@xietong/ui/session/session'
import { SignInFirst } from '@xietong/ui/sign-in-first'
import { StatusTabs } from '@xietong/ui/status-tabs'
import { setBadge } from '@xietong/ui/tab-bar/tabs'
import { useEffect, useState } from 'react'
import { useMyDealer } from '../../parts/my-dealer'
import './delivery.css'
import { NoteRowCard } from './row'

const HERE = 'pages/delivery/index'

type Tab = NoteState | 'all'
type Type = 'all' | 'package' | 'pick-up'

const types = [
  { key: 'all', label: '全部类型' },
  { key: 'package', label: '现货套餐' },
  { key: 'pick-up', label: '卡提货' },
] as const

/** Exactly the orders that head office sent to this store (DL-100). */
export default function Delivery() {
  const signedIn = useSignedIn()
  const me = useMyDealer()
  const allowed = me.value?.menus.includes('delivery') ?? true
  return (
    <Page tab={HERE}>
      {signedIn && allowed ? <Notes /> : null}
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

function Notes() {
  const [tab, setTab] = useState<Tab>('to-ship')
  const [type, setType] = useState<Type>('all')
  const [typed, setTyped] = useState('')
  const [keyword, setKeyword] = useState('')
  const list = useRows('fulfilment.listStoreNotes', {
    filter: {
      ...(tab === 'all' ? {} : { state: tab }),
      ...(type === 'all' ? {} : { orderType: type }),
      ...(keyword ? { keyword } : {}),
    },
    sort: tab === 'to-ship' ? 'createdAt' : '-createdAt',
  })
  useFresh(list.reload)
  const plain = tab === 'to-ship' && type === 'all' && keyword === ''
  const known = plain && !list.waiting
  useEffect(() => {
    if (known) setBadge(HERE, list.total)
  }, [known, list.total])
  const count = known ? list.total : undefined
  const tabs = [
    { key: 'to-ship', label: '待发货', count },
    { key: 'shipped', label: '发货完成' },
    { key: 'all', label: '全部' },
  ] as const
  return (
    <View>
      <View className="row delivery-tools">
        <View className="delivery-find">
          <Icon name="search" size={16} color="#6B7280" />
          <Input
            id="keyword"
            className="delivery-words"
            value={typed}
            placeholder="订单号或商品"
            placeholderClass="x-field-hint"
            confirmType="search"
            maxlength={40}
            onInput={(event) => setTyped(event.detail.value)}
            onConfirm={() => setKeyword(typed.trim())}
            onBlur={() => setKeyword(typed.trim())}
          />
        </View>
        <Pick<Type> id="type" options={types} value={type} onChange={setType} />
      </View>
      <StatusTabs<Tab> items={tabs} value={tab} onChange={setTab} />
      <PageList
        list={list}
        keyOf={(row) => row.id}
        empty={<Nothing tab={tab} narrowed={keyword !== '' || type !== 'all'} />}
      >
        {(row) => <NoteRowCard row={row} />}
      </PageList>
    </View>
  )
}

function Nothing({ tab, narrowed }: { tab: Tab; narrowed: boolean }) {
  if (narrowed) {
    return <EmptyState title="没有符合条件的订单" text="换一个订单号、商品或类型再找。" />
  }
  return tab === 'to-ship' ? (
    <EmptyState title="没有待发货的订单" text="平台派单到本店后，会出现在这里并发消息通知。" />
  ) : (
    <EmptyState title="这里还没有订单" text="发完的订单会留在这里。" />
  )
}
