import { z } from 'zod'

/**
 * Configuration is read once, checked at start and fails closed. Names are those of the
 * environment;
 * `docs/deploy.md` explains each. Values never appear in an error, only names.
 */
const text = z.string().min(1)
const url = z.string().url()
/** Long, and not one key pressed again and again. */
const secret = z.string().refine((value) => value.length >= 16 && new Set(value).size >= 8)
const maybe = z.string().default('')
const commaList = text.transform((value) => value.split(',').map((part) => part.trim()))
/** PEM or one line with \n written out, as cloud consoles store it. */
const pem = text.transform((value) => value.replaceAll('\\n', '\n'))

const environment = z.object({
  APP_ENV: z.enum(['production', 'sandbox']),
  DATABASE_URL: text,
  DATABASE_ROLE: z.string().default('xietong_app'),
  DATABASE_POOL_MAX: z.coerce.number().int().min(1).max(50).default(4),
  DATABASE_CA: z.string().optional(),
  /** `yes`: the address is PostgreSQL itself, not a transaction pooler; plans are then kept. */
  DATABASE_DIRECT: z.enum(['yes', 'no']).default('no'),
  PUBLIC_BASE_URL: url,
  /**
   * Header in which the platform's gateway names the client; without it the socket's address
   * counts.
   */
  CLIENT_ADDRESS_HEADER: z.string().optional(),
  /** Origins of the console and H5 builds when they are served from another domain. */
  ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform((value) => value.split(',').filter(Boolean)),
  /** Where files are kept: object storage (STORAGE_…), or a directory where there is none. */
  FILES_DIRECTORY: maybe,
  STORAGE_BASE: z.union([z.literal(''), url]).default(''),
  STORAGE_SECRET_ID: maybe,
  STORAGE_SECRET_KEY: maybe,
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  CARD_PEPPER: secret,
  CODE_PEPPER: secret,
  SESSION_PEPPER: secret,
  WECHAT_API_BASE: url,
  WECHAT_MEMBER_APPID: text,
  WECHAT_MEMBER_SECRET: secret,
  WECHAT_DEALER_APPID: text,
  WECHAT_DEALER_SECRET: secret,
  WECHAT_SALES_APPID: text,
  WECHAT_SALES_SECRET: secret,
  /** Of the message push: the same token and key are set for the three programs. */
  WECHAT_EVENT_TOKEN: text,
  WECHAT_EVENT_AES_KEY: z.string().regex(/^[A-Za-z0-9+/]{43}$/),
  WXPAY_BASE: url,
  WXPAY_MCHID: text,
  WXPAY_MERCHANT_SERIAL: text,
  WXPAY_MERCHANT_PRIVATE_KEY: pem,
  /** One or two keys: the old one stays valid while it is being replaced. */
  WXPAY_API_V3_KEY: commaList,
  WXPAY_PUBLIC_KEY_ID: commaList,
  /** One PEM per id, in the same order, separated by commas. */
  WXPAY_PUBLIC_KEY: text.transform((value) =>
    value.split(',').map((part) => part.trim().replaceAll('\\n', '\n')),
  ),
  SMS_BASE: url,
  SMS_SECRET_ID: text,
  SMS_SECRET_KEY: secret,
  SMS_APP_ID: text,
  SMS_SIGN_NAME: text,
  KUAIDI_BASE: url,
  KUAIDI_KEY: text,
  KUAIDI_CUSTOMER: text,
  KUAIDI_SALT: text,
  MAP_BASE: url,
  MAP_KEY: text,
  MAP_SECRET: text,
  /** Questions a day that the contract with the map allows for each of its services. */
  MAP_DAILY_QUOTA: z.coerce.number().int().min(1).default(10_000),
  /** The three channels of colleagues may stay empty; the console shows them as not connected. */
  WECOM_BASE: url.default('https://qyapi.weixin.qq.com'),
  WECOM_ROBOT_KEY: maybe,
  WECOM_CORP_ID: maybe,
  WECOM_AGENT_ID: maybe,
  WECOM_SECRET: maybe,
  /** smtps://host:465; who signs in is named apart, so that the address can be shown. */
  SMTP_URL: z.union([z.literal(''), url]).default(''),
  SMTP_USER: maybe,
  SMTP_PASSWORD: maybe,
  MAIL_FROM: maybe,
  ALARM_EMAIL: maybe,
})
export type Config = Readonly<z.output<typeof environment>>

export interface ConfigProblem {
  readonly name: string
  readonly problem: string
}

const REAL_HOSTS = {
  WECHAT_API_BASE: 'https://api.weixin.qq.com',
  WXPAY_BASE: 'https://api.mch.weixin.qq.com',
  SMS_BASE: 'https://sms.tencentcloudapi.com',
  KUAIDI_BASE: 'https://poll.kuaidi100.com',
  MAP_BASE: 'https://apis.map.qq.com',
  WECOM_BASE: 'https://qyapi.weixin.qq.com',
} as const
const CREDENTIALS = [
  'WECHAT_MEMBER_SECRET',
  'WECHAT_DEALER_SECRET',
  'WECHAT_SALES_SECRET',
  'WECHAT_EVENT_TOKEN',
  'WXPAY_MCHID',
  'SMS_SECRET_ID',
  'SMS_SECRET_KEY',
  'KUAIDI_KEY',
  'MAP_KEY',
] as const
/** Credentials of channels that may stay unset. */
const OPTIONAL_CREDENTIALS = [
  'WECOM_ROBOT_KEY',
  'WECOM_CORP_ID',
  'WECOM_SECRET',
  'SMTP_USER',
  'SMTP_PASSWORD',
  'STORAGE_SECRET_ID',
  'STORAGE_SECRET_KEY',
] as const
/** All of a group or none of it. */
const TOGETHER = [
  ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_SECRET'],
  ['STORAGE_BASE', 'STORAGE_SECRET_ID', 'STORAGE_SECRET_KEY'],
  ['SMTP_URL', 'SMTP_USER', 'SMTP_PASSWORD', 'MAIL_FROM', 'ALARM_EMAIL'],
] as const

const isLoopback = (address: string) =>
  ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname)

/**
 * IN-002: production refuses sandbox addresses and keys (marked SBX); the sandbox mode refuses
 * every
 * address off this machine and every key that is not marked, so no test touches real money.
 */
function modeProblems(config: Config): ConfigProblem[] {
  const problems: ConfigProblem[] = []
  for (const [name, host] of Object.entries(REAL_HOSTS)) {
    const address = config[name as keyof typeof REAL_HOSTS]
    if (config.APP_ENV === 'production' && new URL(address).origin !== host) {
      problems.push({ name, problem: `must be ${host} in production` })
    }
    if (config.APP_ENV === 'sandbox' && !isLoopback(address)) {
      problems.push({ name, problem: 'must be on this machine in sandbox mode' })
    }
  }
  for (const name of [...CREDENTIALS, ...OPTIONAL_CREDENTIALS.filter((one) => config[one])]) {
    const marked = config[name].startsWith('SBX')
    if (config.APP_ENV === 'production' && marked) {
      problems.push({ name, problem: 'is a sandbox credential' })
    }
    if (config.APP_ENV === 'sandbox' && !marked) {
      problems.push({ name, problem: 'is not a sandbox credential' })
    }
  }
  return [...problems, ...mailProblems(config), ...storageProblems(config)]
}

/** The bucket's address is one's own, so only its kind can be checked. */
function storageProblems({ APP_ENV, STORAGE_BASE }: Config): ConfigProblem[] {
  const name = 'STORAGE_BASE'
  if (STORAGE_BASE === '') {
    return []
  }
  if (APP_ENV === 'sandbox') {
    const problem = 'must be on this machine in sandbox mode'
    return isLoopback(STORAGE_BASE) ? [] : [{ name, problem }]
  }
  const real = /^https:\/\/[a-z0-9.-]+\.myqcloud\.com$/.test(new URL(STORAGE_BASE).origin)
  return real ? [] : [{ name, problem: 'must be a bucket of myqcloud.com in production' }]
}

/** Production speaks TLS from the first byte, which smtps:// means; nothing else would be safe. */
function mailProblems({ APP_ENV, SMTP_URL }: Config): ConfigProblem[] {
  if (SMTP_URL === '') {
    return []
  }
  if (APP_ENV === 'sandbox') {
    const problem = 'must be on this machine in sandbox mode'
    return isLoopback(SMTP_URL) ? [] : [{ name: 'SMTP_URL', problem }]
  }
  const safe = SMTP_URL.startsWith('smtps://') && !isLoopback(SMTP_URL)
  return safe ? [] : [{ name: 'SMTP_URL', problem: 'must begin with smtps:// in production' }]
}

const PRIVATE_HOST = /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[::1\]|\[f[cd])/

/** Outside a private network a database speaks TLS, and its certificate is verified (L3). */
function databaseIsSafe({ DATABASE_URL, DATABASE_CA }: Config): boolean {
  try {
    const { hostname, searchParams } = new URL(DATABASE_URL)
    const isPrivate = hostname === '' || PRIVATE_HOST.test(hostname)
    return searchParams.get('sslmode') !== 'no-verify' && (isPrivate || Boolean(DATABASE_CA))
  } catch {
    // A socket's folder or key-value pairs: on this machine, or named by hand.
    return true
  }
}

function shapeProblems(config: Config): ConfigProblem[] {
  const problems: ConfigProblem[] = []
  if (config.WXPAY_PUBLIC_KEY_ID.length !== config.WXPAY_PUBLIC_KEY.length) {
    problems.push({ name: 'WXPAY_PUBLIC_KEY', problem: 'needs one key per WXPAY_PUBLIC_KEY_ID' })
  }
  for (const key of config.WXPAY_API_V3_KEY) {
    if (Buffer.byteLength(key) !== 32) {
      problems.push({ name: 'WXPAY_API_V3_KEY', problem: 'must have 32 bytes' })
    }
  }
  for (const group of TOGETHER) {
    const missing = group.filter((name) => config[name] === '')
    if (missing.length < group.length) {
      problems.push(...missing.map((name) => ({ name, problem: `is missing beside ${group[0]}` })))
    }
  }
  if ((config.FILES_DIRECTORY === '') === (config.STORAGE_BASE === '')) {
    const problem = 'or FILES_DIRECTORY says where files are kept, one of both'
    problems.push({ name: 'STORAGE_BASE', problem })
  }
  if (!databaseIsSafe(config)) {
    problems.push({
      name: 'DATABASE_CA',
      problem: 'is missing: the database is not in this network',
    })
  }
  if (config.APP_ENV === 'production' && !config.PUBLIC_BASE_URL.startsWith('https://')) {
    problems.push({ name: 'PUBLIC_BASE_URL', problem: 'must begin with https:// in production' })
  }
  return problems
}

/** Reads the environment; answers what is missing or wrong by name, never by value. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
): { ok: true; config: Config } | { ok: false; problems: ConfigProblem[] } {
  const parsed = environment.safeParse(env)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      name: String(issue.path[0]),
      problem: env[String(issue.path[0])] === undefined ? 'is missing' : 'is not valid',
    }))
    return { ok: false, problems }
  }
  const problems = [...modeProblems(parsed.data), ...shapeProblems(parsed.data)]
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config: parsed.data }
}

/**
 * The configuration, or an error that names every problem: a process must not start half
 * configured.
 */
export function requireConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const result = readConfig(env)
  if (!result.ok) {
    const lines = result.problems.map(({ name, problem }) => `${name} ${problem}`)
    throw new Error(`configuration refused:\n  ${lines.join('\n  ')}`)
  }
  return result.config
}
