import type { OutputOf } from '@xietong/domain/kernel/operation'
import {
  listRefunds,
  payRefundByHand,
  retryRefund,
  sendAbnormalRefund,
} from '@xietong/domain/payments/contract'
import {
  abnormalWayLabels,
  abnormalWays,
  cardBankLabels,
  cardBanks,
} from '@xietong/domain/payments/refund-ways'
import { PicturesInput } from '../../look/picture-upload'
import { refundTable } from '../../look/states'
import { timeWords, yuan } from '../../look/words'
import { money, status, twoLines } from '../../resource/columns'
import { action, form, resource } from '../../resource/declare'
import { choiceFilter, searchFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { StateTabs } from '../../resource/state-tabs'

type Refund = OutputOf<typeof listRefunds>['rows'][number]

const waysOf = abnormalWays.map((value) => ({ value, label: abnormalWayLabels[value] }))
const banksOf = cardBanks.map((value) => ({ value, label: cardBankLabels[value] }))
const toCard = (values: Readonly<Record<string, unknown>>) => values.way === 'user-card'

const retry = action(retryRefund, {
  label: '重新退款',
  when: (row: Refund) => row.mayRetry,
  input: (row) => ({ refundId: row.id }),
  confirm: (row) => ({
    title: `重新退款 ${yuan(row.amountFen)} 元？`,
    body:
      row.state === 'closed'
        ? '微信已关闭原退款单，用新的退款单号发起一次。'
        : '用原退款单号再次发起，不会重复退款。',
  }),
  done: () => '已重新发起，结果以微信为准',
})

const abnormal = action(sendAbnormalRefund, {
  label: '异常退款',
  primary: true,
  when: (row: Refund) => row.maySendAbnormal,
  form: form(sendAbnormalRefund, {
    title: '异常退款',
    fields: [
      { name: 'way', label: '退到', options: waysOf },
      { name: 'bank', label: '开户银行', options: banksOf, when: toCard, required: true },
      {
        name: 'account',
        label: '银行卡号',
        when: toCard,
        required: true,
        placeholder: '12 到 19 位数字',
      },
      { name: 'holder', label: '持卡人姓名', when: toCard, required: true },
    ],
    initial: () => ({ way: 'user-card' }),
    note: (row: Refund) =>
      `${yuan(row.amountFen)} 元原路退不回去。发起后，在微信给出结果之前不能登记人工退款。`,
    toInput: (values, row: Refund) => ({
      refundId: row.id,
      account: String(values.account ?? ''),
      holder: String(values.holder ?? ''),
    }),
    submit: '发起异常退款',
    done: '已发起，结果以微信为准',
    at: { CARD_DETAILS_MISSING: 'account' },
  }),
})

const byHand = action(payRefundByHand, {
  label: '人工退款',
  danger: true,
  when: (row: Refund) => row.mayPayByHand,
  form: form(payRefundByHand, {
    title: '登记人工退款',
    fields: [{ name: 'vouchers', label: '付款凭证', control: <PicturesInput max={1} /> }, 'note'],
    note: (row: Refund) =>
      `确认已向买家付款 ${yuan(row.amountFen)} 元。登记后不能再由微信退款，不可撤销。`,
    toInput: (values, row: Refund) => {
      const [voucherFileId = ''] = (values.vouchers ?? []) as string[]
      return { refundId: row.id, voucherFileId, vouchers: undefined }
    },
    submit: '登记为已退',
    done: '已登记，售后完成',
  }),
})

const refunds = resource(listRefunds, {
  title: '退款监控',
  noun: '退款',
  unit: '笔',
  note: '退款成功以微信支付为准；未成功的会自动重试',
  columns: [
    twoLines('outRefundNo', (row) => [row.outRefundNo, row.reason], {
      title: '退款单',
      width: 220,
    }),
    twoLines('orderNo', (row) => [row.orderNo, row.transactionId ?? '—'], {
      title: '订单与微信单号',
      width: 220,
    }),
    money('amountFen', { title: '退款（元）' }),
    money('paidFen', { title: '实收（元）', extra: true }),
    status(
      'state',
      refundTable,
      (row) => row.state,
      (row) => row.problem,
    ),
    twoLines(
      'createdAt',
      (row) => [timeWords(row.createdAt), row.doneAt ? `${timeWords(row.doneAt)} 到账` : '未到账'],
      { title: '发起时间', sort: 'createdAt', width: 140 },
    ),
  ],
  filters: [
    searchFilter('orderNo', '订单号'),
    searchFilter('outRefundNo', '退款单号'),
    { ...choiceFilter('state', '全部状态', []), control: () => null },
  ],
  sorts: { '-createdAt': '新的在前', createdAt: '早的在前' },
  actions: [retry, abnormal, byHand],
})

const tabs = [
  { key: '', label: '全部' },
  { key: 'waiting', label: '待退款' },
  { key: 'processing', label: '退款中' },
  { key: 'abnormal', label: '异常' },
  { key: 'closed', label: '关闭' },
  { key: 'done', label: '成功' },
  { key: 'manual', label: '人工已退' },
]

/** What became of every refund, and what finance can do about one that failed (IN-054). */
export const RefundsPage = () => (
  <ResourcePage resource={refunds} path="/refunds" tabs={<StateTabs name="state" tabs={tabs} />} />
)
