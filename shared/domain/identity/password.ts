import { MINUTE_MS } from '../kernel/time'

export const PASSWORD_MIN = 10
export const PASSWORD_TRIES = 5
export const PASSWORD_LOCK_MS = 15 * MINUTE_MS

/**
 * The password policy of the suite: at least 10 characters with a letter and a digit, and not the
 * old one. Refusal: PASSWORD_WEAK. Source: AD-001.
 */
export function isStrongPassword(password: string, oldPassword?: string): boolean {
  return (
    password.length >= PASSWORD_MIN &&
    /[a-z]/i.test(password) &&
    /\d/.test(password) &&
    password !== oldPassword
  )
}

/**
 * The rule for members and salespeople: 8 to 20 characters with a letter and a digit. Refusal:
 * PASSWORD_RULE. Source: MB-009, ST-003.
 */
export function isPlainPassword(password: string): boolean {
  return /^(?=.*[a-z])(?=.*\d)[\x21-\x7e]{8,20}$/i.test(password)
}

/** The wrong passwords of the last 15 minutes: older ones no longer count (MB-008, ST-002). */
export function recentWrong(wrongAt: readonly Date[], now: Date): Date[] {
  return wrongAt.filter((at) => now.getTime() - at.getTime() < PASSWORD_LOCK_MS)
}

export interface Tries {
  readonly wrongTries: number
  readonly lockedUntil: Date | null
}

export function isLocked(tries: Tries | null, now: Date): boolean {
  return tries?.lockedUntil != null && now < tries.lockedUntil
}

/**
 * The count after one more wrong password: the fifth in a row locks for 15 minutes and starts the
 * count anew, so that the lock opens by itself. Refusal: ACCOUNT_LOCKED. Source: AD-001.
 */
export function afterWrongPassword(tries: Tries | null, now: Date): Tries {
  const wrongTries = (tries?.wrongTries ?? 0) + 1
  return wrongTries >= PASSWORD_TRIES
    ? { wrongTries: 0, lockedUntil: new Date(now.getTime() + PASSWORD_LOCK_MS) }
    : { wrongTries, lockedUntil: null }
}
