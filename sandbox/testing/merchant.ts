import { createDecipheriv, createSign, createVerify, randomBytes, randomUUID } from 'node:crypto'
import type { Json } from '../core/json'
import type { Keys } from '../keys'

/** The merchant's side of WeChat Pay, from its documentation, for the sandbox's own tests. */
export interface PayAnswer {
  status: number
  body: Json
  verified: boolean
  headers: Headers
}

export interface Merchant {
  call(method: 'GET' | 'POST', path: string, body?: Json): Promise<PayAnswer>
  prepay(draft: {
    outTradeNo: string
    totalFen: number
    openid: string
    notifyUrl: string
  }): Promise<PayAnswer>
  open(resource: Json): Json
}

export function merchant(keys: Keys, baseUrl: string): Merchant {
  const call: Merchant['call'] = async (method, path, body) => {
    const text = body === undefined ? '' : JSON.stringify(body)
    const response = await fetch(`${baseUrl}/peers/wechat-pay${path}`, {
      method,
      headers: { Authorization: authorization(keys, { method, path, text }) },
      ...(method === 'POST' ? { body: text } : {}),
    })
    const raw = await response.text()
    return {
      status: response.status,
      body: raw === '' ? {} : (JSON.parse(raw) as Json),
      verified: verify(keys, response.headers, raw),
      headers: response.headers,
    }
  }
  return {
    call,
    prepay: ({ outTradeNo, totalFen, openid, notifyUrl }) =>
      call('POST', '/v3/pay/transactions/jsapi', {
        appid: keys.apps.member.appid,
        mchid: keys.mchid,
        description: '九月团圆 8 只礼盒',
        out_trade_no: outTradeNo,
        notify_url: notifyUrl,
        amount: { total: totalFen, currency: 'CNY' },
        payer: { openid },
      }),
    open: (resource) => decrypt(keys, resource),
  }
}

export function authorization(
  keys: Keys,
  request: { method: string; path: string; text: string; key?: string; timestamp?: number },
): string {
  const timestamp = String(request.timestamp ?? Math.floor(Date.now() / 1000))
  const nonce = randomBytes(16).toString('hex')
  const message = `${request.method}\n${request.path}\n${timestamp}\n${nonce}\n${request.text}\n`
  const signature = createSign('RSA-SHA256')
    .update(message)
    .sign(request.key ?? keys.merchantPrivateKey, 'base64')
  return (
    `WECHATPAY2-SHA256-RSA2048 mchid="${keys.mchid}",nonce_str="${nonce}",` +
    `timestamp="${timestamp}",serial_no="${keys.merchantSerial}",signature="${signature}"`
  )
}

/** Whether an answer or a notice is signed by the platform. */
export function verify(keys: Keys, headers: Headers, body: string): boolean {
  const serial = headers.get('wechatpay-serial')
  const key =
    serial === keys.platformKeyId
      ? keys.platformPublicKey
      : serial === keys.nextPlatformKeyId
        ? keys.nextPlatformPublicKey
        : undefined
  if (key === undefined) return false
  const text = `${headers.get('wechatpay-timestamp')}\n${headers.get('wechatpay-nonce')}\n${body}\n`
  return createVerify('RSA-SHA256')
    .update(text)
    .verify(key, headers.get('wechatpay-signature') ?? '', 'base64')
}

export function decrypt(keys: Keys, resource: Json): Json {
  const sealed = Buffer.from(String(resource.ciphertext), 'base64')
  const decipher = createDecipheriv('aes-256-gcm', keys.apiV3Key, String(resource.nonce))
  decipher.setAAD(Buffer.from(String(resource.associated_data)))
  decipher.setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  return JSON.parse(plain.toString('utf8')) as Json
}

export const newNumber = (): string => `T${randomUUID().replace(/-/g, '').slice(0, 20)}`
