import { type Fen, fen } from '@xietong/domain/kernel/money'
import type { PaymentState, RefundState } from '@xietong/domain/payments/states'
import type { Reader } from '../../runtime/database'
import { attemptsOfOrder } from './attempt-store'
import { refundsOfAttempts } from './refund-store'

export interface OrderPayment {
  outTradeNo: string
  state: PaymentState
  amountFen: Fen
  transactionId: string | null
  at: string
}
export interface OrderRefund {
  outRefundNo: string
  state: RefundState
  amountFen: Fen
  at: string
}

/** Payments and refunds of an order in the shape of the order contract, newest payment first. */
export async function paymentsOf(
  reader: Reader,
  orderId: string,
): Promise<{ payments: OrderPayment[]; refunds: OrderRefund[] }> {
  const attempts = await attemptsOfOrder(reader, orderId)
  const refunds = await refundsOfAttempts(
    reader,
    attempts.map((attempt) => attempt.id),
  )
  return {
    payments: attempts.slice(0, 50).map((attempt) => ({
      outTradeNo: attempt.out_trade_no,
      state: attempt.state,
      amountFen: fen(attempt.amount_fen),
      transactionId: attempt.transaction_id,
      at: (attempt.paid_at ?? attempt.created_at).toISOString(),
    })),
    refunds: refunds.slice(0, 50).map((refund) => ({
      outRefundNo: refund.out_refund_no,
      state: refund.state,
      amountFen: fen(refund.amount_fen),
      at: (refund.done_at ?? refund.created_at).toISOString(),
    })),
  }
}

export interface SettledPayment {
  readonly paymentId: string
  readonly outTradeNo: string
  readonly transactionId: string
  readonly payerOpenId: string
  readonly paidFen: number
  readonly paidAt: Date
}

/** The one payment that paid an order, for the shipping report to WeChat (IN-035). */
export async function settledPaymentOf(
  reader: Reader,
  orderId: string,
): Promise<SettledPayment | null> {
  const paid = (await attemptsOfOrder(reader, orderId)).find((attempt) => attempt.state === 'paid')
  if (!paid || paid.transaction_id === null || paid.paid_at === null) {
    return null
  }
  return {
    paymentId: paid.id,
    outTradeNo: paid.out_trade_no,
    transactionId: paid.transaction_id,
    payerOpenId: paid.payer_open_id,
    paidFen: paid.paid_fen ?? 0,
    paidAt: paid.paid_at,
  }
}
