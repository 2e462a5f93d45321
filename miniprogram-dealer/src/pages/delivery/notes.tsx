import { View } from '@tarojs/components'
import type { NoteState } from '@xietong/domain/fulfilment/notes'
import { EmptyState } from '@xietong/ui/empty-state'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useRows } from '@xietong/ui/hooks/use-rows'
import { PageList } from '@xietong/ui/page-list'
import { StatusTabs } from '@xietong/ui/status-tabs'
import { setBadge } from '@xietong/ui/tab-bar/tabs'
import { useEffect, useState } from 'react'
import { Finder, narrowed, type Type } from './finder'
import { NoteRowCard } from './row'

type Tab = NoteState | 'all'

/** Shipments of this store (DL-110). */
export function Notes({ here }: { here: 'pages/delivery/index' }) {
  const [tab, setTab] = useState<Tab>('to-ship')
  const [type, setType] = useState<Type>('all')
  const [keyword, setKeyword] = useState('')
  const { type: orderType, ...words } = narrowed(type, keyword)
  const list = useRows('fulfilment.listStoreNotes', {
    filter: {
      ...words,
      ...(tab === 'all' ? {} : { state: tab }),
      ...(orderType ? { orderType } : {}),
    },
    sort: tab === 'to-ship' ? 'createdAt' : '-createdAt',
  })
  useFresh(list.reload)
  const isNarrowed = type !== 'all' || keyword !== ''
  const known = tab === 'to-ship' && !isNarrowed && !list.waiting
  useEffect(() => {
    if (known) setBadge(here, list.total)
  }, [known, list.total, here])
  const tabs = [
    { key: 'all', label: '全部' },
    { key: 'to-ship', label: '待发货', count: known ? list.total : undefined },
    { key: 'shipped', label: '发货完成' },
  ] as const
  return (
    <View>
      <Finder hint="单号、商品或收货人" type={type} onType={setType} onWords={setKeyword} />
      <StatusTabs<Tab> items={tabs} value={tab} onChange={setTab} />
      <PageList
        list={list}
        keyOf={(row) => row.id}
        empty={<Nothing tab={tab} narrowed={isNarrowed} />}
      >
        {(row) => <NoteRowCard row={row} />}
      </PageList>
    </View>
  )
}

function Nothing({ tab, narrowed }: { tab: Tab; narrowed: boolean }) {
  if (narrowed) {
    return <EmptyState title="没有符合条件的发货单" text="换一个单号、商品或类型再找。" />
  }
  return tab === 'to-ship' ? (
    <EmptyState title="没有待发货的订单" text="平台派单到本店后，会出现在这里并发消息通知。" />
  ) : (
    <EmptyState title="这里还没有发货单" text="发完的订单会留在这里。" />
  )
}
