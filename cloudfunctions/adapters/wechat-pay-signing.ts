import { type KeyObject, X509Certificate } from 'node:crypto'
import Formatter from 'wechatpay-axios-plugin/lib/formatter'
import Rsa from 'wechatpay-axios-plugin/lib/rsa'
import type { PayParams } from '../contexts/payments/port'
import type { Config } from '../runtime/config'

/** Our key and the keys of WeChat Pay by id; two of these are valid while one is being replaced. */
export interface PayKeys {
  readonly merchantId: string
  readonly serial: string
  readonly privateKey: KeyObject
  readonly publicKeys: ReadonlyMap<string, KeyObject>
  readonly apiV3Keys: readonly string[]
  /** Those of the public keys that are platform certificates, with their last day. */
  readonly certificates: readonly { readonly id: string; readonly expiresAt: Date }[]
}

export function payKeys(config: Config): PayKeys {
  const publicKeys = new Map<string, KeyObject>()
  const certificates: { id: string; expiresAt: Date }[] = []
  for (const [index, id] of config.WXPAY_PUBLIC_KEY_ID.entries()) {
    const pem = config.WXPAY_PUBLIC_KEY[index] ?? ''
    publicKeys.set(id, Rsa.from(pem, 'public'))
    if (pem.includes('BEGIN CERTIFICATE')) {
      certificates.push({ id, expiresAt: new Date(new X509Certificate(pem).validTo) })
    }
  }
  return {
    merchantId: config.WXPAY_MCHID,
    serial: config.WXPAY_MERCHANT_SERIAL,
    privateKey: Rsa.from(config.WXPAY_MERCHANT_PRIVATE_KEY, 'private'),
    publicKeys,
    apiV3Keys: config.WXPAY_API_V3_KEY,
    certificates,
  }
}

/** Encrypts a field for WeChat Pay with the newest of its keys (RSA-OAEP), as bank details are. */
export function sealed(keys: PayKeys, text: string): { keyId: string; text: string } {
  const [newest] = [...keys.publicKeys].slice(-1)
  if (!newest) {
    throw new Error('no public key of WeChat Pay is configured')
  }
  const [keyId, key] = newest
  return { keyId, text: Rsa.encrypt(text, key) }
}

interface ToSign {
  readonly method: 'GET' | 'POST'
  /** Path and query as WeChat Pay knows them, the same in both modes (IN-001). */
  readonly target: string
  readonly body: string
}

/** The Authorization header of a request (IN-039). */
export function authorization(keys: PayKeys, request: ToSign, now: Date): string {
  const timestamp = Math.floor(now.getTime() / 1_000)
  const nonce = Formatter.nonce()
  const text = Formatter.request(request.method, request.target, timestamp, nonce, request.body)
  const signature = Rsa.sign(text, keys.privateKey)
  return Formatter.authorization(keys.merchantId, nonce, signature, timestamp, keys.serial)
}

/** What `requestPayment` needs, signed by us (IN-043). */
export function signedPayParams(
  keys: PayKeys,
  payment: { readonly appId: string; readonly prepayId: string },
  now: Date,
): PayParams {
  const timeStamp = String(Math.floor(now.getTime() / 1_000))
  const nonceStr = Formatter.nonce()
  const packageText = `prepay_id=${payment.prepayId}`
  const text = Formatter.joinedByLineFeed(payment.appId, timeStamp, nonceStr, packageText)
  const paySign = Rsa.sign(text, keys.privateKey)
  return { timeStamp, nonceStr, package: packageText, signType: 'RSA', paySign }
}

export type SignatureFault = 'missing' | 'probe' | 'expired' | 'unknown-key' | 'bad-signature'

/** Signatures older or newer than this are refused, so that a stolen message cannot be replayed. */
const WINDOW_MS = 5 * 60_000

/**
 * Checks the four Wechatpay-* headers over the raw body (IN-040, IN-044). Signature probes
 * (`WECHATPAY/SIGNTEST/…`) fail here like any other wrong signature.
 */
export function signatureFault(
  keys: PayKeys,
  headers: Readonly<Record<string, string>>,
  body: string,
  now: Date,
): SignatureFault | null {
  const serial = headers['wechatpay-serial'] ?? ''
  const timestamp = headers['wechatpay-timestamp'] ?? ''
  const nonce = headers['wechatpay-nonce'] ?? ''
  const signature = headers['wechatpay-signature'] ?? ''
  if (!serial || !timestamp || !nonce || !signature) {
    return 'missing'
  }
  if (signature.startsWith('WECHATPAY/SIGNTEST/')) {
    return 'probe'
  }
  if (!/^\d{1,12}$/.test(timestamp)) {
    return 'expired'
  }
  if (Math.abs(now.getTime() - Number(timestamp) * 1_000) > WINDOW_MS) {
    return 'expired'
  }
  const key = keys.publicKeys.get(serial)
  if (!key) {
    return 'unknown-key'
  }
  return holds(Formatter.response(timestamp, nonce, body), signature, key) ? null : 'bad-signature'
}

function holds(text: string, signature: string, key: KeyObject): boolean {
  // Base64 readers skip strange characters; only the one exact spelling of a signature counts.
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(signature)) {
    return false
  }
  if (Buffer.from(signature, 'base64').toString('base64') !== signature) {
    return false
  }
  return Rsa.verify(text, signature, key)
}
