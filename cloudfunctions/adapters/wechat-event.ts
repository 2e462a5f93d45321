import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import type { EventReading, Suggestion } from '../contexts/peers/port'
import type { Config } from '../runtime/config'

type Keys = Pick<Config, 'WECHAT_EVENT_TOKEN' | 'WECHAT_EVENT_AES_KEY'> & {
  readonly appIds: readonly string[]
}
type Fields = Readonly<Record<string, unknown>>

const BAD_SIGNATURE = { ok: false, reason: 'bad-signature' } as const
const BAD_CONTENT = { ok: false, reason: 'bad-content' } as const

/** Whether WeChat signed these parts: the SHA-1 of them and the token, sorted. */
function isSigned(token: string, parts: readonly string[], signature: string): boolean {
  const text = [token, ...parts].sort().join('')
  const wanted = Buffer.from(createHash('sha1').update(text).digest('hex'))
  const given = Buffer.from(signature)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** The word that WeChat wants back when the address of events is set (IN-032). */
export function echoOf(keys: Keys, query: string): string | null {
  const asked = new URLSearchParams(query)
  const parts = [asked.get('timestamp') ?? '', asked.get('nonce') ?? '']
  const signed = isSigned(keys.WECHAT_EVENT_TOKEN, parts, asked.get('signature') ?? '')
  return signed ? asked.get('echostr') : null
}

/**
 * Opens an event of the secure mode: the signature covers the sealed body, so that nothing of an
 * unsigned body is looked at. The plain mode signs no body and is not taken.
 */
export function readWechatEvent(keys: Keys, query: string, body: string): EventReading {
  const asked = new URLSearchParams(query)
  const sealed = parse(body)?.Encrypt
  if (typeof sealed !== 'string') {
    return BAD_SIGNATURE
  }
  const parts = [asked.get('timestamp') ?? '', asked.get('nonce') ?? '', sealed]
  if (!isSigned(keys.WECHAT_EVENT_TOKEN, parts, asked.get('msg_signature') ?? '')) {
    return BAD_SIGNATURE
  }
  const event = unseal(keys, sealed)
  return event ? { ok: true, verdict: verdictOf(event) } : BAD_CONTENT
}

/** 16 random bytes, 4 bytes length, the text, the appid; padded to 32 bytes. */
function unseal(keys: Keys, sealed: string): Fields | null {
  try {
    const key = Buffer.from(`${keys.WECHAT_EVENT_AES_KEY}=`, 'base64')
    const cipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
    const padded = Buffer.concat([cipher.update(sealed, 'base64'), cipher.final()])
    const bytes = padded.subarray(0, padded.length - (padded.at(-1) ?? 0))
    const end = 20 + bytes.readUInt32BE(16)
    const ours = keys.appIds.includes(bytes.subarray(end).toString('utf8'))
    return ours ? parse(bytes.subarray(20, end).toString('utf8')) : null
  } catch {
    return null
  }
}

const suggestions: readonly Suggestion[] = ['pass', 'review', 'risky']

export const suggestionOf = (value: unknown): Suggestion | null =>
  suggestions.find((known) => known === value) ?? null

/** Null for an event about something else. */
function verdictOf(event: Fields) {
  const { Event, trace_id: checkNo, result, errcode } = event
  if (Event !== 'wxa_media_check' || typeof checkNo !== 'string' || checkNo === '') {
    return null
  }
  const looked = errcode === undefined || errcode === 0
  return { checkNo, suggestion: looked ? suggestionOf((result as Fields | null)?.suggest) : null }
}

function parse(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Fields) : null
  } catch {
    return null
  }
}
