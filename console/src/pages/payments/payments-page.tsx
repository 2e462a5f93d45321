import type { OutputOf } from '@xietong/domain/kernel/operation'
import { listPayments, refundIrregular } from '@xietong/domain/payments/contract'
import { useSearchParams } from 'react-router-dom'
import { paymentTable, refundTable } from '../../look/states'
import { optionsOf, StatusTag } from '../../look/status-tag'
import { timeWords, yuan } from '../../look/words'
import { money, status, twoLines } from '../../resource/columns'
import { action, resource } from '../../resource/declare'
import { choiceFilter, daysFilter, searchFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { StateTabs } from '../../resource/state-tabs'

type Payment = OutputOf<typeof listPayments>['rows'][number]

const sendBack = action(refundIrregular, {
  label: '退回款项',
  danger: true,
  when: (row: Payment) => row.state === 'irregular' && row.refunds.length === 0,
  input: (row) => ({ paymentId: row.id }),
  confirm: (row) => ({
    title: `原路退回 ${yuan(row.paidFen ?? 0)} 元？`,
    body: '这笔款项没有计入任何订单，将全额退给付款人。',
  }),
  done: () => '已发起退款，结果在退款监控中查看',
})

const payments = resource(listPayments, {
  title: '支付与退款',
  noun: '支付',
  unit: '笔',
  note: '异常收款只列出，不自动改账',
  columns: [
    twoLines('outTradeNo', (row) => [row.outTradeNo, `微信单号 ${row.transactionId ?? '—'}`], {
      title: '支付单',
      width: 232,
    }),
    twoLines('orderNo', (row) => [row.orderNo, ''], { title: '订单', width: 152 }),
    money('amountFen', { title: '应付（元）' }),
    money('paidFen', { title: '实收（元）' }),
    {
      key: 'refunds',
      title: '退款',
      show: (row) =>
        row.refunds.length === 0
          ? '—'
          : row.refunds.map((refund) => (
              <div className="row" key={refund.outRefundNo}>
                {yuan(refund.amountFen)}
                <StatusTag state={refund.state} table={refundTable} />
              </div>
            )),
    },
    status(
      'state',
      paymentTable,
      (row) => row.state,
      (row) => row.note,
    ),
    twoLines(
      'createdAt',
      (row) => [timeWords(row.createdAt), row.paidAt ? `${timeWords(row.paidAt)} 付款` : '未付款'],
      { title: '发起时间', sort: 'createdAt', width: 140 },
    ),
  ],
  filters: [
    searchFilter('orderNo', '订单号'),
    searchFilter('outTradeNo', '支付单号'),
    { ...choiceFilter('state', '全部状态', optionsOf(paymentTable)) },
    daysFilter('from', 'to', '发起'),
  ],
  sorts: { '-createdAt': '新的在前', createdAt: '早的在前' },
  actions: [sendBack],
})

const tabs = [
  { key: '', label: '全部' },
  { key: 'paid', label: '已支付' },
  { key: 'irregular', label: '金额异常' },
  { key: 'late-paid', label: '多收待退' },
  { key: 'auto-refunded', label: '已自动退款' },
  { key: 'unknown', label: '结果待查' },
]

export function PaymentsPage() {
  const [search] = useSearchParams()
  const state = search.get('state') ?? ''
  const known = tabs.some(({ key }) => key === state)
  return (
    <ResourcePage
      resource={payments}
      path="/payments"
      tabs={known ? <StateTabs name="state" tabs={tabs} /> : null}
    />
  )
}
