import { listMessages, markAllRead, markMessage } from '@xietong/domain/notify/contract'
import { Badge, Button, Popover } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router-dom'
import { useAct, useRead } from '../api/hooks'
import { Icon } from '../look/icon'
import { EmptyState, Loaded } from '../look/page-states'
import { When } from '../resource/columns'
import { addressOf } from './link-address'
import { useUnread } from './use-counts'

/** The bell: how many unread (NT-030), the latest messages, and the way to all of them. */
export function Bell({ isIdle }: { readonly isIdle: boolean }) {
  const unread = useUnread(isIdle)
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      trigger="click"
      placement="rightBottom"
      open={isOpen}
      onOpenChange={setOpen}
      destroyOnHidden
      content={<Latest unread={unread} onLeave={() => setOpen(false)} />}
    >
      <button type="button" className="side-bell" aria-label={`消息，${unread} 条未读`}>
        <Badge count={unread} size="small" overflowCount={99} offset={[2, 0]}>
          <Icon name="bell" />
        </Badge>
      </button>
    </Popover>
  )
}

interface LatestProps {
  readonly unread: number
  readonly onLeave: () => void
}

function Latest({ unread, onLeave }: LatestProps) {
  const read = useRead(listMessages, { size: 10 })
  const marking = useAct()
  return (
    <div className="bell-panel">
      <div className="row bell-head">
        <b>消息</b>
        <span className="sub">{unread} 条未读</span>
        <span className="grow" />
        <Button
          size="small"
          disabled={unread === 0}
          loading={marking.isPending}
          onClick={() => marking.mutate({ operation: markAllRead, input: {} })}
        >
          全部已读
        </Button>
        <Link to="/messages" onClick={onLeave}>
          全部消息
        </Link>
      </div>
      <Loaded read={read} what="消息" rows={3}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title="还没有消息" why="派单、审核和任务有变化时会在这里告诉你。" />
          ) : (
            <div className="bell-rows">
              {rows.map((row) => (
                <BellRow key={row.id} row={row} onLeave={onLeave} />
              ))}
            </div>
          )
        }
      </Loaded>
    </div>
  )
}

interface BellRowProps {
  readonly row: {
    readonly id: string
    readonly title: string
    readonly text: string
    readonly at: string
    readonly readAt: string | null
    readonly link: { readonly kind: string; readonly id: string } | null
  }
  readonly onLeave: () => void
}

function BellRow({ row, onLeave }: BellRowProps) {
  const navigate = useNavigate()
  const marking = useAct()
  const open = () => {
    if (!row.readAt) {
      marking.mutate({ operation: markMessage, input: { messageId: row.id, read: true } })
    }
    navigate(addressOf(row.link) ?? '/messages')
    onLeave()
  }
  return (
    <button type="button" className="plain bell-row" onClick={open}>
      <i className={row.readAt ? 'dot' : 'dot ours'} />
      <span className="grow">
        <span className="row">
          <span className={row.readAt ? 'cut grow' : 'cut grow strong'}>{row.title}</span>
          <span className="sub">
            <When at={row.at} />
          </span>
        </span>
        <span className="sub cut-2">{row.text}</span>
      </span>
    </button>
  )
}
