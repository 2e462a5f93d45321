import { cardKinds } from '../cards/contract'
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
import { orderExport } from './exports'
import { consoleFilter } from './search-contract'
import { dispatchStates, memberTabs, orderStates, orderTypes } from './states'
import { stockMethods } from './stock-method'

const orderType = oneOf(orderTypes)
const orderState = oneOf(orderStates)

// Payment (MB-034, 035)
// ----------------------------------------------------------------------------
const payParams = object({
  timeStamp: text(20),
  nonceStr: text(64),
  package: text(128),
  signType: oneOf(['RSA']),
  paySign: text(1_000),
})
/** Makes or reuses the payment attempt and answers what `requestPayment` needs. */
export const payOrder = command('orders.payOrder', {
  title: '立即支付',
  may: { member: 'own' },
  input: { orderId: id, wechatCode: text(128).optional() },
  output: object({ params: payParams, payBefore: instant }),
  refusals: ['ORDER_CLOSED', 'ALREADY_PAID', 'WECHAT_CODE_INVALID', 'PEER_UNAVAILABLE'],
  limits: { perActor: '60/minute' },
})
/** The client says that paying ended; the server asks WeChat Pay and answers the order's state. */
export const checkPayment = command('orders.checkPayment', {
  title: '查询支付结果',
  may: { member: 'own' },
  input: { orderId: id },
  output: object({ state: orderState, paid: flag }),
  refusals: [],
  limits: { perActor: '60/minute' },
})
export const cancelOrder = command('orders.cancelOrder', {
  title: '取消订单',
  may: { member: 'own', console: 'orders.close' },
  input: { orderId: id, reason: optionalText(100) },
  output: object({ state: orderState }),
  refusals: ['ALREADY_PAID', 'STATE_CONFLICT', 'PEER_UNAVAILABLE'],
})

// The member's orders (MB-074 to 080)
// --------------------------------------------------------------
export const orderButtons = [
  'pay',
  'cancel',
  'track',
  'receive',
  'extend',
  'cards',
  'after-sale',
  'change-pick-up',
  'cancel-pick-up',
  'review',
] as const
const item = object({
  lineId: id,
  name: text(60),
  picture: id.nullable(),
  quantity,
  shippedQuantity: count(9_999),
  retailFen: amountFen,
  unitFen: amountFen,
  amountFen,
})
const orderRow = {
  id,
  orderNo: text(32),
  type: orderType,
  state: orderState,
  items: list(item, 50),
  totalFen: amountFen,
  payBefore: instant.nullable(),
  buttons: list(oneOf(orderButtons), 10),
  wantedOn: day.nullable(),
  createdAt: instant,
}
const parcel = object({
  id,
  carrierCode: text(30),
  carrierName: text(30),
  trackingNo: text(40),
  shippedAt: instant,
  signedAt: instant.nullable(),
  /** Empty until the carrier told anything. */
  state: optionalText(20),
  lines: list(object({ name: text(60), quantity }), 50),
  track: list(object({ at: instant, text: text(300), state: text(20) }), 200),
  /** Set when the logistics service failed: the last known track is shown with this hint. */
  trackHint: optionalText(100),
  trackedAt: instant.nullable(),
})
export const listMyOrders = query('orders.listMyOrders', {
  title: '我的订单',
  may: { member: 'own' },
  input: listInput({ type: orderType, tab: oneOf(memberTabs) }, ['-createdAt']),
  output: listOutput(object(orderRow)),
  refusals: [],
})
export const countMyOrders = query('orders.countMyOrders', {
  title: '我的订单数量',
  may: { member: 'own' },
  input: { type: orderType.optional() },
  output: object({
    unpaid: count(1e6),
    toShip: count(1e6),
    toReceive: count(1e6),
    toReview: count(1e6),
    afterSale: count(1e6),
  }),
  refusals: [],
})
const timeline = list(object({ at: instant, text: text(100), note: optionalText(200) }), 100)
export const getMyOrder = query('orders.getMyOrder', {
  title: '订单详情',
  may: { member: 'own' },
  input: { orderId: id },
  output: object({
    ...orderRow,
    address: address.nullable(),
    goodsFen: amountFen,
    freightFen: amountFen,
    paidFen: amountFen.nullable(),
    paidAt: instant.nullable(),
    transactionId: text(64).nullable(),
    parcels: list(parcel, 50),
    cards: list(object({ cardId: id, maskedNumber: text(24), state: text(10) }), 200),
    timeline,
    autoReceiptAt: instant.nullable(),
    extended: flag,
    remark: optionalText(100),
    /** Paid, and its goods are being restocked (MB-033). */
    restocking: flag,
    afterSales: list(object({ id, state: text(20) }), 20),
  }),
  refusals: [],
})
export const confirmReceipt = command('orders.confirmReceipt', {
  title: '确认收货',
  may: { member: 'own' },
  input: { orderId: id },
  output: object({ state: orderState }),
  refusals: ['AFTERSALE_OPEN', 'NOT_SHIPPED', 'STATE_CONFLICT'],
})
/** MB-080: once per order, by 3 days. */
export const extendReceipt = command('orders.extendReceipt', {
  title: '延长收货',
  may: { member: 'own' },
  input: { orderId: id },
  output: object({ autoReceiptAt: instant }),
  refusals: ['ALREADY_EXTENDED', 'STATE_CONFLICT'],
})

// Redeeming (MB-055, 057)
// --------------------------------------------------------------------------
export const getPickUpCalendar = query('orders.getPickUpCalendar', {
  title: '提货日历',
  may: { member: 'own', console: 'cards.redeem' },
  input: { cardIds: list(id, 50, 1) },
  output: object({
    packages: list(
      object({
        packageId: id,
        name: text(60),
        picture: id.nullable(),
        /** Units that central stock can be assembled to (AD-151). */
        available: count(1e9),
      }),
      10,
    ),
    /** The season that counts now, or the next one when it is over and known (MB-056). */
    opensOn: day.nullable(),
    closesOn: day.nullable(),
    season: oneOf(['open', 'before', 'over']),
    days: list(
      object({
        day,
        state: oneOf(['free', 'tight', 'full', 'closed']),
        festival: optionalText(10),
        left: count(1e6),
      }),
      400,
    ),
  }),
  refusals: ['MIXED_CARDS'],
})
export const redeemCards = command('orders.redeemCards', {
  title: '提货',
  may: { member: 'own', console: 'cards.redeem' },
  input: {
    cardIds: list(id, 50, 1),
    packageId: id,
    pickUpOn: day,
    address,
    remark: optionalText(100),
  },
  output: object({ orderId: id, orderNo: text(32) }),
  refusals: [
    'MIXED_CARDS',
    'CARD_VOID',
    'CARD_USED',
    'CARD_NOT_ACTIVE',
    'CARD_LOCKED',
    'OUT_OF_SEASON',
    'DATE_NOT_OFFERED',
    'DATE_FULL',
    'REGION_NOT_SERVED',
    'INSUFFICIENT_STOCK',
  ],
  limits: { perActor: '20/minute' },
})
/**
 * MB-058: another day or address for a pick-up that has no shipment yet; checked like redeeming
 * anew. The day's place moves with it.
 */
export const changePickUp = command('orders.changePickUp', {
  title: '修改提货',
  may: { member: 'own' },
  input: { orderId: id, pickUpOn: day, address },
  output: object({ pickUpOn: day }),
  refusals: [
    'STATE_CONFLICT',
    'SHIPMENT_CREATED',
    'OUT_OF_SEASON',
    'DATE_NOT_OFFERED',
    'REGION_NOT_SERVED',
    'DATE_FULL',
  ],
  limits: { perActor: '20/minute' },
})
/** MB-058: closes a pick-up that has no shipment yet; its cards can be used again. */
export const cancelPickUp = command('orders.cancelPickUp', {
  title: '取消提货',
  may: { member: 'own' },
  input: { orderId: id, reason: optionalText(100) },
  output: object({ state: orderState }),
  refusals: ['STATE_CONFLICT', 'SHIPMENT_CREATED'],
})

// Console (AD-014 to 016, 217, 239, 252 to 254)
// ----------------------------------------------------
const consoleRow = {
  id,
  orderNo: text(32),
  type: orderType,
  cardKind: oneOf(cardKinds).nullable(),
  state: orderState,
  dispatch: oneOf(dispatchStates),
  itemSummary: text(300),
  quantity: count(1e6),
  totalFen: amountFen,
  buyer: text(60),
  recipient: text(30).nullable(),
  region: text(60).nullable(),
  shipper: text(60).nullable(),
  vip: flag,
  wantedOn: day.nullable(),
  createdAt: instant,
  stateSince: instant,
  /** 缺货待处理 since then (AD-267). */
  shortSince: instant.nullable(),
}
export const listOrders = query('orders.listOrders', {
  title: '消费者订单',
  may: { console: 'orders.read' },
  input: listInput(consoleFilter, ['-createdAt', 'createdAt', '-total', 'total', 'wantedOn']),
  output: listOutput(object(consoleRow)),
  exports: orderExport,
  refusals: [],
})
/** AD-009: the recipient of one order in full; each look is in the operation log. */
export const revealContact = command('orders.revealContact', {
  title: '查看收货人电话',
  may: { console: 'field.phone' },
  input: { orderId: id },
  output: object({ name: text(30), phone: text(11) }),
  refusals: [],
  limits: { perActor: '120/hour' },
})
export const countOrders = query('orders.countOrders', {
  title: '订单数量',
  may: { console: 'orders.read' },
  input: { filter: object(consoleFilter).partial().default({}) },
  output: object({
    all: count(10_000),
    byState: z.partialRecord(orderState, count(10_000)),
    toDispatch: count(10_000),
  }),
  refusals: [],
})
export const getOrder = query('orders.getOrder', {
  title: '订单详情',
  may: { console: 'orders.read' },
  input: { orderId: id },
  output: object({
    ...consoleRow,
    items: list(item, 50),
    /** The phone is masked; `revealContact` shows it. */
    address: object({ ...address.shape, phone: text(11) }).nullable(),
    goodsFen: amountFen,
    freightFen: amountFen,
    paidFen: amountFen.nullable(),
    refundedFen: amountFen,
    paidAt: instant.nullable(),
    payments: list(
      object({
        outTradeNo: text(32),
        state: text(20),
        amountFen,
        transactionId: text(64).nullable(),
        at: instant,
      }),
      50,
    ),
    refunds: list(object({ outRefundNo: text(64), state: text(20), amountFen, at: instant }), 50),
    cards: list(object({ cardId: id, number: text(24), state: text(10) }), 200),
    dispatches: list(
      object({
        at: instant,
        shipper: text(60),
        by: text(60),
        state: text(20),
        reason: optionalText(100),
      }),
      50,
    ),
    notes: list(
      object({
        id,
        noteNo: text(32),
        state: text(20),
        shipper: text(60),
        carrierName: text(30).nullable(),
        trackingNo: text(40).nullable(),
        shippedAt: instant.nullable(),
      }),
      50,
    ),
    parcels: list(parcel, 50),
    timeline,
    remark: optionalText(100),
    stockMethod: oneOf(stockMethods),
    shortReason: optionalText(200),
  }),
  refusals: [],
})
/** AD-267: an order with the flag 缺货待处理 of which nothing has left is paid back in full. */
export const refundShortOrder = command('orders.refundShortOrder', {
  title: '缺货退款',
  may: { console: 'orders.afterSale' },
  input: { orderId: id, reason: text(100).meta({ title: '原因' }) },
  output: object({ state: orderState }),
  refusals: ['STATE_CONFLICT', 'CASE_OPEN'],
})
/** AD-217, MB-048: only when manual review is on. A rejection refunds in full. */
export const reviewCardOrder = command('orders.reviewCardOrder', {
  title: '审核电子卡订单',
  may: { console: 'orders.review' },
  input: { orderId: id, approve: flag, reason: optionalText(100).meta({ title: '原因' }) },
  output: object({ state: orderState }),
  refusals: ['STATE_CONFLICT'],
})
