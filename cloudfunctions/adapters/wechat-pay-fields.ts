import { type Fen, fen } from '@xietong/domain/kernel/money'
import type { RefundReport, Trade, TradeState } from '../contexts/payments/port'

/** Reads what WeChat Pay writes. A field that is not as documented becomes null, never a guess. */
type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const inner = (value: unknown): Fields => (isFields(value) ? value : {})
const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null

const amountOrNull = (value: unknown): Fen | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= 100_000_000_000
    ? fen(value)
    : null

function instantOrNull(value: unknown): Date | null {
  const at = typeof value === 'string' ? new Date(value) : null
  return at !== null && !Number.isNaN(at.getTime()) ? at : null
}

const tradeStates: readonly TradeState[] = [
  'SUCCESS',
  'REFUND',
  'CLOSED',
  'REVOKED',
  'PAYERROR',
  'NOTPAY',
  'USERPAYING',
  'ACCEPT',
]

export function tradeFrom(value: unknown): Trade | null {
  const fields = inner(value)
  const state = tradeStates.find((known) => known === fields.trade_state)
  const outTradeNo = textOrNull(fields.out_trade_no)
  if (!state || outTradeNo === null) {
    return null
  }
  const amount = inner(fields.amount)
  return {
    outTradeNo,
    transactionId: textOrNull(fields.transaction_id),
    state,
    totalFen: amountOrNull(amount.total),
    currency: textOrNull(amount.currency),
    appId: textOrNull(fields.appid) ?? '',
    merchantId: textOrNull(fields.mchid) ?? '',
    payerOpenId: textOrNull(inner(fields.payer).openid),
    paidAt: instantOrNull(fields.success_time),
  }
}

const refundStates = ['PROCESSING', 'SUCCESS', 'CLOSED', 'ABNORMAL'] as const

/** A refund as answers (`status`) and notices (`refund_status`) tell it. */
export function refundFrom(value: unknown): RefundReport | null {
  const fields = inner(value)
  const word = fields.status ?? fields.refund_status
  const state = refundStates.find((known) => known === word)
  const outRefundNo = textOrNull(fields.out_refund_no)
  const outTradeNo = textOrNull(fields.out_trade_no)
  const refundFen = amountOrNull(inner(fields.amount).refund)
  if (!state || outRefundNo === null || outTradeNo === null || refundFen === null) {
    return null
  }
  return { outRefundNo, outTradeNo, refundId: textOrNull(fields.refund_id), state, refundFen }
}

/** RFC 3339 with +08:00 and whole seconds, as WeChat Pay wants it. */
export function shanghaiStamp(at: Date): string {
  return `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
}
