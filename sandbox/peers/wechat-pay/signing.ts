import { createSign, createVerify, type KeyObject, randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import type { Fault } from '../../core/faults'
import type { PeerEnv } from '../../core/peer'
import type { Keys } from '../../keys'
import { looksReal } from '../../keys'
import type { PayDesk } from './records'

export const rsaSign = (text: string, key: KeyObject | string): string =>
  createSign('RSA-SHA256').update(text).sign(key, 'base64')

export const rsaVerify = (text: string, signature: string, key: KeyObject | string): boolean => {
  try {
    return createVerify('RSA-SHA256').update(text).verify(key, signature, 'base64')
  } catch {
    return false
  }
}

export const lines = (...parts: string[]): string => `${parts.join('\n')}\n`

export interface Caller {
  mchid: string
  /** The caller's own second; answers are stamped on its time base. */
  timestamp: number
}

export type CallerCheck =
  | { ok: true; caller: Caller }
  | { ok: false; status: number; code: string; message: string }

const SCHEME = 'WECHATPAY2-SHA256-RSA2048 '
const SKEW_SECONDS = 300

/** Checks the Authorization header of a request over the very bytes that arrived (IN-039). */
export function checkCaller(c: Context<PeerEnv>, desk: PayDesk): CallerCheck {
  const header = c.req.header('authorization') ?? ''
  if (!header.startsWith(SCHEME)) {
    return signError('Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》')
  }
  const fields = readFields(header.slice(SCHEME.length))
  const { keys } = desk.kit
  const mchid = fields.mchid ?? ''
  if (looksReal(mchid)) return realCredential()
  if (mchid !== keys.mchid) return signError('商户号不存在')
  if (fields.serial_no !== keys.merchantSerial) return signError('商户证书序列号有误')
  const timestamp = Number(fields.timestamp)
  if (!isInTime(c, desk, timestamp)) return signError('Http头Authorization时间戳已过期')
  if (!signatureHolds(c, desk, fields)) return signError('签名错误，请检查后再试')
  return { ok: true, caller: { mchid, timestamp } }
}

function signatureHolds(c: Context<PeerEnv>, desk: PayDesk, fields: Fields): boolean {
  const url = new URL(c.req.url)
  const body = c.req.method === 'GET' ? '' : c.get('raw')
  // A client that reaches the sandbox below a path signs that path too, as behind any proxy.
  const targets = [`${url.pathname}${url.search}`, c.get('target')]
  return targets.some((target) =>
    rsaVerify(
      lines(c.req.method, target, fields.timestamp ?? '', fields.nonce_str ?? '', body),
      fields.signature ?? '',
      desk.kit.keys.merchantPublic,
    ),
  )
}

/** The caller may follow real time or the moved clock of the sandbox; both are a right clock. */
function isInTime(c: Context<PeerEnv>, desk: PayDesk, timestamp: number): boolean {
  if (!Number.isFinite(timestamp)) return false
  const skew = c.get('skewMs') ?? 0
  const clocks = [desk.kit.clock.real(), desk.kit.clock.now()]
  return clocks.some(
    (clock) => Math.abs((clock.getTime() + skew) / 1000 - timestamp) <= SKEW_SECONDS,
  )
}

const signError = (message: string): CallerCheck => ({
  ok: false,
  status: 401,
  code: 'SIGN_ERROR',
  message,
})

const realCredential = (): CallerCheck => ({
  ok: false,
  status: 403,
  code: 'SANDBOX_REFUSES_REAL_CREDENTIAL',
  message: '沙箱只接受 SBX 开头的商户号，真实商户号请勿用于沙箱',
})

type Fields = Record<string, string>

function readFields(text: string): Fields {
  const fields: Fields = {}
  for (const [, name, value] of text.matchAll(/([a-z_]+)="([^"]*)"/g)) {
    if (name !== undefined && value !== undefined) fields[name] = value
  }
  return fields
}

export interface Stamp {
  timestamp: number
  body: string
  fault?: Fault | undefined
  /** Which key, when both sign in turn. */
  turn: number
}

/** The four Wechatpay-* headers of an answer or a callback, right or wrong as ordered. */
export function signatureHeaders(desk: PayDesk, stamp: Stamp): Record<string, string> {
  const variant = stamp.fault?.variant ?? 'right'
  if (variant === 'missing') return {}
  const { keys } = desk.kit
  const signer = signerFor(keys, desk.settings().signWith, stamp.turn)
  const timestamp = String(variant === 'expired' ? stamp.timestamp - 601 : stamp.timestamp)
  const nonce = randomBytes(16).toString('hex')
  const stranger = ['wrong', 'unknown-key'].includes(variant)
  const signed = lines(timestamp, nonce, variant === 'altered-body' ? `${stamp.body} ` : stamp.body)
  const signature = rsaSign(signed, stranger ? keys.strangerPrivate : signer.key)
  return {
    'Wechatpay-Serial': variant === 'unknown-key' ? 'PUB_KEY_ID_SBX00000000' : signer.id,
    'Wechatpay-Timestamp': timestamp,
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Signature': variant === 'probe' ? `WECHATPAY/SIGNTEST/${signature}` : signature,
    'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
  }
}

function signerFor(keys: Keys, mode: 'current' | 'next' | 'alternate', turn: number) {
  const next = mode === 'next' || (mode === 'alternate' && turn % 2 === 1)
  return next
    ? { id: keys.nextPlatformKeyId, key: keys.nextPlatformPrivate }
    : { id: keys.platformKeyId, key: keys.platformPrivate }
}
