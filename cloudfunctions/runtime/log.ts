import pino from 'pino'

export type Log = pino.Logger

const PHONE = /(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g
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

/** Masks phones in any text that goes to a log (K5). Control characters are escaped by JSON. */
export function redactText(value: string): string {
  return value.replace(PHONE, '$1****$2')
}

/** JSON lines on standard output; secrets by key and phones by pattern never get there (IN-012). */
export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '***' },
    hooks: {
      streamWrite: redactText,
    },
  })
}
