import { AesGcm } from 'wechatpay-axios-plugin/lib/aes'
import type { NoticeFault, NoticeReading } from '../contexts/payments/port'
import { refundFrom, tradeFrom } from './wechat-pay-fields'
import { type PayKeys, signatureFault } from './wechat-pay-signing'

type Fields = Readonly<Record<string, unknown>>

const fault = (reason: NoticeFault): NoticeReading => ({ ok: false, reason })

/**
 * Reads a callback: the signature over the raw body first, then the JSON, then the sealed resource
 * (IN-044, IN-045). Nothing of an unsigned body is ever looked at.
 */
export function readNotice(
  keys: PayKeys,
  headers: Readonly<Record<string, string>>,
  body: string,
  now: Date,
): NoticeReading {
  const untrusted = signatureFault(keys, headers, body, now)
  if (untrusted) {
    return fault(untrusted)
  }
  const notice = parse(body)
  const id = notice?.id
  const event = notice?.event_type
  if (!notice || typeof id !== 'string' || typeof event !== 'string') {
    return fault('bad-content')
  }
  const content = unseal(keys, notice.resource)
  if (content === null) {
    return fault('bad-cipher')
  }
  if (content.mchid !== undefined && content.mchid !== keys.merchantId) {
    return fault('other-merchant')
  }
  return contentOf(id, event, content)
}

function contentOf(id: string, event: string, content: Fields): NoticeReading {
  if (event.startsWith('TRANSACTION.')) {
    const trade = tradeFrom(content)
    return trade ? { ok: true, notice: { kind: 'trade', id, trade } } : fault('bad-content')
  }
  if (event.startsWith('REFUND.')) {
    const refund = refundFrom(content)
    return refund ? { ok: true, notice: { kind: 'refund', id, refund } } : fault('bad-content')
  }
  return fault('unsupported')
}

function parse(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Fields) : null
  } catch {
    return null
  }
}

/** AEAD_AES_256_GCM with each valid APIv3 key; a wrong tag opens with none. */
function unseal(keys: PayKeys, resource: unknown): Fields | null {
  const { algorithm, ciphertext, nonce, associated_data } = (resource ?? {}) as Fields
  if (algorithm !== 'AEAD_AES_256_GCM') {
    return null
  }
  if (typeof ciphertext !== 'string' || typeof nonce !== 'string' || nonce.length !== 12) {
    return null
  }
  const bound = typeof associated_data === 'string' ? associated_data : ''
  // 16 bytes are the tag alone: shorter text would let a truncated tag be tried.
  if (Buffer.from(ciphertext, 'base64').length <= 16) {
    return null
  }
  for (const key of keys.apiV3Keys) {
    try {
      return parse(AesGcm.decrypt(ciphertext, key, nonce, bound))
    } catch {
      // The other key may open it.
    }
  }
  return null
}
