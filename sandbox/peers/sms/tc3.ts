import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import type { PeerEnv } from '../../core/peer'
import { looksReal } from '../../keys'
import type { SmsDesk } from './records'

export interface ApiError {
  code: string
  message: string
}

const SKEW_SECONDS = 300

const AUTHORIZATION = new RegExp(
  '^TC3-HMAC-SHA256 Credential=([^/]+)/([^/]+)/sms/tc3_request, ?' +
    'SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$',
)

/** Checks TC3-HMAC-SHA256 over the headers and the very body that arrived; undefined is good. */
export function checkTc3(c: Context<PeerEnv>, desk: SmsDesk): ApiError | undefined {
  const header = c.req.header('authorization') ?? ''
  const parts = AUTHORIZATION.exec(header)
  if (!parts)
    return fault('AuthFailure.InvalidAuthorization', '请求头部的 Authorization 不符合腾讯云标准')
  const [, secretId = '', day = '', signedHeaders = '', signature = ''] = parts
  const { sms } = desk.kit.keys
  if (looksReal(secretId)) {
    return fault('AuthFailure.SecretIdNotFound', '沙箱只接受 SBX 开头的密钥')
  }
  if (secretId !== sms.secretId) return fault('AuthFailure.SecretIdNotFound', '密钥不存在')
  const timestamp = c.req.header('x-tc-timestamp') ?? ''
  if (!isInTime(c, desk, Number(timestamp))) {
    return fault(
      'AuthFailure.SignatureExpire',
      '签名过期。Timestamp 与服务器时间相差不得超过五分钟',
    )
  }
  if (new Date(Number(timestamp) * 1000).toISOString().slice(0, 10) !== day) {
    return fault('AuthFailure.SignatureFailure', '签名日期与时间戳不一致')
  }
  const names = signedHeaders.split(';')
  if (!names.includes('host') || !names.includes('content-type')) {
    return fault('AuthFailure.SignatureFailure', 'content-type 与 host 必须参与签名')
  }
  const expected = tc3Signature({
    secretKey: sms.secretKey,
    day,
    timestamp,
    signedHeaders,
    headers: names.map((name) => `${name}:${headerValue(c, name)}\n`).join(''),
    body: c.get('raw'),
  })
  const same = timingSafeEqual(Buffer.from(expected, 'hex'), Buffer.from(signature, 'hex'))
  return same ? undefined : fault('AuthFailure.SignatureFailure', '签名错误')
}

const fault = (code: string, message: string): ApiError => ({ code, message })

/** The action is signed in lower case, the other headers as they are (the documented rule). */
const headerValue = (c: Context<PeerEnv>, name: string): string =>
  (c.req.header(name) ?? '').trim().toLowerCase()

function isInTime(c: Context<PeerEnv>, desk: SmsDesk, timestamp: number): boolean {
  if (!Number.isFinite(timestamp) || timestamp <= 0) return false
  const skew = c.get('skewMs') ?? 0
  return [desk.kit.clock.real(), desk.kit.clock.now()].some(
    (clock) => Math.abs((clock.getTime() + skew) / 1000 - timestamp) <= SKEW_SECONDS,
  )
}

interface Tc3Parts {
  secretKey: string
  day: string
  timestamp: string
  signedHeaders: string
  /** `name:value\n` for each signed header, in order. */
  headers: string
  body: string
}

export function tc3Signature(parts: Tc3Parts): string {
  const request = ['POST', '/', '', parts.headers, parts.signedHeaders, sha256(parts.body)].join(
    '\n',
  )
  const scope = `${parts.day}/sms/tc3_request`
  const text = ['TC3-HMAC-SHA256', parts.timestamp, scope, sha256(request)].join('\n')
  const dayKey = hmac(`TC3${parts.secretKey}`, parts.day)
  const key = hmac(hmac(dayKey, 'sms'), 'tc3_request')
  return createHmac('sha256', key).update(text).digest('hex')
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest()
