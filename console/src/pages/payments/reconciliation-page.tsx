import type { OutputOf } from '@xietong/domain/kernel/operation'
import { listReconciliations, reconcileAgain } from '@xietong/domain/payments/reconcile-contract'
import { Link } from 'react-router-dom'
import { timeWords, yuan } from '../../look/words'
import { status, twoLines } from '../../resource/columns'
import { action, resource } from '../../resource/declare'
import { choiceFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { StateTabs } from '../../resource/state-tabs'

type Day = OutputOf<typeof listReconciliations>['rows'][number]

const dayTable = {
  waiting: { label: '待对账', tone: 'ours' },
  done: { label: '已对账', tone: 'done' },
} as const

const days = resource(listReconciliations, {
  title: '微信支付对账',
  noun: '账单日',
  unit: '天',
  note: '每天 10 点后取前一天的账单；账单与系统不一致的先向微信查询并补记，仍不一致的列为差异',
  columns: [
    twoLines('day', (row) => [row.day, row.reconciledAt ? timeWords(row.reconciledAt) : '—'], {
      title: '账单日与对账时间',
      sort: 'day',
      width: 150,
    }),
    twoLines('payments', (row) => [`${row.payments} 笔`, `${yuan(row.paidFen)} 元`], {
      title: '收款',
      width: 150,
    }),
    twoLines('refunds', (row) => [`${row.refunds} 笔`, `${yuan(row.refundedFen)} 元`], {
      title: '退款',
      width: 150,
    }),
    { key: 'matched', title: '平账', width: 90, show: (row) => `${row.matched} 笔` },
    {
      key: 'open',
      title: '待处理差异',
      width: 110,
      show: (row) =>
        row.open === 0 ? (
          '无'
        ) : (
          <Link to={`/differences?state=open&day=${row.day}`}>{row.open} 条</Link>
        ),
    },
    status(
      'state',
      dayTable,
      (row) => row.state,
      (row) => row.problem,
    ),
  ],
  filters: [{ ...choiceFilter('state', '状态', []), control: () => null }],
  sorts: { '-day': '新的在前', day: '早的在前' },
  first: '还没有账单。有收款后，第二天 10 点自动对账。',
  actions: [
    action(reconcileAgain, {
      label: '重新对账',
      input: (row: Day) => ({ day: row.day }),
      confirm: (row: Day) => ({
        title: `重新对 ${row.day} 的账？`,
        body: '重新取账单并比较，已处理的差异保持不变。',
      }),
      done: () => '已安排，十分钟内完成',
    }),
  ],
})

const tabs = [
  { key: '', label: '全部' },
  { key: 'waiting', label: '待对账' },
  { key: 'done', label: '已对账' },
]

/** IN-014: the days of WeChat Pay, compared with our books. */
export const ReconciliationPage = () => (
  <ResourcePage
    resource={days}
    path="/reconciliation"
    tabs={<StateTabs name="state" tabs={tabs} />}
  />
)
