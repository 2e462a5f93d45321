import { listDealers } from '@xietong/domain/channel/contract'
import { shanghaiDay } from '@xietong/domain/kernel/time'
import { listMembers } from '@xietong/domain/members/contract'
import { listOrders } from '@xietong/domain/orders/contract'
import { Tooltip } from 'antd'
import { Link } from 'react-router-dom'
import type { AnyOperation } from '../../api/call'
import { useHolds, useMay } from '../../api/hooks'
import { whole, yuan } from '../../look/words'
import type { Dashboard } from './dashboard-page'
import { SparkLine } from './spark-line'

type Figure = Dashboard['members']

interface Shown {
  readonly label: string
  readonly definition: string
  readonly figure: Figure
  readonly isMoney?: boolean
  /** The list that makes the figure, and who may open it. */
  readonly to: string
  readonly list: Pick<AnyOperation, 'may'>
}

function shownOf(data: Dashboard, hasMoney: boolean): readonly Shown[] {
  const today = shanghaiDay(new Date(data.at))
  const created = `/orders?createdFrom=${today}&createdTo=${today}`
  const paid = `/orders?paidFrom=${today}&paidTo=${today}`
  const counts: readonly Shown[] = [
    {
      label: '会员总数',
      definition: '注册过的会员，不含已注销。',
      figure: data.members,
      to: '/members',
      list: listMembers,
    },
    {
      label: '今日新增会员',
      definition: '今天 00:00 起注册的会员。',
      figure: data.newMembers,
      to: `/members?registeredFrom=${today}&registeredTo=${today}`,
      list: listMembers,
    },
    {
      label: '今日下单人数',
      definition: '今天下的、已付款或没有关闭的订单的下单人，同一人只计一次；不含卡提货。',
      figure: data.buyersToday,
      to: created,
      list: listOrders,
    },
    {
      label: '今日下单笔数',
      definition: '今天下的、已付款或没有关闭的订单；不含卡提货。',
      figure: data.ordersToday,
      to: created,
      list: listOrders,
    },
  ]
  const money: readonly Shown[] = [
    {
      label: '今日成交现金',
      definition: '今天支付成功的线上付款，退款前。',
      figure: data.cashTodayFen,
      isMoney: true,
      to: paid,
      list: listOrders,
    },
    {
      label: '今日消耗储值',
      definition: '今天的储值扣款，减去对今天扣款的冲正。',
      figure: data.storedValueTodayFen,
      isMoney: true,
      to: '/dealers?tier=1',
      list: listDealers,
    },
  ]
  return hasMoney ? [...counts, ...money] : counts
}

/** AD-015: six figures with their definitions; without finance rights the rest closes up. */
export function Figures({ data }: { readonly data: Dashboard }) {
  const holds = useHolds()
  return (
    <section className="card figures">
      {shownOf(data, holds('payments.read')).map((shown) => (
        <FigureCell key={shown.label} shown={shown} />
      ))}
    </section>
  )
}

function FigureCell({ shown }: { readonly shown: Shown }) {
  const { label, definition, figure, isMoney, to, list } = shown
  const may = useMay()
  const words = (
    <>
      <Tooltip title={definition}>
        <span className="sub figure-label">{label}</span>
      </Tooltip>
      <b>
        {isMoney ? <small>¥</small> : null}
        {isMoney ? yuan(figure.value) : whole(figure.value)}
      </b>
      <span className="row">
        <span className="sub grow">{changeWords(figure)}</span>
        <SparkLine days={figure.days} />
      </span>
    </>
  )
  const look = isMoney ? 'figure wide' : 'figure'
  return may(list) ? (
    <Link to={to} className={look}>
      {words}
    </Link>
  ) : (
    <div className={look}>{words}</div>
  )
}

/** Rising and falling stay grey: an arrow and a percentage say it. */
function changeWords({ value, yesterday }: Figure): string {
  if (yesterday === 0) {
    return value === 0 ? '与昨日持平' : '昨日为 0'
  }
  const share = ((value - yesterday) / Math.abs(yesterday)) * 100
  if (share === 0) {
    return '与昨日持平'
  }
  return `较昨日 ${share > 0 ? '↑' : '↓'} ${Math.abs(share).toFixed(1)}%`
}
