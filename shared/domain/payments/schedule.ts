import { HOUR_MS, MINUTE_MS } from '../kernel/time'

/**
 * IN-047: a waiting payment is asked about at 5 s, 15 s, 1 min and 5 min, at expiry and once after
 * closing. Between and after these never more than 110 s pass, so that with a timer of 5 s an order
 * is right within two minutes of its payment without any notice.
 */
const EARLY_MS = [5_000, 15_000, MINUTE_MS, 140_000, 220_000, 5 * MINUTE_MS] as const
const THEN_EVERY_MS = 110_000
/** A little later than expiry, when WeChat Pay no longer takes the money. */
const AFTER_EXPIRY_MS = 5_000

export interface PolledPayment {
  readonly startedAt: Date
  readonly expiresAt: Date
}

/**
 * When to ask next about a payment that still waits at `now`, or null after expiry was asked
 * about.
 */
export function nextPaymentCheck(payment: PolledPayment, now: Date): Date | null {
  const started = payment.startedAt.getTime()
  const atExpiry = payment.expiresAt.getTime() + AFTER_EXPIRY_MS
  const age = now.getTime() - started
  const early = EARLY_MS.find((moment) => moment > age)
  const next = early === undefined ? now.getTime() + THEN_EVERY_MS : started + early
  if (next < atExpiry) {
    return new Date(next)
  }
  return now.getTime() < atExpiry ? new Date(atExpiry) : null
}

/** One more question after closing finds a payment made in the same second (IN-048, IN-049). */
export function checkAfterClosing(closedAt: Date): Date {
  return new Date(closedAt.getTime() + MINUTE_MS)
}

/** IN-055: every 10 minutes for 2 hours, then hourly, while the refund is under way. */
export function nextRefundCheck(requestedAt: Date, now: Date): Date {
  const young = now.getTime() - requestedAt.getTime() < 2 * HOUR_MS
  return new Date(now.getTime() + (young ? 10 * MINUTE_MS : HOUR_MS))
}
