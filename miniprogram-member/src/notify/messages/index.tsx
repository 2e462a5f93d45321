import { Text, View } from '@tarojs/components'
import { open, openTab } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { EmptyState } from '@xietong/ui/empty-state'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useNow } from '@xietong/ui/hooks/use-now'
import type { RowOf } from '@xietong/ui/hooks/use-rows'
import { useRows } from '@xietong/ui/hooks/use-rows'
import { Page } from '@xietong/ui/page'
import { PageList } from '@xietong/ui/page-list'
import { StatusTabs } from '@xietong/ui/status-tabs'
import { when } from '@xietong/ui/words/time'
import { useState } from 'react'
import './messages.css'

type Row = RowOf<'notify.listMessages'>
type Tab = 'all' | 'unread'

const tabs = [
  { key: 'all', label: '全部' },
  { key: 'unread', label: '未读' },
] as const

/** Everything that changed, newest first, each with a way to its object. */
export default function Messages() {
  const [tab, setTab] = useState<Tab>('all')
  const filter = tab === 'unread' ? { unread: true } : {}
  const list = useRows('notify.listMessages', { filter, sort: '-at' })
  const marking = useAct('notify.markMessage')
  const markingAll = useAct('notify.markAllRead')
  const now = useNow()
  useFresh(list.reload)
  const follow = async (row: Row) => {
    if (!row.readAt) await marking.run({ messageId: row.id, read: true })
    goTo(row.link)
    if (!row.link) await list.reload()
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
    <Page>
      <StatusTabs<Tab>
        items={tabs}
        value={tab}
        onChange={setTab}
        tail={
          <Text className="link hit messages-all" id="read-all" onClick={readAll}>
            全部已读
          </Text>
        }
      />
      <PageList
        list={list}
        keyOf={(row) => row.id}
        empty={
          <EmptyState
            title={tab === 'unread' ? '没有未读消息' : '还没有消息'}
            text="付款、发货、到账和退款的进展会出现在这里。"
          />
        }
      >
        {(row) => (
          <View
            className={row.readAt ? 'x-sheet message message-read' : 'x-sheet message'}
            id={`message-${row.id}`}
          >
            <View onClick={() => void follow(row)}>
              <View className="row between message-head">
                <Text className="grow message-title">{row.title}</Text>
                <Text className="cap">{when(row.at, now)}</Text>
              </View>
              {row.text ? <Text className="cap-2">{row.text}</Text> : null}
            </View>
            <Text className="link hit message-mark" onClick={() => void toggle(row)}>
              {row.readAt ? '标为未读' : '标为已读'}
            </Text>
          </View>
        )}
      </PageList>
    </Page>
  )
}

function goTo(link: Row['link']): void {
  if (!link) return
  if (link.kind === 'order') open('orders/order/index', { id: link.id })
  else if (link.kind === 'card') openTab('pages/wallet/index')
}
