import { listDispatchPool } from '@xietong/domain/fulfilment/contract'
import { listOrders, reviewCardOrder } from '@xietong/domain/orders/contract'
import { listPayments } from '@xietong/domain/payments/contract'
import { listOutbox } from '@xietong/domain/peers/contract'
import { listMyTasks } from '@xietong/domain/tasks/contract'
import { Button } from 'antd'
import { Link } from 'react-router-dom'
import { useMay, useRead } from '../../api/hooks'
import { EmptyState } from '../../look/page-states'
import { howMany, rmb, sinceWords } from '../../look/words'

interface ToDo {
  readonly key: string
  readonly tone: 'trouble' | 'ours' | 'theirs'
  readonly subject: string
  readonly count: number
  readonly capped: boolean
  readonly unit: string
  readonly why: string
  readonly verb: string
  readonly to: string
}

const every = 60_000

/** Each row only where the person has the right; worst first, with its oldest case. */
function useToDos(): readonly ToDo[] {
  const late = useLateTasks()
  const money = useOddPayments()
  const pool = usePool()
  const review = useReviews()
  const stuck = useStuckMessages()
  const mine = useMyTasks()
  return [late, money, pool, review, stuck, mine].filter(
    (one): one is ToDo => one !== null && one.count > 0,
  )
}

function useLateTasks(): ToDo | null {
  const may = useMay()
  const read = useRead(
    listMyTasks,
    { filter: { mine: true, overdue: true, state: 'running' }, sort: 'dueAt', size: 10 },
    { enabled: may(listMyTasks), every },
  )
  const oldest = read.data?.rows[0]
  return read.data
    ? {
        key: 'late',
        tone: 'trouble',
        subject: '任务超时',
        count: read.data.total,
        capped: read.data.totalIsCapped,
        unit: '项',
        why: oldest?.dueAt ? `${oldest.title}，已超时 ${sinceWords(oldest.dueAt)}` : '',
        verb: '去处理',
        to: '/tasks?mine=true&overdue=true&state=running',
      }
    : null
}

function useOddPayments(): ToDo | null {
  const may = useMay()
  const read = useRead(
    listPayments,
    { filter: { state: 'irregular' }, sort: 'createdAt', size: 10 },
    { enabled: may(listPayments), every },
  )
  const oldest = read.data?.rows[0]
  return read.data
    ? {
        key: 'money',
        tone: 'trouble',
        subject: '收款金额异常',
        count: read.data.total,
        capped: read.data.totalIsCapped,
        unit: '笔',
        why: oldest ? `订单 ${oldest.orderNo}，应付 ${rmb(oldest.amountFen)}` : '',
        verb: '去核对',
        to: '/payments?state=irregular',
      }
    : null
}

function usePool(): ToDo | null {
  const may = useMay()
  const read = useRead(listDispatchPool, { size: 50 }, { enabled: may(listDispatchPool), every })
  const waits = read.data?.rows.map((row) => row.paidAt ?? row.createdAt).sort()
  const vips = read.data?.rows.filter(({ vip }) => vip).length ?? 0
  const oldest = waits?.[0] ? `最早一单已等 ${sinceWords(waits[0])}` : ''
  return read.data
    ? {
        key: 'pool',
        tone: 'ours',
        subject: '订单待派单',
        count: read.data.total,
        capped: read.data.totalIsCapped,
        unit: '单',
        why: vips > 0 ? `贵宾 ${vips} 单在前，${oldest}` : oldest,
        verb: '去派单',
        to: '/dispatch',
      }
    : null
}

function useReviews(): ToDo | null {
  const may = useMay()
  const read = useRead(
    listOrders,
    { filter: { state: 'in-review' }, sort: 'createdAt', size: 10 },
    { enabled: may(reviewCardOrder) && may(listOrders), every },
  )
  const oldest = read.data?.rows[0]
  return read.data
    ? {
        key: 'review',
        tone: 'ours',
        subject: '电子卡待审核',
        count: read.data.total,
        capped: read.data.totalIsCapped,
        unit: '单',
        why: oldest
          ? `${oldest.buyer} ${rmb(oldest.totalFen)}，已等 ${sinceWords(oldest.stateSince)}`
          : '',
        verb: '去审核',
        to: '/reviews',
      }
    : null
}

function useStuckMessages(): ToDo | null {
  const may = useMay()
  const read = useRead(
    listOutbox,
    { filter: { state: 'manual' }, sort: 'createdAt', size: 10 },
    { enabled: may(listOutbox), every },
  )
  const oldest = read.data?.rows[0]
  return read.data
    ? {
        key: 'stuck',
        tone: 'ours',
        subject: '接口消息待人工',
        count: read.data.total,
        capped: read.data.totalIsCapped,
        unit: '条',
        why: oldest ? `${oldest.businessKey}：${oldest.lastError}` : '',
        verb: '去处理',
        to: '/outbox?state=manual',
      }
    : null
}

function useMyTasks(): ToDo | null {
  const may = useMay()
  const read = useRead(
    listMyTasks,
    { filter: { mine: true, overdue: false, state: 'running' }, sort: 'dueAt', size: 10 },
    { enabled: may(listMyTasks), every },
  )
  const oldest = read.data?.rows[0]
  return read.data
    ? {
        key: 'tasks',
        tone: 'theirs',
        subject: '任务等我处理',
        count: read.data.total,
        capped: read.data.totalIsCapped,
        unit: '项',
        why: oldest?.title ?? '',
        verb: '去处理',
        to: '/tasks?mine=true&state=running',
      }
    : null
}

/** 等你处理: only the first verb is the primary button. */
export function ToDoCard() {
  const toDos = useToDos()
  return (
    <section className="card">
      <div className="card-head">
        <h2>等你处理</h2>
        <span className="sub">按紧急程度排列</span>
      </div>
      {toDos.length === 0 ? (
        <EmptyState title="没有等你处理的事" why="有新的派单、审核或任务时会排在这里。" />
      ) : (
        toDos.map((one, index) => (
          <div className="to-do" key={one.key}>
            <i className={`dot ${one.tone}`} />
            <span className="to-do-subject">{one.subject}</span>
            <b>{howMany(one.count, one.capped, one.unit)}</b>
            <span className="sub cut grow">{one.why}</span>
            <Link to={one.to}>
              <Button size="small" type={index === 0 ? 'primary' : 'default'}>
                {one.verb}
              </Button>
            </Link>
          </div>
        ))
      )}
    </section>
  )
}
