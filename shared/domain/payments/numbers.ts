import { withCheckDigit } from '../kernel/check-digit'
import { type Random, randomDigits } from '../kernel/random'
import { shanghaiDay } from '../kernel/time'

/**
 * Our number of a payment attempt at WeChat Pay (out_trade_no): never used twice, 6 to 32
 * characters.
 */
export function newOutTradeNo(now: Date, random: Random): string {
  const day = shanghaiDay(now).replaceAll('-', '')
  return `P${withCheckDigit(day + randomDigits(random, 14))}`
}

/** Our number of a refund (out_refund_no): the same on every repeat, so money goes back once. */
export function newOutRefundNo(now: Date, random: Random): string {
  const day = shanghaiDay(now).replaceAll('-', '')
  return `R${withCheckDigit(day + randomDigits(random, 14))}`
}
