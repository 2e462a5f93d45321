import { dispatchOrders } from '@xietong/domain/fulfilment/contract'
import { assignStore } from '@xietong/domain/fulfilment/store-order-contract'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { cancelOrder, getOrder, listOrders, reviewCardOrder } from '@xietong/domain/orders/contract'
import { listSoldItems } from '@xietong/domain/orders/search-contract'
import { orderTypeLabels, orderTypes } from '@xietong/domain/orders/states'
import { orderTable } from '../../look/states'
import { StatusTag, VipMark } from '../../look/status-tag'
import { dayName, dayWords, rmb, shortSince, yuan } from '../../look/words'
import { money, status, twoLines, When } from '../../resource/columns'
import { action, batch, type Column, detail, form, resource } from '../../resource/declare'
import {
  choiceFilter,
  dayFilter,
  daysFilter,
  recordFilter,
  searchFilter,
} from '../../resource/filters'
import { sourceOf } from '../../resource/source'
import { shipperSource, storeSource } from '../fulfilment/shipper-source'
import { OrderBody, OrderCourse, OrderSteps } from './order-detail'
import { freeWords, orderMark, typeWords } from './order-words'
import { ShortMark, shortActions } from './short-orders'

type Order = OutputOf<typeof getOrder>
type OrderRow = OutputOf<typeof listOrders>['rows'][number]

const columns: readonly Column<OrderRow>[] = [
  {
    key: 'orderNo',
    title: '订单',
    width: 162,
    show: (row) => (
      <>
        <span className="strong">{row.orderNo}</span>
        <span className="sub">
          {typeWords(row.type, row.cardKind)} · <When at={row.createdAt} />
        </span>
      </>
    ),
  },
  {
    key: 'itemSummary',
    title: '商品',
    show: (row) => (
      <span className="row pictured">
        {orderMark(row.type, row.cardKind)}
        <span className="grow">
          <span className="cut">{row.itemSummary}</span>
          <span className="sub row">
            共 {row.quantity} 份{row.vip ? <VipMark /> : null}
            {row.shortSince ? <ShortMark /> : null}
          </span>
        </span>
      </span>
    ),
  },
  money(
    'totalFen',
    { title: '金额（元）', sort: 'total', width: 102 },
    (row) => freeWords[row.type]?.list ?? '',
  ),
  twoLines('buyer', (row) => [row.buyer, ''], { title: '下单人', width: 84 }),
  twoLines('recipient', (row) => [row.recipient ?? '—', row.region ?? ''], {
    title: '收货人',
    width: 140,
  }),
  twoLines(
    'wantedOn',
    (row) => [dayWords(row.wantedOn), row.wantedOn ? dayName(row.wantedOn) : ''],
    { title: '提货日', width: 64 },
  ),
  {
    key: 'shipper',
    title: '发货方',
    width: 108,
    show: (row) => (
      <span className={row.shipper ? 'cut-2' : 'sub'} title={row.shipper ?? undefined}>
        {row.shipper ?? (row.dispatch === 'to-dispatch' ? '未派' : '—')}
      </span>
    ),
  },
  { ...status('state', orderTable, (row: OrderRow) => row.state, stateNote), width: 116 },
]

function stateNote(row: OrderRow): string {
  if (row.state === 'to-ship') {
    const since = shortSince(row.stateSince)
    return row.dispatch === 'to-dispatch' ? `未派，已等 ${since}` : `已派，等发货`
  }
  return ''
}

/** Products that were ever sold, the last sold first. */
const itemSource = sourceOf(listSoldItems, {
  input: () => ({}),
  options: ({ rows }) => rows.map(({ id, name }) => ({ value: id, label: name })),
})

const filters = [
  searchFilter('keyword', '订单号、手机或尾号、姓名'),
  choiceFilter(
    'type',
    '全部类型',
    orderTypes.map((value) => ({ value, label: orderTypeLabels[value] })),
  ),
  recordFilter('itemId', '商品', itemSource),
  recordFilter('shipper', '发货方', shipperSource),
  choiceFilter('dispatch', '派单情况', [
    { value: 'to-dispatch', label: '待派单' },
    { value: 'dispatched', label: '已派单' },
  ]),
  choiceFilter('short', '缺货情况', [{ value: true, label: '缺货待处理' }]),
  choiceFilter('vip', 'VIP', [
    { value: true, label: '仅 VIP' },
    { value: false, label: '非 VIP' },
  ]),
  dayFilter('wantedOn', '提货日'),
  daysFilter('createdFrom', 'createdTo', '下单'),
]

const hiddenFilters = [
  daysFilter('paidFrom', 'paidTo', '付款'),
  choiceFilter('state', '状态', stateOptions()),
].map((filter) => ({ ...filter, control: () => null }))

function stateOptions() {
  return Object.entries(orderTable).map(([value, { label }]) => ({ value, label }))
}

const orderDetail = detail(getOrder, {
  input: (orderId) => ({ orderId }),
  title: (order) => order.orderNo,
  copies: true,
  marks: (order) => (
    <>
      <StatusTag state={order.state} table={orderTable} />
      {order.shortSince ? <ShortMark /> : null}
    </>
  ),
  actions: [
    ...shortActions,
    action(reviewCardOrder, {
      label: '审核通过',
      primary: true,
      when: (order: Order) => order.state === 'in-review',
      input: (order) => ({ orderId: order.id, approve: true, reason: '' }),
      confirm: (order) => ({
        title: `通过 ${order.orderNo}？`,
        body: `通过后生成 ${order.quantity} 张电子卡，立即进入买家的卡包。`,
      }),
      done: () => '已通过，卡号生成中',
    }),
    action(reviewCardOrder, {
      label: '驳回',
      danger: true,
      when: (order: Order) => order.state === 'in-review',
      form: form(reviewCardOrder, {
        title: '驳回并全额退款',
        fields: ['reason'],
        note: (order: Order) => `驳回后 ${yuan(order.paidFen ?? 0)} 元原路退回买家。`,
        toInput: (_, order) => ({ orderId: order.id, approve: false }),
        submit: '驳回',
        done: '已驳回，退款处理中',
      }),
    }),
    action(assignStore, {
      label: '预派专卖店',
      when: (order: Order) => order.state === 'unpaid' && order.address !== null,
      form: form(assignStore, {
        title: '付款后派给专卖店',
        fields: [{ name: 'dealerId', label: '专卖店', source: storeSource, required: false }],
        note: () =>
          '门店会在“待付款”里看到这单；付款后库存够就自动派单，不够则回到派单池。不选表示取消预派。',
        toInput: (values, order: Order) => ({
          orderId: order.id,
          dealerId: (values.dealerId as string | undefined) ?? null,
        }),
        submit: '保存',
        done: '已保存',
      }),
    }),
    action(cancelOrder, {
      label: '关闭订单',
      danger: true,
      when: (order: Order) => order.state === 'unpaid',
      form: form(cancelOrder, {
        title: '关闭未付款的订单',
        fields: [{ name: 'reason', label: '原因' }],
        toInput: (_, order: Order) => ({ orderId: order.id }),
        submit: '关闭订单',
        done: '已关闭订单',
      }),
    }),
  ],
  top: (order) => <OrderSteps order={order} />,
  body: (order) => <OrderBody order={order} />,
  side: (order) => <OrderCourse order={order} />,
})

const toPlatform = batch(dispatchOrders, {
  label: '批量派给总仓',
  input: (rows: readonly OrderRow[]) => ({
    orderIds: waiting(rows).map(({ id }) => id),
    to: { kind: 'platform' as const },
  }),
  confirm: (rows) => ({
    title: `把 ${waiting(rows).length} 单派给平台总仓？`,
    body: '只派待派单的订单。每单各自校验库存，够的预留并派出，不够的留在派单池。',
  }),
  done: ({ dispatched, refused }) =>
    refused.length === 0
      ? `已派给平台总仓 ${dispatched.length} 单`
      : `派出 ${dispatched.length} 单，${refused.length} 单没有派出：${refused[0]?.message}`,
})

const waiting = (rows: readonly OrderRow[]) =>
  rows.filter(({ dispatch, state }) => dispatch === 'to-dispatch' && state === 'to-ship')

function sumsOf(rows: readonly OrderRow[]): string {
  const count = rows.reduce((sum, { quantity }) => sum + quantity, 0)
  const fen = rows.reduce((sum, { totalFen }) => sum + totalFen, 0)
  return `${count} 份 · 金额 ${rmb(fen)}`
}

export const orders = resource(listOrders, {
  title: '消费者订单',
  noun: '订单',
  unit: '单',
  columns,
  filters: [...filters, ...hiddenFilters],
  sorts: {
    '-createdAt': '下单新的在前',
    createdAt: '下单早的在前',
    '-total': '金额高的在前',
    wantedOn: '提货日近的在前',
  },
  links: (row) =>
    row.dispatch === 'to-dispatch' && row.state === 'to-ship'
      ? { label: '派单', to: `/dispatch?order=${row.id}`, operation: dispatchOrders }
      : undefined,
  batches: [toPlatform],
  sums: (rows) => sumsOf(rows as readonly OrderRow[]),
  detail: orderDetail,
  first: '还没有订单。会员下单后会出现在这里。',
})

export const reviews = resource(listOrders, {
  title: '电子卡审核',
  noun: '待审核订单',
  unit: '单',
  note: '通过后自动发卡；驳回全额退款',
  columns: columns.filter(({ key }) => !['recipient', 'wantedOn', 'shipper'].includes(key)),
  filters: [searchFilter('keyword', '订单号、买家')],
  fixed: { state: 'in-review' },
  detail: orderDetail,
  first: '没有等待审核的电子卡订单。人工审核在“系统设置”里开关。',
})
