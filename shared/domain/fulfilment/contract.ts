import { command, query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import {
  address,
  amountFen,
  count,
  day,
  flag,
  id,
  instant,
  list,
  object,
  oneOf,
  optionalText,
  quantity,
  text,
  z,
} from '../kernel/schema'
import { shipperFilter } from '../orders/search-contract'
import { orderStates, orderTypes } from '../orders/states'
import { noteExport } from './exports'

export const noteStates = ['to-ship', 'shipped', 'void'] as const
/** Whether a store was paid for a note; the platform settles nothing with itself. */
export const settlementStates = ['none', 'open', 'settled'] as const
/** IN-086: the states of the aggregator mapped to ours. */
export const trackStates = [
  'collected',
  'moving',
  'delivering',
  'signed',
  'trouble',
  'returned',
  'refused',
  'forwarded',
] as const

// Dispatch (AD-244 to 248) ---------------------------------------------------------------------
export const listDispatchPool = query('fulfilment.listDispatchPool', {
  title: '派单池',
  may: { console: 'orders.dispatch' },
  input: listInput(
    { keyword: text(40), type: oneOf(orderTypes), province: text(20), wantedOn: day },
    ['urgency'],
  ),
  output: listOutput(
    object({
      id,
      orderNo: text(32),
      type: oneOf(orderTypes),
      vip: flag,
      recipient: text(30),
      region: text(60),
      itemSummary: text(300),
      wantedOn: day.nullable(),
      paidAt: instant.nullable(),
      createdAt: instant,
      located: flag,
    }),
  ),
  refusals: [],
})
const candidate = object({
  dealerId: id,
  name: text(60),
  region: text(60),
  distanceKm: z.number().min(0).max(10_000).nullable(),
  drivingKm: z.number().min(0).max(10_000).nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  enough: flag,
  short: list(object({ sku: text(130), needed: count(1e6), available: count(1e9) }), 50),
  lines: list(
    object({ sku: text(130), needed: count(1e6), available: count(1e9), after: z.number().int() }),
    50,
  ),
  openNotes: count(1e6),
})
/** AD-246, AD-247: stores by distance; those that are short stay visible and say what is short. */
export const listCandidates = query('fulfilment.listCandidates', {
  title: '可派专卖店',
  may: { console: 'orders.dispatch' },
  input: { orderId: id },
  output: object({
    located: flag,
    /** The map is not sure: a clerk confirms the place, or says that it is wrong (IN-079). */
    doubtful: flag,
    note: optionalText(100),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    platform: object({
      enough: flag,
      short: list(object({ sku: text(130), needed: count(1e6), available: count(1e9) }), 50),
    }),
    stores: list(candidate, 200),
  }),
  refusals: ['NOT_DISPATCHABLE'],
})
/**
 * The stock check is repeated inside the transaction; each order is dispatched or refused by
 * itself.
 */
export const dispatchOrders = command('fulfilment.dispatchOrders', {
  title: '派单',
  may: { console: 'orders.dispatch' },
  input: {
    orderIds: list(id, 50, 1),
    to: z.discriminatedUnion('kind', [
      object({ kind: z.literal('platform') }),
      object({ kind: z.literal('store'), dealerId: id }),
    ]),
  },
  output: object({
    dispatched: list(object({ orderId: id, noteId: id, noteNo: text(32) }), 50),
    refused: list(object({ orderId: id, code: text(40), message: text(300) }), 50),
  }),
  refusals: ['NOT_DISPATCHABLE', 'NOT_ALLOWED_FOR_KIND', 'STORE_SHORT'],
})
export const recallDispatch = command('fulfilment.recallDispatch', {
  title: '撤回派单',
  may: { console: 'orders.dispatch' },
  input: { noteId: id, reason: text(100).meta({ title: '原因' }) },
  output: object({}),
  refusals: ['STATE_CONFLICT'],
})

/** AD-267: an order with the flag 缺货待处理 is promised its goods again where it is shipped from. */
export const restockOrder = command('fulfilment.restockOrder', {
  title: '补货完成',
  may: { console: 'orders.dispatch' },
  input: { orderId: id },
  output: object({}),
  refusals: ['STATE_CONFLICT', 'STILL_SHORT'],
})

// Shipping notes (AD-262, DL-100, 104, 112) ----------------------------------------------------
const noteRow = {
  id,
  noteNo: text(32),
  orderId: id,
  orderNo: text(32),
  orderType: oneOf(orderTypes),
  cardKind: oneOf(['electronic', 'physical']).nullable(),
  state: oneOf(noteStates),
  shipper: text(60),
  orderState: oneOf(orderStates),
  recipient: text(30),
  region: text(60),
  itemSummary: text(300),
  /** Units in this note (本次发货数). */
  quantity: count(1e6),
  vip: flag,
  wantedOn: day.nullable(),
  printCount: count(1e6),
  carrierName: text(30).nullable(),
  trackingNo: text(40).nullable(),
  createdAt: instant,
  shippedAt: instant.nullable(),
}
const noteFilter = {
  keyword: text(40),
  state: oneOf(noteStates),
  orderType: oneOf(orderTypes),
  wantedOn: day,
}
export const listNotes = query('fulfilment.listNotes', {
  title: '发货单',
  may: { console: 'orders.read' },
  input: listInput(
    {
      ...noteFilter,
      shipper: shipperFilter,
      carrierCode: text(30),
      createdFrom: instant,
      createdTo: instant,
      shippedFrom: instant,
      shippedTo: instant,
    },
    ['-createdAt', 'createdAt'],
  ),
  output: listOutput(object(noteRow)),
  exports: noteExport,
  refusals: [],
})
/** DL-100: exactly the orders dispatched to this store. */
export const listStoreNotes = query('fulfilment.listStoreNotes', {
  title: '待发货订单',
  may: { dealer: { tiers: [1], kind: 'store', module: 'delivery' } },
  input: listInput(noteFilter, ['-createdAt', 'createdAt']),
  output: listOutput(object(noteRow)),
  refusals: ['NOT_ALLOWED_FOR_KIND'],
})
const noteDetail = object({
  ...noteRow,
  address,
  lines: list(
    object({
      lineId: id,
      name: text(60),
      picture: id.nullable(),
      orderedQuantity: count(9_999),
      quantity,
      shippedQuantity: count(9_999),
    }),
    50,
  ),
  contents: list(object({ sku: text(130), quantity: count(1e6) }), 100),
  goodsSettlementFen: amountFen,
  subsidyFen: amountFen,
  settlement: oneOf(settlementStates),
  settledAt: instant.nullable(),
  /** From when it can be settled; null before receipt and while an after-sale case is open. */
  settleableAt: instant.nullable(),
  printedAt: instant.nullable(),
  parcels: list(
    object({
      id,
      carrierName: text(30),
      trackingNo: text(40),
      shippedAt: instant,
      state: optionalText(20),
      track: list(object({ at: instant, text: text(300), state: text(20) }), 200),
      trackHint: optionalText(200),
      trackedAt: instant.nullable(),
      carrierCode: text(30),
      version: count(1e6),
      received: flag,
      /** DL-114: every number it had, oldest first. */
      corrections: list(
        object({
          at: instant,
          fromCarrier: text(30),
          fromNumber: text(40),
          toCarrier: text(30),
          toNumber: text(40),
          reason: text(100),
          by: text(60),
        }),
        200,
      ),
    }),
    50,
  ),
  remark: optionalText(100),
  /** Whether a part may be shipped (DL-113). */
  splitShipping: flag,
  /** Whether its store may hand it back (DL-105). */
  mayReturn: flag,
})
export const getNote = query('fulfilment.getNote', {
  title: '发货单详情',
  may: { console: 'orders.read' },
  input: { noteId: id },
  /** The phone is masked; `orders.revealContact` shows it. */
  output: object({ ...noteDetail.shape, address: object({ ...address.shape, phone: text(11) }) }),
  refusals: [],
})
/**
 * DL-104: the recipient's phone is masked 30 days after completion. Foreign notes are not found.
 */
export const getStoreNote = query('fulfilment.getStoreNote', {
  title: '发货订单详情',
  may: { dealer: { tiers: [1], kind: 'store', module: 'delivery' } },
  input: { noteId: id },
  output: object({ ...noteDetail.shape, address: object({ ...address.shape, phone: text(11) }) }),
  refusals: ['NOT_ALLOWED_FOR_KIND'],
})
/**
 * Ships a note in whole or in part: stock falls, the buyer is told, WeChat and the tracker learn of
 * it.
 */
export const shipNote = command('fulfilment.shipNote', {
  title: '发货',
  may: { console: 'orders.ship', dealer: { tiers: [1], kind: 'store', module: 'delivery' } },
  input: {
    noteId: id,
    carrierCode: text(30).meta({ title: '物流公司' }),
    trackingNo: text(40).meta({ title: '运单号' }),
    lines: list(object({ lineId: id, quantity }), 50, 1),
  },
  output: object({ parcelId: id, orderState: oneOf(orderStates) }),
  refusals: [
    'NOT_ALLOWED_FOR_KIND',
    'NOTE_VOIDED',
    'STATE_CONFLICT',
    'CARRIER_UNKNOWN',
    'TRACKING_NUMBER_INVALID',
    'OVER_SHIPPED',
    'SPLIT_SHIPPING_OFF',
    'INSUFFICIENT_STOCK',
  ],
})
/** IN-084: the one carrier table; only those mapped for every use of the product are enabled. */
export const listCarriers = query('fulfilment.listCarriers', {
  title: '物流公司',
  may: { console: 'signed-in', dealer: {} },
  input: {},
  output: object({
    rows: list(
      object({
        code: text(30),
        name: text(30),
        enabled: flag,
        trackingPattern: text(100),
        kuaidi: text(30).nullable(),
        wechat: text(30).nullable(),
      }),
      100,
    ),
  }),
  refusals: [],
})
