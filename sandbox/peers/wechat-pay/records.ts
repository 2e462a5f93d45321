import type { Collection } from '../../core/journal'
import type { Json } from '../../core/json'
import type { PeerKit } from '../../core/peer'

export type TradeState = 'NOTPAY' | 'USERPAYING' | 'SUCCESS' | 'CLOSED' | 'REFUND' | 'PAYERROR'

/** One merchant order number at WeChat Pay. Amounts in fen. */
export interface Payment {
  mchid: string
  outTradeNo: string
  appid: string
  openid: string
  description: string
  attach: string
  totalFen: number
  notifyUrl: string
  timeExpire: string
  prepayId: string
  prepayAt: string
  createdAt: string
  state: TradeState
  transactionId: string
  paidAt: string
  closedAt: string
  /** What the payer's phone shows: nothing yet, the pay window, or how it ended. */
  window: 'none' | 'open' | 'paid' | 'cancelled' | 'failed' | 'left'
  refundedFen: number
  refundCount: number
  lastRefundAt: string
}

export type RefundState = 'PROCESSING' | 'SUCCESS' | 'CLOSED' | 'ABNORMAL'

export interface Refund {
  mchid: string
  outRefundNo: string
  refundId: string
  outTradeNo: string
  transactionId: string
  totalFen: number
  refundFen: number
  reason: string
  notifyUrl: string
  createdAt: string
  /** When it settles by itself; empty while it is held for a person. */
  settleAt: string
  state: RefundState
  settledAt: string
  /** Where an abnormal refund was sent instead: the payer's card, or the merchant's account. */
  abnormalTo?: AbnormalTo
}

export type AbnormalTo =
  | { type: 'MERCHANT_BANK_CARD' }
  | { type: 'USER_BANK_CARD'; bank: string; account: string; holder: string }

export interface PayerSettings {
  refundMode: 'auto' | 'manual'
  refundDelayMs: number
  /** Which platform key signs: the present one, the next one, or both in turn (IN-041). */
  signWith: 'current' | 'next' | 'alternate'
  /** The merchant's balance for refunds; negative means without limit (IN-054). */
  balanceFen: number
}

export interface BillEdit {
  id: string
  day: string
  bill: 'trade' | 'fund'
  state: 'ready' | 'creating' | 'none'
  hash: 'right' | 'wrong'
  drop: string[]
  alter: { key: string; set: Json }[]
  add: Json[]
}

export interface PayDesk {
  kit: PeerKit
  payments: Collection<Payment>
  byPrepay: Collection<string>
  byTransaction: Collection<string>
  refunds: Collection<Refund>
  billEdits: Collection<BillEdit>
  settings(): PayerSettings
  change(settings: Partial<PayerSettings>): void
}

export const paymentKey = (mchid: string, outTradeNo: string): string => `${mchid}/${outTradeNo}`

export const isPaid = (payment: Payment): boolean =>
  payment.state === 'SUCCESS' || payment.state === 'REFUND'

const defaults: PayerSettings = {
  refundMode: 'auto',
  refundDelayMs: 1_500,
  signWith: 'current',
  balanceFen: -1,
}

export function openPayDesk(kit: PeerKit): PayDesk {
  const kept = kit.store.collection<PayerSettings>('settings')
  const settings = () => kept.get('payer') ?? defaults
  return {
    kit,
    payments: kit.store.collection<Payment>('payments'),
    byPrepay: kit.store.collection<string>('prepay-index'),
    byTransaction: kit.store.collection<string>('transaction-index'),
    refunds: kit.store.collection<Refund>('refunds'),
    billEdits: kit.store.collection<BillEdit>('bill-edits'),
    settings,
    change: (part) => kept.put('payer', { ...settings(), ...part }),
  }
}
