/**
 * AD-331: 下单减库存 holds the goods when the order is made and frees them when it closes unpaid;
 * 支付减库存 takes them in the transaction that settles the payment.
 */
export const stockMethods = ['at-order', 'at-payment'] as const
export type StockMethod = (typeof stockMethods)[number]

export const stockMethodLabels: Readonly<Record<StockMethod, string>> = {
  'at-order': '下单减库存',
  'at-payment': '支付减库存',
}
