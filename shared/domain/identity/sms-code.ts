import { addDays, dayStart, HOUR_MS, MINUTE_MS, shanghaiDay } from '../kernel/time'

/** MB-007, IN-061: what a code is and how often one may be sent to a phone. */
export const SMS_CODE_DIGITS = 6
export const SMS_CODE_MINUTES = 5
export const SMS_CODE_TRIES = 5
export const SMS_PAUSE_SECONDS = 60
export const SMS_PER_HOUR = 5
export const SMS_PER_DAY = 10
/** NT-040: codes asked for from one network address a day, whatever the phones. */
export const SMS_PER_ADDRESS_DAY = 100

/** Asked for from one range of addresses a day: a flood changes its address, not its network. */
export const SMS_PER_RANGE_DAY = 1_000
/** Asked for in all a day; beyond, people are called, because every message costs money. */
export const SMS_ALARM_PER_DAY = 20_000

/**
 * The network of an address: the first three parts of 198.51.100.7, the first four of an IPv6
 * address, which is what one subscriber gets, however it is written. Anything else is its own.
 */
export function addressRange(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (/^\d+\.\d+\.\d+\.\d+$/.test(plain)) {
    return plain.split('.').slice(0, 3).join('.')
  }
  return /^[0-9a-f:]+$/i.test(plain) && plain.includes('::') ? networkOf(plain) : firstFour(plain)
}

const firstFour = (address: string) => address.split(':').slice(0, 4).join(':')

/** `::` stands for as many zero parts as are missing to eight. */
function networkOf(address: string): string {
  const [before = [], after = []] = address
    .split('::')
    .map((half) => half.split(':').filter(Boolean))
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...zeros, ...after].slice(0, 4).join(':')
}

/**
 * So many codes that nobody typed in within an hour, then the address must read a picture first
 * (IN-061). Codes that were used do not count: an office behind one address signs in undisturbed.
 */
export const SMS_UNANSWERED_MAX = 3
export const PICTURE_MINUTES = 5
export const PICTURE_DIGITS = 4

const secondsUntil = (from: Date, to: number) =>
  Math.max(1, Math.ceil((to - from.getTime()) / 1_000))

/**
 * Seconds until the next code may be sent to a phone, 0 when it may be sent now. `sentAt` holds the
 * instants of the codes of this Shanghai day and of the last hour, in any order. Refusal:
 * SMS_TOO_OFTEN. Source: MB-007.
 */
export function smsWaitSeconds(sentAt: readonly Date[], now: Date): number {
  const times = sentAt.map((at) => at.getTime()).sort((a, b) => b - a)
  const today = dayStart(shanghaiDay(now)).getTime()
  const waits = [0]
  const newest = times[0]
  if (newest !== undefined && now.getTime() - newest < MINUTE_MS) {
    waits.push(secondsUntil(now, newest + MINUTE_MS))
  }
  const fifth = times[SMS_PER_HOUR - 1]
  if (fifth !== undefined && now.getTime() - fifth < HOUR_MS) {
    waits.push(secondsUntil(now, fifth + HOUR_MS))
  }
  if (times.filter((at) => at >= today).length >= SMS_PER_DAY) {
    waits.push(secondsUntil(now, dayStart(addDays(shanghaiDay(now), 1)).getTime()))
  }
  return Math.max(...waits)
}

/** The first instant whose codes still count for the limits at `now`. */
export function smsCountedSince(now: Date): Date {
  const today = dayStart(shanghaiDay(now)).getTime()
  return new Date(Math.min(today, now.getTime() - HOUR_MS))
}

export interface StoredCode {
  readonly expiresAt: Date
  readonly wrongTries: number
  readonly usedAt: Date | null
}

/** Whether a code may still be tried: not used, not expired, fewer than 5 wrong tries (MB-007). */
export function smsCodeIsOpen(code: StoredCode, now: Date): boolean {
  return code.usedAt === null && code.wrongTries < SMS_CODE_TRIES && now < code.expiresAt
}
