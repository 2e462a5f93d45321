import pino from 'pino'

export type Log = pino.Logger

const PHONE = /(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g
/** An identity card: region, a birthday, three digits and a check character. */
const IDENTITY =
  /(?<!\d)([1-9]\d{5})(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}([\dXx])(?!\d)/g
/** A bank card: its first digit says who issued it. Order numbers begin with the year. */
const BANK_CARD = /(?<!\d)([3-6]\d{3})\d{8,11}(\d{4})(?!\d)/g
const SECRET_KEYS = [
  'password',
  'token',
  'secret',
  'smsCode',
  'code',
  'authorization',
  'sessionKey',
  'session_key',
  'pin',
]

/**
 * Masks phones, identity cards and bank cards in any text that goes to a log (K5). Control
 * characters are escaped by JSON (K6).
 */
export function redactText(value: string): string {
  return value
    .replace(PHONE, '$1****$2')
    .replace(IDENTITY, '$1**********$2')
    .replace(BANK_CARD, (whole, head: string, tail: string) =>
      isLuhn(whole) ? `${head}********${tail}` : whole,
    )
}

/** The check of bank cards: every second digit from the right counts double. */
function isLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .map((digit, at) => (at % 2 === 0 ? Number(digit) : Number(digit) * 2))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0)
  return sum % 10 === 0
}

interface Thrown {
  readonly name?: string
  readonly message?: string
  readonly stack?: string
  readonly code?: string
  readonly constraint?: string
  readonly cause?: unknown
}

/**
 * What a log may know of an error. PostgreSQL puts the whole failing row into `detail`, and clients
 * put what they sent into fields of their own: none of that is kept.
 */
function errorForLog(error: unknown): object {
  const { name, message, stack, code, constraint, cause } = (error ?? {}) as Thrown
  return {
    type: name,
    message: message ?? String(error),
    stack,
    // Under a name of its own: `code` is masked, it may be one that somebody typed in.
    state: code,
    constraint,
    ...(cause ? { cause: errorForLog(cause) } : {}),
  }
}

/** JSON lines on standard output; secrets by key and phones by pattern never get there (IN-012). */
export function createLog(level: string, to?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '***' },
    serializers: { err: errorForLog },
    hooks: {
      streamWrite: redactText,
    },
  }
  return to ? pino(options, to) : pino(options)
}
