import { createHash, createHmac } from 'node:crypto'
import { smsTemplateIds } from '@xietong/domain/notify/sms-templates'
import type { SmsPort } from '../contexts/peers/port'
import type { Config } from '../runtime/config'
import type { PeerTools } from '../runtime/peer-tools'
import type { PeerAnswer } from '../runtime/ports'
import { askPeer, jsonOf, type RawAnswer, refused, unknown } from './peer-call'

const VERSION = '2021-01-11'
const REGION = 'ap-guangzhou'
const ACTION = 'SendSms'

/** Tencent Cloud SMS (IN-060). One number a call, so that one event is one effect. */
export function createSmsClient(tools: PeerTools): SmsPort {
  const { config } = tools
  return {
    send(request) {
      const body = JSON.stringify({
        PhoneNumberSet: [`+86${request.phone}`],
        SmsSdkAppId: config.SMS_APP_ID,
        SignName: config.SMS_SIGN_NAME,
        TemplateId: smsTemplateIds[request.template],
        TemplateParamSet: request.parameters,
        SessionContext: request.messageKey,
      })
      return askPeer(
        tools,
        {
          peer: 'sms',
          call: 'send-sms',
          method: 'POST',
          url: `${config.SMS_BASE.replace(/\/$/, '')}/`,
          headers: signedHeaders(config, body, tools.now()),
          body,
        },
        judge,
      )
    },
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** TC3-HMAC-SHA256 over content-type, host and action; the path is `/` in both modes. */
function signedHeaders(config: Config, body: string, now: Date): Record<string, string> {
  const host = new URL(config.SMS_BASE).host
  const contentType = 'application/json; charset=utf-8'
  const timestamp = String(Math.floor(now.getTime() / 1_000))
  const day = now.toISOString().slice(0, 10)
  const names = 'content-type;host;x-tc-action'
  const lines = `content-type:${contentType}\nhost:${host}\nx-tc-action:${ACTION.toLowerCase()}\n`
  const canonical = ['POST', '/', '', lines, names, sha256(body)].join('\n')
  const scope = `${day}/sms/tc3_request`
  const text = ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n')
  const key = hmac(hmac(hmac(`TC3${config.SMS_SECRET_KEY}`, day), 'sms'), 'tc3_request')
  const signature = createHmac('sha256', key).update(text).digest('hex')
  const credential = `Credential=${config.SMS_SECRET_ID}/${scope}`
  return {
    'content-type': contentType,
    host,
    authorization: `TC3-HMAC-SHA256 ${credential}, SignedHeaders=${names}, Signature=${signature}`,
    'x-tc-action': ACTION,
    'x-tc-version': VERSION,
    'x-tc-timestamp': timestamp,
    'x-tc-region': REGION,
  }
}

interface SendStatus {
  readonly Code?: unknown
  readonly Message?: unknown
  readonly SerialNo?: unknown
}

function judge(raw: RawAnswer): PeerAnswer<{ serialNo: string }> {
  if (raw.status === 429) {
    return refused('sms', 'HTTP_429', '请求过于频繁')
  }
  if (raw.status !== 200) {
    return unknown(`HTTP ${raw.status}`)
  }
  const response = jsonOf(raw.body)?.Response as
    | { Error?: { Code?: unknown; Message?: unknown }; SendStatusSet?: SendStatus[] }
    | undefined
  if (response?.Error) {
    return refusal(String(response.Error.Code), String(response.Error.Message))
  }
  const status = response?.SendStatusSet?.[0]
  if (!status) {
    return unknown('应答内容不完整')
  }
  return status.Code === 'Ok'
    ? { kind: 'done', value: { serialNo: String(status.SerialNo ?? '') } }
    : refusal(String(status.Code), String(status.Message))
}

/** IN-060: this one code says that the message may have been sent. */
function refusal(code: string, message: string): PeerAnswer<{ serialNo: string }> {
  return code === 'InternalError.Timeout' ? unknown(code) : refused('sms', code, message)
}
