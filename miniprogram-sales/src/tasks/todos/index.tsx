import { Text, View } from '@tarojs/components'
import { EmptyState } from '@xietong/ui/empty-state'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { type RowOf, useRows } from '@xietong/ui/hooks/use-rows'
import { Page } from '@xietong/ui/page'
import { PageList } from '@xietong/ui/page-list'
import { StatusTabs } from '@xietong/ui/status-tabs'
import { Tag } from '@xietong/ui/tag'
import { when } from '@xietong/ui/words/time'
import { useState } from 'react'
import './todos.css'

type Group = 'overdue' | 'new'

/** CO-117: tasks whose turn is mine, the same as on the computer. */
export default function Todos() {
  const now = useNow(60_000)
  const [group, setGroup] = useState<Group>('overdue')
  const counts = useQuery('tasks.countMyTodos', {})
  const list = useRows('tasks.listMyTodos', { filter: { group }, sort: 'dueAt' })
  useFresh(() => {
    void list.reload()
    void counts.reload()
  })
  const tabs = [
    { key: 'overdue' as Group, label: '已过期', count: counts.value?.overdue },
    { key: 'new' as Group, label: '新建任务', count: counts.value?.fresh },
  ]
  return (
    <Page>
      <StatusTabs<Group> items={tabs} value={group} onChange={setGroup} />
      <PageList
        list={list}
        keyOf={(row) => row.id}
        empty={
          group === 'overdue' ? (
            <EmptyState title="没有过期的待办" text="到期还没有完成的任务会出现在这里。" />
          ) : (
            <EmptyState title="没有新的待办" text="轮到您处理的任务会出现在这里。" />
          )
        }
      >
        {(row) => <Todo row={row} now={now} />}
      </PageList>
    </Page>
  )
}

function Todo({ row, now }: { row: RowOf<'tasks.listMyTodos'>; now: number }) {
  const urgent = row.priority === 'urgent' || row.priority === 'high'
  return (
    <View className="x-sheet" id={`todo-${row.id}`}>
      <View className="row between todo-head">
        <Text className="grow title-2">{row.title}</Text>
        {urgent ? <Tag tone="danger">{row.priority === 'urgent' ? '紧急' : '高'}</Tag> : null}
      </View>
      <View className="cap">{`${row.projectName} · ${row.recordCount} 条记录`}</View>
      <View className={row.overdue ? 'cap-2 todo-late' : 'cap-2'}>
        {row.dueAt ? `${row.overdue ? '已过期，截止 ' : '截止 '}${when(row.dueAt, now)}` : '不限时'}
      </View>
      <View className="cap">请在电脑控制台处理</View>
    </View>
  )
}
