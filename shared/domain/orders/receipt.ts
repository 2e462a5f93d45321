import { DAY_MS, plusMs } from '../kernel/time'

/** MB-080: the member may put the automatic receipt off once, by 3 days. */
export const EXTENSION_DAYS = 3

/**
 * When a shipped order is received by itself: `days` after its last parcel left (AD-333). The
 * server stores this moment, so a later change of the setting touches new shipments only.
 */
export function autoReceiptAt(lastShippedAt: Date, days: number, extended: boolean): Date {
  return plusMs(lastShippedAt, (days + (extended ? EXTENSION_DAYS : 0)) * DAY_MS)
}

/** When earnings of an order fall due: receipt or issue plus the after-sales period (20-dealer). */
export function earningsDueAt(receivedOrIssuedAt: Date, afterSaleDays: number): Date {
  return plusMs(receivedOrIssuedAt, afterSaleDays * DAY_MS)
}
