import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { say } from '../device/say'
import { EmptyState } from '../empty-state'
import { useAct } from '../hooks/use-act'
import { useFresh } from '../hooks/use-fresh'
import { useNow } from '../hooks/use-now'
import type { RowOf } from '../hooks/use-rows'
import { useRows } from '../hooks/use-rows'
import { PageList } from '../page-list'
import { StatusTabs } from '../status-tabs'
import { when } from '../words/time'
import './message-list.css'

type Row = RowOf<'notify.listMessages'>
export type MessageLink = NonNullable<Row['link']>
type Tab = 'all' | 'unread'

const tabs = [
  { key: 'all', label: '全部' },
  { key: 'unread', label: '未读' },
] as const

export interface MessageListProps {
  /** What will be told here, while nothing has been. */
  readonly text: string
  readonly onFollow: (link: MessageLink) => void
}

/** Everything that changed, newest first, each with a way to its object. */
export function MessageList({ text, onFollow }: MessageListProps) {
  const [tab, setTab] = useState<Tab>('all')
  const filter = tab === 'unread' ? { unread: true } : {}
  const list = useRows('notify.listMessages', { filter, sort: '-at' })
  const marking = useAct('notify.markMessage')
  const markingAll = useAct('notify.markAllRead')
  const now = useNow()
  useFresh(list.reload)
  const follow = async (row: Row) => {
    if (!row.readAt) await marking.run({ messageId: row.id, read: true })
    if (row.link) onFollow(row.link)
    await list.reload()
  }
  const toggle = async (row: Row) => {
    await marking.run({ messageId: row.id, read: row.readAt === null })
    await list.reload()
  }
  const readAll = async () => {
    const answer = await markingAll.run({})
    if (!answer?.ok) return
    say(answer.value.marked > 0 ? `${answer.value.marked} 条已标为已读` : '没有未读消息')
    await list.reload()
  }
  return (
    <View>
      <StatusTabs<Tab>
        items={tabs}
        value={tab}
        onChange={setTab}
        tail={
          <Text className="link hit x-messages-all" id="read-all" onClick={readAll}>
            全部已读
          </Text>
        }
      />
      <PageList
        list={list}
        keyOf={(row) => row.id}
        empty={<EmptyState title={tab === 'unread' ? '没有未读消息' : '还没有消息'} text={text} />}
      >
        {(row) => <Message row={row} now={now} onFollow={() => void follow(row)} onMark={toggle} />}
      </PageList>
    </View>
  )
}

interface MessageProps {
  readonly row: Row
  readonly now: number
  readonly onFollow: () => void
  readonly onMark: (row: Row) => Promise<void>
}

function Message({ row, now, onFollow, onMark }: MessageProps) {
  const look = row.readAt ? 'x-message-read' : ''
  return (
    <View className={`x-sheet x-message ${look}`} id={`message-${row.id}`}>
      <View onClick={onFollow}>
        <View className="row between x-message-head">
          <Text className="grow x-message-title">{row.title}</Text>
          <Text className="cap">{when(row.at, now)}</Text>
        </View>
        {row.text ? <Text className="cap-2">{row.text}</Text> : null}
      </View>
      <Text className="link hit x-message-mark" onClick={() => void onMark(row)}>
        {row.readAt ? '标为未读' : '标为已读'}
      </Text>
    </View>
  )
}
