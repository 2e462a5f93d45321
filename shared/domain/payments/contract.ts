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
  text,
} from '../kernel/schema'
import { paymentExport } from './exports'
import { abnormalWays, cardBanks } from './refund-ways'

/**
 * 45-integrations: payment attempt. `late-paid` = paid after close; `irregular` = money that does
 * not match.
 */
export const paymentStates = [
  'created',
  'pending',
  'paid',
  'closing',
  'closed',
  'unknown',
  'late-paid',
  'auto-refunded',
  'irregular',
] as const
export const refundStates = [
  'waiting',
  'processing',
  'done',
  'abnormal',
  'closed',
  'manual',
] as const

/** Console: payment attempts with their refunds (AD-254, MB-034: mismatches are raised here). */
export const listPayments = query('payments.listPayments', {
  title: '支付记录',
  may: { console: 'payments.read' },
  input: listInput(
    {
      state: oneOf(paymentStates),
      orderNo: text(32),
      outTradeNo: text(32),
      from: instant,
      to: instant,
    },
    ['-createdAt', 'createdAt'],
  ),
  output: listOutput(
    object({
      id,
      outTradeNo: text(32),
      orderNo: text(32),
      state: oneOf(paymentStates),
      amountFen,
      paidFen: amountFen.nullable(),
      transactionId: text(64).nullable(),
      note: optionalText(300),
      createdAt: instant,
      paidAt: instant.nullable(),
      refunds: list(object({ outRefundNo: text(64), amountFen, state: oneOf(refundStates) }), 50),
    }),
  ),
  exports: paymentExport,
  refusals: [],
})

/** Sends money that no order takes back to its payer, all of it and once (IN-046). */
export const refundIrregular = command('payments.refundIrregular', {
  title: '退回异常收款',
  may: { console: 'payments.refund' },
  input: { paymentId: id },
  output: object({ outRefundNo: text(64) }),
  refusals: ['STATE_CONFLICT'],
})

// Refund monitor (MB-087, IN-054, AD-257) --------------------------------------------------------
export const listRefunds = query('payments.listRefunds', {
  title: '退款监控',
  may: { console: 'payments.read' },
  input: listInput(
    { state: oneOf(refundStates), orderNo: text(32), outRefundNo: text(64), stuck: flag },
    ['-createdAt', 'createdAt'],
  ),
  output: listOutput(
    object({
      id,
      outRefundNo: text(64),
      orderNo: text(32),
      outTradeNo: text(32),
      transactionId: text(64).nullable(),
      state: oneOf(refundStates),
      amountFen,
      paidFen: amountFen.nullable(),
      reason: text(80),
      /** Why it is not done; empty while all is well. */
      problem: optionalText(300),
      tries: count(10_000),
      createdAt: instant,
      doneAt: instant.nullable(),
      mayRetry: flag,
      /** Abnormal at WeChat Pay: its money can be sent another way. */
      maySendAbnormal: flag,
      mayPayByHand: flag,
    }),
  ),
  refusals: [],
})
/** Sends a refund again: a refused one under its own number, a closed one anew (IN-051). */
export const retryRefund = command('payments.retryRefund', {
  title: '重新退款',
  may: { console: 'payments.refund' },
  input: { refundId: id },
  output: object({ state: oneOf(refundStates) }),
  refusals: ['STATE_CONFLICT', 'REFUND_LIMIT', 'AFTERSALE_TOO_MUCH'],
})
/**
 * Sends an abnormal refund to the buyer's bank card, or back to the merchant's account, from where
 * finance then pays by hand. Excludes paying by hand while it is under way (IN-054).
 */
export const sendAbnormalRefund = command('payments.sendAbnormalRefund', {
  title: '异常退款',
  may: { console: 'payments.refund' },
  input: {
    refundId: id,
    way: oneOf(abnormalWays).meta({ title: '退到' }),
    /** The three that follow are the buyer's card; the merchant's account needs none. */
    bank: oneOf(cardBanks).optional().meta({ title: '开户银行' }),
    account: optionalText(19).meta({ title: '银行卡号' }),
    holder: optionalText(30).meta({ title: '持卡人姓名' }),
  },
  output: object({ state: oneOf(refundStates) }),
  refusals: ['STATE_CONFLICT', 'CARD_DETAILS_MISSING'],
})
export const payRefundByHand = command('payments.payRefundByHand', {
  title: '人工退款',
  may: { console: 'payments.refund' },
  input: {
    refundId: id,
    voucherFileId: id.meta({ title: '付款凭证' }),
    note: text(200).meta({ title: '付款说明' }),
  },
  output: object({ state: oneOf(refundStates) }),
  refusals: ['STATE_CONFLICT', 'FILE_NOT_USABLE', 'AFTERSALE_TOO_MUCH'],
})
