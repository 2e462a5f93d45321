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
import { StatusTabs } from '@xietong/ui/status-tabs'
import { when } from '@xietong/ui/words/time'
import { useState } from 'react'
import { followUpWords } from '../../parts/lead-words'
import './follow-ups.css'

const tabs = (['overdue', 'planned', 'done', 'cancelled'] as const).map((key) => ({
  key,
  label: followUpWords[key],
}))

/** My follow-ups by state, what is late first. */
export default function FollowUps() {
  const now = useNow(60_000)
  const [state, setState] = useState<FollowUpState>('overdue')
  const ahead = state === 'overdue' || state === 'planned'
  const list = useRows('sales.listMyFollowUps', { filter: { state }, sort: ahead ? 'at' : '-at' })
  useFresh(list.reload)
  return (
    <Page>
      <StatusTabs<FollowUpState> items={tabs} value={state} onChange={setState} />
      <PageList
        list={list}
        keyOf={(row) => row.id}
        empty={
          <EmptyState
            title={`没有${followUpWords[state]}的跟踪`}
            text="在潜客或合作客户里新增跟踪，会按状态出现在这里。"
          />
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
        <View className="cap">{`${lead ? '潜在客户' : '合作客户'} · ${row.form}`}</View>
        {row.result || row.note ? <View className="cap-2">{row.result || row.note}</View> : null}
      </View>
      {isOpen ? (
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
            填写跟踪结果
          </Button>
        </View>
      ) : null}
    </View>
  )
}
