import { Text, View } from '@tarojs/components'
import type { FollowUpState } from '@xietong/domain/sales/follow-up'
import { Button } from '@xietong/ui/button'
import { open } from '@xietong/ui/device/navigate'
import { EmptyState } from '@xietong/ui/empty-state'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useNow } from '@xietong/ui/hooks/use-now'
import { type RowOf, useRows } from '@xietong/ui/hooks/use-rows'
import { Page } from '@xietong/ui/page'
import { PageList } from '@xietong/ui/page-list'
import { Segment } from '@xietong/ui/segment'
import { serverNow } from '@xietong/ui/settings/settings'
import { StatusTabs } from '@xietong/ui/status-tabs'
import { when } from '@xietong/ui/words/time'
import { useMemo, useState } from 'react'
import { type Span, spanFilter, spans } from '../../parts/added-in'
import { followUpWords } from '../../parts/lead-words'
import './follow-ups.css'

type Tab = FollowUpState | 'all'
const tabs = [
  { key: 'all' as Tab, label: '全部' },
  ...(['overdue', 'planned', 'done', 'cancelled'] as const).map((key) => ({
    key: key as Tab,
    label: followUpWords[key],
  })),
]
type Kind = 'all' | 'lead' | 'customer'
const kinds = [
  { key: 'all', label: '全部客户' },
  { key: 'lead', label: '潜在客户' },
  { key: 'customer', label: '合作客户' },
] as const

/** ST-011: my follow-ups by state, kind of customer and date, what is late first. */
export default function FollowUps() {
  const now = useNow(60_000)
  const [tab, setTab] = useState<Tab>('all')
  const [kind, setKind] = useState<Kind>('all')
  const [span, setSpan] = useState<Span>('all')
  const since = useMemo(() => spanFilter(span, serverNow()), [span])
  const list = useRows('sales.listMyFollowUps', {
    filter: {
      ...since,
      ...(tab === 'all' ? {} : { state: tab }),
      ...(kind === 'all' ? {} : { targetKind: kind }),
    },
    sort: 'urgency',
  })
  useFresh(list.reload)
  const nothing = tab === 'all' ? '还没有跟踪' : `没有${followUpWords[tab]}的跟踪`
  return (
    <Page>
      <StatusTabs<Tab> items={tabs} value={tab} onChange={setTab} />
      <Segment<Kind> items={kinds} value={kind} onChange={setKind} />
      <Segment<Span> items={spans} value={span} onChange={setSpan} />
      <PageList
        list={list}
        keyOf={(row) => row.id}
        empty={
          <EmptyState title={nothing} text="在潜客或合作客户里新增跟踪，会按状态出现在这里。" />
        }
      >
        {(row) => <FollowUpCard row={row} now={now} />}
      </PageList>
    </Page>
  )
}

function FollowUpCard({ row, now }: { row: RowOf<'sales.listMyFollowUps'>; now: number }) {
  const isOpen = row.state === 'overdue' || row.state === 'planned'
  const lead = row.targetKind === 'lead'
  return (
    <View className="x-sheet" id={`follow-up-${row.id}`}>
      <View {...(lead ? { onClick: () => open('sales/lead/index', { id: row.targetId }) } : {})}>
        <View className="row between follow-row-head">
          <Text className="grow title-2 cut">{row.targetName}</Text>
          <Text className={row.state === 'overdue' ? 'cap follow-late' : 'cap'}>
            {when(row.at, now)}
          </Text>
        </View>
        <View className="cap">
          {[
            lead ? '潜在客户' : '合作客户',
            row.form,
            row.source === 'auto' ? '自动' : '手动',
            followUpWords[row.state],
          ].join(' · ')}
        </View>
        {row.result || row.note ? <View className="cap-2">{row.result || row.note}</View> : null}
      </View>
      {row.state === 'cancelled' ? null : (
        <View className="row follow-row-foot">
          <Button
            small
            kind="second"
            id={`result-${row.id}`}
            onTap={() =>
              open('sales/follow-up/index', {
                kind: row.targetKind,
                target: row.targetId,
                name: row.targetName,
                followUp: row.id,
                form: row.form,
              })
            }
          >
            {isOpen ? '填写跟踪结果' : '查看与补充'}
          </Button>
        </View>
      )}
    </View>
  )
}
