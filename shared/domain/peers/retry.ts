import type { Random } from '../kernel/random'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kernel/time'

/** IN-007: 1 s, 4 s, 15 s, 1 min, 5 min, 15 min, then hourly. */
export const retryDelaysMs = [
  1_000,
  4_000,
  15_000,
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  HOUR_MS,
] as const
/** After so long without success a person decides. */
export const RETRY_FOR_MS = DAY_MS
/** Each delay is stretched by up to a fifth, so that many messages do not return in one instant. */
const JITTER_PARTS = 5

/**
 * When to try again after `attempts` failed tries, or null when the day is over and the message
 * goes to
 * 人工处理 (IN-007).
 */
export function nextTryAt(
  attempts: number,
  createdAt: Date,
  now: Date,
  random: Random,
): Date | null {
  if (now.getTime() - createdAt.getTime() >= RETRY_FOR_MS) {
    return null
  }
  const step = Math.min(Math.max(attempts, 1), retryDelaysMs.length) - 1
  const delay = retryDelaysMs[step] ?? HOUR_MS
  const jitter = random.below(Math.floor(delay / JITTER_PARTS) + 1)
  return new Date(now.getTime() + delay + jitter)
}

export type PeerName =
  | 'wechat'
  | 'wechat-pay'
  | 'sms'
  | 'kuaidi100'
  | 'map'
  | 'robot'
  | 'wecom'
  | 'email'

interface RetryClass {
  /** Refused now, may be sent again with the same key. */
  readonly retry: readonly string[]
  /** A person must act: keys, balance, permission. */
  readonly alarm: readonly string[]
}

/**
 * 45-integrations "Retry classes". A code in no list is final: it is never sent again by itself.
 */
export const retryClasses: Readonly<Record<PeerName, RetryClass>> = {
  'wechat-pay': {
    retry: ['FREQUENCY_LIMITED', 'SYSTEM_ERROR', 'BANK_ERROR', 'NOT_ENOUGH', 'USERPAYING'],
    alarm: ['SIGN_ERROR', 'NOT_ENOUGH', 'NO_AUTH', 'USER_ACCOUNT_ABNORMAL'],
  },
  wechat: {
    retry: ['-1', '45009', '45011', '40001', '42001', '10060001'],
    alarm: ['40125', '40226', '48001', '47003'],
  },
  sms: {
    retry: ['InternalError', 'RequestLimitExceeded', 'HTTP_429'],
    alarm: [
      'FailedOperation.InsufficientBalanceInSmsPackage',
      'FailedOperation.SignatureIncorrectOrUnapproved',
      'FailedOperation.TemplateIncorrectOrUnapproved',
      'AuthFailure',
    ],
  },
  kuaidi100: { retry: ['500'], alarm: ['503', '600', '601'] },
  map: { retry: ['120'], alarm: ['121', '110', '111', '190', '199', '311'] },
  robot: { retry: ['-1', '45009'], alarm: ['93000'] },
  wecom: {
    retry: ['-1', '45009', '45033'],
    alarm: ['40001', '40013', '48002', '60011', '60020'],
  },
  email: { retry: ['421', '450', '451', '452'], alarm: ['530', '534', '535', 'EAUTH'] },
}

/** Whether a refusal of the peer may be repeated with the same key and parameters. */
export function mayRetry(peer: PeerName, code: string): boolean {
  return retryClasses[peer].retry.includes(code)
}

/** Whether a refusal of the peer must reach a person. `AuthFailure` also covers `AuthFailure.…`. */
export function needsPerson(peer: PeerName, code: string): boolean {
  return retryClasses[peer].alarm.some((known) => code === known || code.startsWith(`${known}.`))
}
