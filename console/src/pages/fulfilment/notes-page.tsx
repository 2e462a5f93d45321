import { getNote, listNotes, recallDispatch, shipNote } from '@xietong/domain/fulfilment/contract'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { orderTypeLabels, orderTypes } from '@xietong/domain/orders/states'
import { noteTable, orderTable } from '../../look/states'
import { optionsOf, StatusTag, VipMark } from '../../look/status-tag'
import { dayName, dayWords } from '../../look/words'
import { amount, status, twoLines, When, when } from '../../resource/columns'
import { action, detail, form, resource } from '../../resource/declare'
import {
  choiceFilter,
  dayFilter,
  daysFilter,
  recordFilter,
  searchFilter,
} from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { StateTabs } from '../../resource/state-tabs'
import { typeWords } from '../orders/order-words'
import { carrierSource, correctNumber } from './correct-number'
import { NoteBody } from './note-body'
import { ShipLines } from './ship-lines'
import { anyCarrierSource, shipperSource } from './shipper-source'

type Note = OutputOf<typeof getNote>

const ship = form(shipNote, {
  title: '发货',
  submit: '确认发货',
  fields: [
    { name: 'carrierCode', source: carrierSource },
    { name: 'trackingNo', placeholder: '面单上的运单号' },
    { name: 'lines', label: '这次发出', control: <ShipLines /> },
  ],
  initial: (note: Note) => ({
    lines: note.lines.map((line) => ({
      lineId: line.lineId,
      name: line.name,
      left: line.quantity,
      quantity: line.quantity,
      whole: !note.splitShipping,
    })),
  }),
  toInput: (values, note) => ({
    noteId: note.id,
    lines: ((values.lines ?? []) as { lineId: string; quantity: number }[])
      .filter(({ quantity }) => quantity > 0)
      .map(({ lineId, quantity }) => ({ lineId, quantity })),
  }),
  at: {
    TRACKING_NUMBER_INVALID: 'trackingNo',
    CARRIER_UNKNOWN: 'carrierCode',
    OVER_SHIPPED: 'lines',
    SPLIT_SHIPPING_OFF: 'lines',
  },
  done: '已发货，买家会收到通知',
})

const notes = resource(listNotes, {
  title: '发货单',
  unit: '张',
  columns: [
    {
      key: 'noteNo',
      title: '发货单',
      width: 176,
      show: (row) => (
        <>
          <span className="strong">{row.noteNo}</span>
          <span className="sub">
            {typeWords(row.orderType, row.cardKind)} · <When at={row.createdAt} />
          </span>
        </>
      ),
    },
    {
      key: 'itemSummary',
      title: '商品',
      show: (row) => (
        <>
          <span className="cut">{row.itemSummary}</span>
          <span className="sub row">
            订单 {row.orderNo}
            {row.vip ? <VipMark /> : null}
          </span>
        </>
      ),
    },
    amount('quantity', { title: '本次发货', width: 76 }),
    twoLines('shipper', (row) => [row.shipper, ''], { title: '发货方', width: 112 }),
    twoLines('recipient', (row) => [row.recipient, row.region], { title: '收货人' }),
    twoLines(
      'wantedOn',
      (row) => [dayWords(row.wantedOn), row.wantedOn ? dayName(row.wantedOn) : ''],
      { title: '提货日', width: 76 },
    ),
    twoLines('trackingNo', (row) => [row.trackingNo ?? '—', row.carrierName ?? ''], {
      title: '运单号',
      width: 160,
    }),
    { ...status('orderState', orderTable, (row) => row.orderState), title: '订单状态', width: 92 },
    { ...status('state', noteTable, (row) => row.state), title: '发货单', width: 92 },
    when('shippedAt', { title: '发货时间', extra: true }),
    amount('printCount', { title: '打印次数', extra: true }),
  ],
  filters: [
    searchFilter('keyword', '发货单、订单、运单号、收货人'),
    recordFilter('shipper', '发货方', shipperSource),
    recordFilter('carrierCode', '物流公司', anyCarrierSource),
    choiceFilter(
      'orderType',
      '全部类型',
      orderTypes
        .filter((type) => type === 'package' || type === 'pick-up')
        .map((value) => ({ value, label: orderTypeLabels[value] })),
    ),
    dayFilter('wantedOn', '提货日'),
    daysFilter('createdFrom', 'createdTo', '制单'),
    daysFilter('shippedFrom', 'shippedTo', '发货'),
    { ...choiceFilter('state', '状态', optionsOf(noteTable)), control: () => null },
  ],
  sorts: { '-createdAt': '新的在前', createdAt: '早的在前' },
  links: (row) =>
    row.state === 'to-ship'
      ? { label: '发货', to: `/notes/${row.id}`, operation: shipNote }
      : undefined,
  first: '还没有发货单。派单之后会出现在这里。',
  detail: detail(getNote, {
    input: (noteId) => ({ noteId }),
    title: (note) => note.noteNo,
    copies: true,
    marks: (note) => <StatusTag state={note.state} table={noteTable} />,
    width: 760,
    actions: [
      action(shipNote, {
        label: '发货',
        primary: true,
        when: (note: Note) => note.state === 'to-ship',
        form: ship,
      }),
      correctNumber,
      action(recallDispatch, {
        label: '撤回派单',
        danger: true,
        when: (note: Note) => note.state === 'to-ship',
        form: form(recallDispatch, {
          title: '撤回派单',
          fields: ['reason'],
          note: () => '撤回后释放预留的库存，订单回到待派单。',
          toInput: (_, note: Note) => ({ noteId: note.id }),
          submit: '撤回派单',
          done: '已撤回，订单回到派单台',
        }),
      }),
    ],
    body: (note) => <NoteBody note={note} />,
  }),
})

const tabs = [
  { key: '', label: '全部' },
  { key: 'to-ship', label: '待发货' },
  { key: 'shipped', label: '发货完成' },
]

/** AD-260 to AD-262. */
export const NotesPage = () => (
  <ResourcePage resource={notes} path="/notes" tabs={<StateTabs name="state" tabs={tabs} />} />
)
