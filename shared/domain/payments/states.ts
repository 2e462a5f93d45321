import { stateMachine } from '../kernel/state-machine'

export type PaymentState =
  | 'created'
  | 'pending'
  | 'paid'
  | 'closing'
  | 'closed'
  | 'unknown'
  | 'late-paid'
  | 'auto-refunded'
  | 'irregular'
export type RefundState = 'waiting' | 'processing' | 'done' | 'abnormal' | 'closed' | 'manual'

/**
 * 45-integrations "Payment attempt". `late-paid` is money for an order that no longer takes it
 * (关单后到账);
 * it goes back by itself. `irregular` is money that does not match (异常收款): finance matches or
 * refunds
 * it; a later, fully matching report of the peer matches it too.
 */
export const paymentMachine = stateMachine<PaymentState>(['created', 'irregular'], {
  created: ['pending', 'closing', 'closed', 'paid', 'late-paid', 'irregular'],
  pending: ['paid', 'closing', 'closed', 'unknown', 'late-paid', 'irregular'],
  closing: ['closed', 'paid', 'unknown', 'late-paid', 'irregular'],
  unknown: ['pending', 'closing', 'closed', 'paid', 'late-paid', 'irregular'],
  closed: ['late-paid', 'irregular'],
  irregular: ['paid', 'late-paid', 'auto-refunded'],
  'late-paid': ['auto-refunded'],
  paid: [],
  'auto-refunded': [],
})

/** Attempts that the payer may still pay, or may have paid. */
export const openPaymentStates: readonly PaymentState[] = [
  'created',
  'pending',
  'closing',
  'unknown',
]

/** Money that has arrived, whatever became of it. */
export const receivedPaymentStates: readonly PaymentState[] = [
  'paid',
  'late-paid',
  'auto-refunded',
  'irregular',
]

/**
 * 45-integrations "Refund": the amount is reserved from 待退款 on and given back when it is closed.
 * What WeChat Pay closed can still be paid by hand, which takes the amount again.
 */
export const refundMachine = stateMachine<RefundState>(['waiting'], {
  waiting: ['processing', 'done', 'abnormal', 'closed', 'manual'],
  processing: ['done', 'closed', 'abnormal'],
  abnormal: ['processing', 'done', 'manual', 'closed'],
  done: [],
  closed: ['manual'],
  manual: [],
})

/** Refunds whose amount counts against what was paid; a closed one gave it back. */
export const reservingRefundStates: readonly RefundState[] = [
  'waiting',
  'processing',
  'abnormal',
  'done',
  'manual',
]

export const paymentStateLabels: Readonly<Record<PaymentState, string>> = {
  created: '已创建',
  pending: '待支付',
  paid: '已支付',
  closing: '关闭中',
  closed: '已关闭',
  unknown: '未知',
  'late-paid': '关单后到账',
  'auto-refunded': '已自动退款',
  irregular: '异常收款',
}
export const refundStateLabels: Readonly<Record<RefundState, string>> = {
  waiting: '待退款',
  processing: '退款中',
  done: '成功',
  abnormal: '异常',
  closed: '关闭',
  manual: '人工已退',
}
