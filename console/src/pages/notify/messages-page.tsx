import { listMessages, markAllRead, markMessage } from '@xietong/domain/notify/contract'
import { Button } from 'antd'
import { Link, useSearchParams } from 'react-router-dom'
import { useAct } from '../../api/hooks'
import { addressOf } from '../../app/link-address'
import { When } from '../../resource/columns'
import { action, resource } from '../../resource/declare'
import { choiceFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { StateTabs } from '../../resource/state-tabs'

const categories = [
  { value: 'order', label: '订单' },
  { value: 'card', label: '提货卡' },
  { value: 'money', label: '资金' },
  { value: 'task', label: '任务' },
  { value: 'system', label: '系统' },
] as const

const nameOf = (category: string) =>
  categories.find(({ value }) => value === category)?.label ?? category

interface Message {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly readAt: string | null
  readonly link: { readonly kind: string; readonly id: string } | null
}

function MessageWords({ row }: { readonly row: Message }) {
  const marking = useAct()
  const to = addressOf(row.link)
  const read = () => {
    if (!row.readAt) {
      marking.mutate({ operation: markMessage, input: { messageId: row.id, read: true } })
    }
  }
  return (
    <span className="row">
      <i className={row.readAt ? 'dot' : 'dot ours'} />
      <span className="grow">
        {to ? (
          <Link to={to} onClick={read} className={row.readAt ? 'cut' : 'cut strong'}>
            {row.title}
          </Link>
        ) : (
          <span className={row.readAt ? 'cut' : 'cut strong'}>{row.title}</span>
        )}
        <span className="sub cut">{row.text}</span>
      </span>
    </span>
  )
}

const messages = resource(listMessages, {
  title: '我的消息',
  noun: '消息',
  unit: '条',
  columns: [
    { key: 'title', title: '消息', show: (row) => <MessageWords row={row} /> },
    { key: 'category', title: '分类', width: 88, show: (row) => nameOf(row.category) },
    { key: 'at', title: '时间', width: 120, show: (row) => <When at={row.at} /> },
    {
      key: 'readAt',
      title: '已读时间',
      width: 120,
      show: (row) => (row.readAt ? <When at={row.readAt} /> : '未读'),
    },
  ],
  filters: [
    choiceFilter('unread', '全部', [{ value: true, label: '只看未读' }]),
    { ...choiceFilter('category', '分类', categories), control: () => null },
  ],
  actions: [
    action(markMessage, {
      label: (row) => (row.readAt ? '设为未读' : '设为已读'),
      input: (row) => ({ messageId: row.id, read: row.readAt === null }),
    }),
  ],
  first: '还没有消息。派单、审核和任务有变化时会在这里告诉你。',
})

/** NT-029 to 031. */
export function MessagesPage() {
  const [search] = useSearchParams()
  const marking = useAct()
  const category = categories.find(({ value }) => value === search.get('category'))
  const tabs = [
    { key: '', label: '全部' },
    ...categories.map(({ value, label }) => ({ key: value, label })),
  ]
  return (
    <ResourcePage
      resource={messages}
      path="/messages"
      tabs={<StateTabs name="category" tabs={tabs} />}
      extra={
        <Button
          loading={marking.isPending}
          onClick={() =>
            marking.mutate({
              operation: markAllRead,
              input: category ? { category: category.value } : {},
            })
          }
        >
          {category ? `${category.label}消息全部已读` : '全部已读'}
        </Button>
      }
    />
  )
}
