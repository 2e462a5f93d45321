import { addDays, DAY_MS, dayStart, plusMs, shanghaiDay } from '../kernel/time'

/** Wrong passwords that lock one number, within 24 hours, for 24 hours (MB-052, AD-166). */
export const CARD_TRIES = 5
/** Wrong passwords of one member in one Shanghai day that end the day's tries (MB-052). */
export const MEMBER_TRIES = 10

export interface PinGuard {
  readonly failures: readonly Date[]
  readonly lockedUntil: Date | null
}

export function isShut(guard: PinGuard, now: Date): boolean {
  return guard.lockedUntil !== null && guard.lockedUntil > now
}

/** The guard of a card number after one more wrong password: a window that slides. */
export function cardGuardAfter(guard: PinGuard, now: Date): PinGuard {
  const since = plusMs(now, -DAY_MS)
  const failures = [...guard.failures.filter((at) => at > since), now]
  return failures.length >= CARD_TRIES
    ? { failures: [], lockedUntil: plusMs(now, DAY_MS) }
    : { failures, lockedUntil: null }
}

/** The guard of a member after one more wrong password: it counts the business day. */
export function memberGuardAfter(guard: PinGuard, now: Date): PinGuard {
  const today = shanghaiDay(now)
  const failures = [...guard.failures.filter((at) => shanghaiDay(at) === today), now]
  return failures.length >= MEMBER_TRIES
    ? { failures: [], lockedUntil: dayStart(addDays(today, 1)) }
    : { failures, lockedUntil: null }
}
