import { createHash, createHmac } from 'node:crypto'
import type { Json } from '../core/json'
import type { TestSandbox } from './open'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** A SendSms call with TC3-HMAC-SHA256, from the documentation of Tencent Cloud. */
export async function sendSmsCall(
  box: TestSandbox,
  change: Json = {},
  secretKey = box.sandbox.keys.sms.secretKey,
): Promise<Json> {
  const { sms } = box.sandbox.keys
  const body = JSON.stringify({
    PhoneNumberSet: ['+8613812342207'],
    SmsSdkAppId: sms.appId,
    SignName: sms.signName,
    TemplateId: '1000001',
    TemplateParamSet: ['384216', '5'],
    SessionContext: 'event-1',
    ...change,
  })
  const timestamp = Math.floor(Date.now() / 1000)
  const day = new Date(timestamp * 1000).toISOString().slice(0, 10)
  const host = new URL(box.baseUrl).host
  const signedHeaders = 'content-type;host;x-tc-action'
  const headers = `content-type:application/json\nhost:${host}\nx-tc-action:sendsms\n`
  const request = ['POST', '/', '', headers, signedHeaders, sha256(body)].join('\n')
  const scope = `${day}/sms/tc3_request`
  const text = ['TC3-HMAC-SHA256', timestamp, scope, sha256(request)].join('\n')
  const key = hmac(hmac(hmac(`TC3${secretKey}`, day), 'sms'), 'tc3_request')
  const signature = createHmac('sha256', key).update(text).digest('hex')
  const response = await fetch(`${box.baseUrl}/peers/sms/`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-TC-Action': 'SendSms',
      'X-TC-Version': '2021-01-11',
      'X-TC-Timestamp': String(timestamp),
      Authorization:
        `TC3-HMAC-SHA256 Credential=${sms.secretId}/${scope}, ` +
        `SignedHeaders=${signedHeaders}, Signature=${signature}`,
    },
    body,
  })
  return ((await response.json()) as { Response: Json }).Response
}
