/** What we asked for, and what the peer says was paid. Amounts in fen. */
export interface ExpectedPayment {
  readonly appId: string
  readonly merchantId: string
  readonly amountFen: number
  readonly payerOpenId: string
}
export interface ReportedPayment {
  readonly appId: string
  readonly merchantId: string
  readonly totalFen: number | null
  readonly currency: string | null
  readonly payerOpenId: string | null
}
export type Mismatch = 'merchant' | 'app' | 'amount' | 'currency' | 'payer'

/**
 * IN-046: everything must be equal before money counts for an order; the first difference is
 * named. A
 * payment of ¥1 for an order of ¥100 never completes it, and is never lost either: it becomes 异常收款.
 */
export function mismatchOf(expected: ExpectedPayment, reported: ReportedPayment): Mismatch | null {
  if (reported.merchantId !== expected.merchantId) {
    return 'merchant'
  }
  if (reported.appId !== expected.appId) {
    return 'app'
  }
  if (reported.totalFen !== expected.amountFen) {
    return 'amount'
  }
  if (reported.currency !== 'CNY') {
    return 'currency'
  }
  return reported.payerOpenId === expected.payerOpenId ? null : 'payer'
}

export const mismatchLabels: Readonly<Record<Mismatch, string>> = {
  merchant: '商户号不一致',
  app: '小程序不一致',
  amount: '金额不一致',
  currency: '币种不一致',
  payer: '付款人不一致',
}
