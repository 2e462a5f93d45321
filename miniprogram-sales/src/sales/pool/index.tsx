import { Input, View } from '@tarojs/components'
import { EmptyState } from '@xietong/ui/empty-state'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useRows } from '@xietong/ui/hooks/use-rows'
import { Icon } from '@xietong/ui/icon'
import { Page } from '@xietong/ui/page'
import { PageList } from '@xietong/ui/page-list'
import { Segment } from '@xietong/ui/segment'
import { serverNow } from '@xietong/ui/settings/settings'
import { StatusTabs } from '@xietong/ui/status-tabs'
import { useMemo, useState } from 'react'
import { type Span, spanFilter, spans } from '../../parts/added-in'
import { useChoices } from '../../parts/choices'
import './pool.css'
import { PoolLead } from './pool-lead'

/** ST-029: what nobody looks after, for whoever takes it first. */
export default function Pool() {
  const now = useNow(60_000)
  const { customerTypes } = useChoices()
  const [type, setType] = useState('')
  const [span, setSpan] = useState<Span>('all')
  const [typed, setTyped] = useState('')
  const [keyword, setKeyword] = useState('')
  // Asked once per choice: a moment that moves with the clock would ask again and again.
  const since = useMemo(() => spanFilter(span, serverNow()), [span])
  const list = useRows('sales.listPoolLeads', {
    filter: {
      ...since,
      ...(type ? { customerType: type } : {}),
      ...(keyword ? { keyword } : {}),
    },
    sort: '-createdAt',
  })
  useFresh(list.reload)
  const tabs = [
    { key: '', label: '全部' },
    ...customerTypes.map((word) => ({ key: word, label: word })),
  ]
  const narrowed = keyword !== '' || type !== '' || span !== 'all'
  return (
    <Page>
      <StatusTabs items={tabs} value={type} onChange={setType} />
      <View className="pool-find">
        <Icon name="search" size={16} color="#6B7280" />
        <Input
          id="keyword"
          className="pool-words"
          value={typed}
          placeholder="姓名或手机号"
          placeholderClass="x-field-hint"
          confirmType="search"
          maxlength={30}
          onInput={(event) => setTyped(event.detail.value)}
          onConfirm={() => setKeyword(typed.trim())}
          onBlur={() => setKeyword(typed.trim())}
        />
      </View>
      <Segment<Span> items={spans} value={span} onChange={setSpan} />
      <PageList
        list={list}
        keyOf={(row) => row.id}
        empty={
          narrowed ? (
            <EmptyState title="没有符合条件的潜客" text="放宽类型、时间或换个关键词再找。" />
          ) : (
            <EmptyState title="公海里没有潜客" text="同事释放的和还没有分配的潜客会出现在这里。" />
          )
        }
      >
        {(row) => <PoolLead row={row} now={now} onTaken={list.reload} />}
      </PageList>
    </Page>
  )
}
