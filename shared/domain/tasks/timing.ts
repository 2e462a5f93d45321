import { addDays, HOUR_MS, plusMs, shanghaiDay, shanghaiInstant } from '../kernel/time'

/**
 * The next `HH:mm` of Shanghai at or after an instant: when a found match is delivered (CO-065).
 */
export function nextDelivery(from: Date, time: string): Date {
  const today = shanghaiInstant(shanghaiDay(from), time)
  return today >= from ? today : shanghaiInstant(addDays(shanghaiDay(from), 1), time)
}

/**
 * The clock of a node starts at its delivery or activation, not at the night run (80 "Time
 * rules").
 */
export function nodeDueAt(activatedAt: Date, durationHours: number): Date {
  return plusMs(activatedAt, durationHours * HOUR_MS)
}
