import { query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import { amountFen, id, instant, list, object, oneOf, optionalText, text } from '../kernel/schema'
import { paymentExport } from './exports'

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
