import { createCipheriv, randomBytes, randomUUID } from 'node:crypto'
import { shanghaiStamp } from '../../core/clock'
import type { OutgoingRequest } from '../../core/deliveries'
import type { Fault } from '../../core/faults'
import type { Json } from '../../core/json'
import { paymentAnswer, refundNoticeBody } from './answers'
import type { PayDesk, Payment, Refund } from './records'
import { signatureHeaders } from './signing'

/** What a callback says, before it is encrypted and signed. */
export interface Notice {
  id: string
  createTime: string
  eventType: string
  resourceType: 'transaction' | 'refund'
  summary: string
  content: Json
}

export const paidNotice = (payment: Payment, at: Date): Notice => ({
  id: randomUUID(),
  createTime: shanghaiStamp(at),
  eventType: 'TRANSACTION.SUCCESS',
  resourceType: 'transaction',
  summary: '支付成功',
  content: paymentAnswer({ ...payment, state: 'SUCCESS' }),
})

const refundSummaries: Record<string, string> = {
  SUCCESS: '退款成功',
  CLOSED: '退款关闭',
  ABNORMAL: '退款异常',
}

export const refundNotice = (refund: Refund, at: Date): Notice => ({
  id: randomUUID(),
  createTime: shanghaiStamp(at),
  eventType: `REFUND.${refund.state}`,
  resourceType: 'refund',
  summary: refundSummaries[refund.state] ?? '退款通知',
  content: refundNoticeBody(refund),
})

/** Encrypts and signs a notice. Every attempt is signed anew; the notice id stays (IN-044). */
export function buildNotice(desk: PayDesk, notice: Notice, fault?: Fault): OutgoingRequest {
  const body = JSON.stringify({
    id: notice.id,
    create_time: notice.createTime,
    resource_type: 'encrypt-resource',
    event_type: notice.eventType,
    summary: notice.summary,
    resource: encrypt(desk, notice, fault?.variant ?? ''),
  })
  const timestamp = Math.floor(desk.kit.clock.now().getTime() / 1000)
  const turn = desk.kit.log.effects().length
  return {
    headers: {
      'Content-Type': 'application/json',
      Accept: '*/*',
      'User-Agent': 'Mozilla/4.0',
      'Request-ID': randomUUID(),
      ...signatureHeaders(desk, { timestamp, body, fault, turn }),
    },
    body,
  }
}

/** AEAD_AES_256_GCM with the APIv3 key; the tag stands behind the ciphertext (IN-045). */
function encrypt(desk: PayDesk, notice: Notice, variant: string): Json {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', desk.kit.keys.apiV3Key, nonce)
  cipher.setAAD(Buffer.from(notice.resourceType))
  const plain = JSON.stringify(notice.content)
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  const last = sealed.length - 1
  if (variant === 'wrong-tag') sealed[last] = (sealed[last] ?? 0) ^ 0xff
  const cut = variant === 'truncated' ? sealed.subarray(0, 20) : sealed
  return {
    original_type: notice.resourceType,
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: cut.toString('base64'),
    associated_data: notice.resourceType,
    nonce: variant === 'wrong-nonce' ? randomBytes(6).toString('hex') : nonce,
  }
}

/** The seconds WeChat Pay waits before it repeats a notice that was not answered 2xx. */
export const wechatRetrySeconds: readonly number[] = [
  15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600,
]
