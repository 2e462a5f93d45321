import type { Config } from '../runtime/config'

const BASES = [
  'WECHAT_API_BASE',
  'WXPAY_BASE',
  'SMS_BASE',
  'KUAIDI_BASE',
  'MAP_BASE',
  'WECOM_BASE',
  'STORAGE_BASE',
] as const

/** WeChat Pay's second host, asked when the first cannot be reached; it has none in the sandbox. */
export const standbyOf = (base: string) => base.replace('https://api.mch.', 'https://api2.mch.')

const known = new WeakMap<Config, ReadonlySet<string>>()

/** Only hosts that the configuration names are ever called, whatever an address was made of. */
export function isPeerAddress(config: Config, url: string): boolean {
  const origins = known.get(config) ?? originsOf(config)
  known.set(config, origins)
  return origins.has(new URL(url).origin)
}

function originsOf(config: Config): ReadonlySet<string> {
  const bases = BASES.map((name) => config[name]).filter((base) => base !== '')
  return new Set([...bases, standbyOf(config.WXPAY_BASE)].map((base) => new URL(base).origin))
}
