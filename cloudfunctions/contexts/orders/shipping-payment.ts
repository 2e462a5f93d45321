import type { Reader } from '../../runtime/database'
import { type SettledPayment, settledPaymentOf } from '../payments'

/**
 * The payment that WeChat must be told of when the order is shipped; null where no money was paid.
 */
export async function shippingPaymentOf(
  reader: Reader,
  orderId: string,
): Promise<SettledPayment | null> {
  return settledPaymentOf(reader, orderId)
}
