import type { OutputOf } from '@xietong/domain/kernel/operation'
import {
  afterSaleReasons,
  afterSaleTypeLabels,
  afterSaleTypes,
} from '@xietong/domain/orders/after-sale'
import {
  approveAfterSale,
  askBuyer,
  getAfterSale,
  listAfterSales,
  refuseAfterSale,
  takeOverAfterSale,
} from '@xietong/domain/orders/after-sale-contract'
import { afterSaleTable } from '../../look/states'
import { optionsOf, StatusTag } from '../../look/status-tag'
import { timeWords, yuan } from '../../look/words'
import { money, status, twoLines, when } from '../../resource/columns'
import { action, detail, form, resource } from '../../resource/declare'
import { choiceFilter, searchFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { StateTabs } from '../../resource/state-tabs'
import { AfterSaleBody } from './after-sale-body'

type Case = OutputOf<typeof getAfterSale>

const actions = [
  action(approveAfterSale, {
    label: '同意并退款',
    primary: true,
    when: (one: Case) => one.mayHandle && one.type !== 'resend',
    form: form(approveAfterSale, {
      title: '同意并退款',
      fields: ['note'],
      note: (one: Case) => `${yuan(one.amountFen)} 元经微信支付原路退回 ${one.buyer}。`,
      toInput: (_, one: Case) => ({ caseId: one.id }),
      submit: '确认退款',
      done: '已同意，微信确认到账后显示已完成',
    }),
  }),
  action(approveAfterSale, {
    label: '同意补发',
    primary: true,
    when: (one: Case) => one.mayHandle && one.type === 'resend',
    form: form(approveAfterSale, {
      title: '同意补发',
      fields: ['note'],
      note: (one: Case) => `${one.itemSummary} 重新发给 ${one.buyer}，不收费。补发单进入待派单。`,
      toInput: (_, one: Case) => ({ caseId: one.id }),
      submit: '确认补发',
      done: '已同意，补发单发出后显示已完成',
    }),
  }),
  action(askBuyer, {
    label: '要求买家处理',
    when: (one: Case) => one.mayHandle,
    form: form(askBuyer, {
      title: '要求买家处理',
      fields: [
        {
          name: 'wish',
          options: [
            { value: 'return', label: '寄回商品' },
            { value: 'evidence', label: '补充凭证' },
          ],
        },
        'note',
      ],
      note: () => '买家 7 天内没有回复，售后自动关闭。',
      toInput: (_, one: Case) => ({ caseId: one.id }),
      done: '已通知买家',
    }),
  }),
  action(refuseAfterSale, {
    label: '拒绝',
    danger: true,
    when: (one: Case) => one.mayHandle,
    form: form(refuseAfterSale, {
      title: '拒绝售后',
      fields: ['reason'],
      note: () => '买家会看到拒绝原因，售后期内可以再次申请。',
      toInput: (_, one: Case) => ({ caseId: one.id }),
      done: '已拒绝',
    }),
  }),
  action(takeOverAfterSale, {
    label: '平台接管',
    when: (one: Case) => one.mayTakeOver,
    input: (one) => ({ caseId: one.id }),
    confirm: (one) => ({
      title: `接管 ${one.caseNo}？`,
      body: `接管后由平台处理，${one.store ?? '专卖店'}不能再操作。`,
    }),
    done: () => '已接管，可以处理了',
  }),
]

const afterSales = resource(listAfterSales, {
  title: '售后订单',
  unit: '单',
  columns: [
    twoLines('caseNo', (row) => [row.caseNo, afterSaleTypeLabels[row.type]], {
      title: '售后单',
      width: 176,
    }),
    twoLines('orderNo', (row) => [row.orderNo, `${timeWords(row.orderedAt)} 下单`], {
      title: '订单',
      width: 160,
    }),
    twoLines('itemSummary', (row) => [row.itemSummary, row.reason], { title: '售后商品' }),
    money('amountFen', { title: '申请（元）', width: 102 }, (row) =>
      row.type === 'resend' ? '补发' : '',
    ),
    twoLines('store', (row) => [row.store ?? '平台', row.buyer], { title: '处理方', width: 130 }),
    status('state', afterSaleTable, (row) => row.state),
    when('createdAt', { title: '申请时间', sort: 'createdAt' }),
  ],
  filters: [
    searchFilter('orderNo', '订单号'),
    searchFilter('caseNo', '售后单号'),
    choiceFilter(
      'type',
      '全部类型',
      afterSaleTypes.map((value) => ({ value, label: afterSaleTypeLabels[value] })),
    ),
    choiceFilter(
      'reason',
      '全部原因',
      afterSaleReasons.map((value) => ({ value, label: value })),
    ),
    choiceFilter('handler', '待谁处理', [
      { value: 'platform', label: '平台' },
      { value: 'store', label: '专卖店' },
      { value: 'buyer', label: '买家' },
    ]),
    { ...choiceFilter('state', '状态', optionsOf(afterSaleTable)), control: () => null },
  ],
  sorts: { '-createdAt': '新的在前', createdAt: '早的在前' },
  first: '还没有售后。买家申请后会出现在这里。',
  detail: detail(getAfterSale, {
    input: (caseId) => ({ caseId }),
    title: (one) => one.caseNo,
    copies: true,
    marks: (one) => <StatusTag state={one.state} table={afterSaleTable} />,
    actions,
    body: (one) => <AfterSaleBody one={one} />,
  }),
})

const tabs = [
  { key: '', label: '全部' },
  { key: 'merchant', label: '待商家处理' },
  { key: 'buyer', label: '待买家处理' },
  { key: 'refunding', label: '退款中' },
  { key: 'resending', label: '待补发' },
  { key: 'done', label: '已完成' },
]

/** AD-256, AD-257: stores handle theirs first, head office sees all. */
export const AfterSalesPage = () => (
  <ResourcePage
    resource={afterSales}
    path="/after-sales"
    tabs={<StateTabs name="state" tabs={tabs} />}
  />
)
