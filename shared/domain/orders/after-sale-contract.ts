import { command, query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import {
  amountFen,
  count,
  flag,
  id,
  instant,
  list,
  object,
  oneOf,
  optionalText,
  quantity,
  text,
} from '../kernel/schema'
import {
  afterSaleReasons,
  afterSaleStates,
  afterSaleTypes,
  afterSaleWishes,
  claimedGoods,
} from './after-sale'

const state = oneOf(afterSaleStates)
const type = oneOf(afterSaleTypes)
const reason = oneOf(afterSaleReasons)
const pictures = list(id, 9)
/** Addresses of ten minutes for those that the caller may see. */
const pictureUrls = list(text(2_000), 9)
const store = { tiers: [1], kind: 'store', module: 'delivery' } as const

// The member (MB-083, 086, 087) -----------------------------------------------------------------
/** What can still be asked back, line by line, and until when. */
export const quoteAfterSale = query('orders.quoteAfterSale', {
  title: '可申请的售后',
  may: { member: 'own' },
  input: { orderId: id },
  output: object({
    orderNo: text(32),
    lines: list(
      object({
        lineId: id,
        name: text(60),
        picture: id.nullable(),
        unitFen: amountFen,
        leftPieces: count(9_999),
        /** Of these: not sent yet, and received or on the way. */
        leftUnsent: count(9_999),
        leftReceived: count(9_999),
        leftFen: amountFen,
      }),
      50,
    ),
    /** Only while nothing of the order was shipped. */
    freightFen: amountFen,
    shipped: flag,
    /** Part of it left: the buyer says which pieces are meant. */
    partShipped: flag,
    /** 补发: goods of which something has left. */
    mayResend: flag,
    endsAt: instant.nullable(),
    hotline: optionalText(20),
  }),
  refusals: ['AFTERSALE_NOT_OFFERED', 'AFTERSALE_OVER'],
})
export const applyAfterSale = command('orders.applyAfterSale', {
  title: '申请售后',
  may: { member: 'own' },
  input: {
    orderId: id,
    type,
    reason,
    description: optionalText(300),
    pictures,
    /** Which pieces are meant; asked of an order of which a part has left. */
    goods: oneOf(claimedGoods).optional(),
    lines: list(object({ lineId: id, quantity, amountFen }), 50, 1),
    freightFen: amountFen,
  },
  output: object({ caseId: id, caseNo: text(32) }),
  refusals: ['AFTERSALE_NOT_OFFERED', 'AFTERSALE_OVER', 'AFTERSALE_TOO_MUCH', 'CARDS_NOT_FREE'],
  limits: { perActor: '20/hour' },
})
const head = {
  id,
  caseNo: text(32),
  orderId: id,
  orderNo: text(32),
  type,
  state,
  reason,
  amountFen,
  itemSummary: text(300),
  /** Who must act: null = the platform or nobody. */
  store: text(60).nullable(),
  deadline: instant.nullable(),
  orderedAt: instant,
  createdAt: instant,
}
const detail = {
  ...head,
  description: optionalText(300),
  pictures,
  pictureUrls,
  freightFen: amountFen,
  goods: oneOf(claimedGoods).nullable(),
  /** The order that sends the pieces again, once 补发 is agreed. */
  resend: object({ orderId: id, orderNo: text(32) }).nullable(),
  wish: oneOf(afterSaleWishes).nullable(),
  lines: list(
    object({ lineId: id, name: text(60), picture: id.nullable(), quantity, amountFen }),
    50,
  ),
  history: list(
    object({
      at: instant,
      state,
      text: text(100),
      note: optionalText(300),
      pictures,
      pictureUrls,
      by: optionalText(60),
    }),
    100,
  ),
  doneAt: instant.nullable(),
}
export const getMyAfterSale = query('orders.getMyAfterSale', {
  title: '售后进度',
  may: { member: 'own' },
  input: { caseId: id },
  output: object(detail),
  refusals: [],
})
/** The buyer sent the goods back, or adds what the merchant asked for. */
export const answerAfterSale = command('orders.answerAfterSale', {
  title: '补充售后信息',
  may: { member: 'own' },
  input: {
    caseId: id,
    carrier: optionalText(30),
    trackingNo: optionalText(40),
    note: optionalText(300),
    pictures,
  },
  output: object({ state }),
  refusals: ['STATE_CONFLICT', 'ANSWER_MISSING'],
})
export const withdrawAfterSale = command('orders.withdrawAfterSale', {
  title: '撤销售后',
  may: { member: 'own' },
  input: { caseId: id },
  output: object({ state }),
  refusals: ['STATE_CONFLICT'],
})

// The merchant: store first, head office over all (AD-256, AD-257) ------------------------------
const listed = object({ ...head, buyer: text(60) })
export const listAfterSales = query('orders.listAfterSales', {
  title: '售后订单',
  may: { console: 'orders.read' },
  input: listInput(
    {
      state,
      type,
      reason,
      /** Who must act. */
      handler: oneOf(['platform', 'store', 'buyer']),
      orderNo: text(32),
      caseNo: text(32),
    },
    ['-createdAt', 'createdAt'],
  ),
  output: listOutput(listed),
  refusals: [],
})
const merchantDetail = object({
  ...detail,
  buyer: text(60),
  paidFen: amountFen,
  refundedFen: amountFen,
  /** Null before approval. */
  refund: object({ outRefundNo: text(64), state: text(20), problem: optionalText(300) }).nullable(),
  mayHandle: flag,
  mayTakeOver: flag,
})
export const getAfterSale = query('orders.getAfterSale', {
  title: '售后详情',
  may: { console: 'orders.read' },
  input: { caseId: id },
  output: merchantDetail,
  refusals: [],
})
export const listStoreAfterSales = query('orders.listStoreAfterSales', {
  title: '售后订单',
  may: { dealer: store },
  input: listInput({ state }, ['-createdAt']),
  output: listOutput(listed),
  refusals: [],
})
export const getStoreAfterSale = query('orders.getStoreAfterSale', {
  title: '售后详情',
  may: { dealer: store },
  input: { caseId: id },
  output: merchantDetail,
  refusals: [],
})
const handlers = { console: 'orders.afterSale', dealer: store } as const
/**
 * Reserves the amount and sends it back the way it came, and the case shows 退款中; or sends the
 * pieces again without money, and the case shows 待补发 until they have left.
 */
export const approveAfterSale = command('orders.approveAfterSale', {
  title: '同意售后',
  may: handlers,
  input: { caseId: id, note: optionalText(300).meta({ title: '备注' }) },
  output: object({ state }),
  refusals: [
    'HANDLED_BY_STORE',
    'STATE_CONFLICT',
    'CARDS_NOT_FREE',
    'REFUND_LIMIT',
    'AFTERSALE_TOO_MUCH',
  ],
})
export const refuseAfterSale = command('orders.refuseAfterSale', {
  title: '拒绝售后',
  may: handlers,
  input: { caseId: id, reason: text(300).meta({ title: '拒绝原因' }) },
  output: object({ state }),
  refusals: ['HANDLED_BY_STORE', 'STATE_CONFLICT'],
})
export const askBuyer = command('orders.askBuyer', {
  title: '要求买家处理',
  may: handlers,
  input: {
    caseId: id,
    wish: oneOf(afterSaleWishes).meta({ title: '需要买家' }),
    note: text(300).meta({ title: '说明' }),
  },
  output: object({ state }),
  refusals: ['HANDLED_BY_STORE', 'STATE_CONFLICT'],
})
export const takeOverAfterSale = command('orders.takeOverAfterSale', {
  title: '平台接管',
  may: { console: 'orders.afterSale' },
  input: { caseId: id },
  output: object({ state }),
  refusals: ['STATE_CONFLICT'],
})
