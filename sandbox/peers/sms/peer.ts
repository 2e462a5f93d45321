import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { shanghaiTime } from '../../core/clock'
import { isRecord, type Json, parseRecord, recordOf, textOf } from '../../core/json'
import { newPeerApp, type Peer, type PeerApp, type PeerEnv, type PeerPlan } from '../../core/peer'
import { seedSmsTemplates } from '../../seed/sms-templates'
import { act } from './acts'
import { openSmsDesk, type SmsDesk } from './records'
import { sendSms } from './send'
import { type ApiError, checkTc3 } from './tc3'

/** Tencent Cloud SMS, version 2021-01-11. */
export const smsPlan: PeerPlan = {
  name: 'sms',
  rules: (kit) => ({
    retrySeconds: [1, 5, 30, 300, 1800],
    build: (delivery) => ({
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(pushBody(delivery.event, recordOf(delivery.content), kit.clock.now())),
    }),
    accepts: (status, answer) => status === 200 && parseRecord(answer)?.result === 0,
  }),
  open: (kit) => openPeer(openSmsDesk(kit)),
}

/** Receipts come as an array, replies as one object. */
function pushBody(event: string, content: Json, now: Date): unknown {
  if (event !== 'sms.report') return content
  const { serialNo, session, ...rest } = content
  return [
    {
      user_receive_time: shanghaiTime(now),
      nationcode: '86',
      sid: serialNo,
      ext: session,
      ...rest,
    },
  ]
}

function openPeer(desk: SmsDesk): Peer {
  return {
    name: 'sms',
    title: '腾讯云短信',
    app: routes(desk),
    seed() {
      desk.byPhone.clear()
      for (const sms of desk.sent.all()) {
        desk.byPhone.set(sms.phone, [...(desk.byPhone.get(sms.phone) ?? []), sms.serialNo])
      }
      const name = desk.kit.keys.sms.signName
      if (!desk.signs.has(name)) desk.signs.put(name, { name, state: 'approved' })
      for (const template of seedSmsTemplates) {
        if (!desk.templates.has(template.id)) desk.templates.put(template.id, template)
      }
    },
    errorBody: (code, message) => ({
      status: 200,
      body: JSON.stringify({
        Response: {
          Error: { Code: code || 'InternalError', Message: message || '内部错误' },
          RequestId: randomUUID(),
        },
      }),
    }),
    act: (action, body) => act(desk, action, body),
    outbox: () =>
      desk.sent.all().map((sms) => ({
        id: sms.serialNo,
        at: sms.at,
        kind: '短信',
        to: sms.phone.replace('+86', ''),
        text: sms.text,
        detail: { templateId: sms.templateId, params: sms.params, session: sms.session },
      })),
    summary: () => ({
      sent: desk.sent.size(),
      templates: desk.templates.all(),
      settings: desk.settings(),
    }),
  }
}

function routes(desk: SmsDesk): PeerApp {
  const app = newPeerApp()
  // The service has one path; below a prefix it may come with or without the last slash.
  app.post('*', (c) => call(c, desk))
  return app
}

function call(c: Context<PeerEnv>, desk: SmsDesk): Response {
  const refusal = checkTc3(c, desk)
  if (refusal) return respond(c, { Error: { Code: refusal.code, Message: refusal.message } })
  if (c.req.header('x-tc-version') !== '2021-01-11') {
    return respond(c, { Error: { Code: 'NoSuchVersion', Message: '接口版本不存在' } })
  }
  const body = parseRecord(c.get('raw'))
  if (!body) return respond(c, { Error: { Code: 'InvalidParameter', Message: '参数格式错误' } })
  c.set('key', textOf(body.SessionContext))
  const made = actionAnswer(desk, c.req.header('x-tc-action') ?? '', body)
  if (isApiError(made)) return respond(c, { Error: { Code: made.code, Message: made.message } })
  return respond(c, made)
}

function actionAnswer(desk: SmsDesk, action: string, body: Json): Json | ApiError {
  if (action === 'SendSms') return sendSms(desk, body)
  if (action === 'DescribeSmsTemplateList') return templateList(desk)
  return { code: 'InvalidAction', message: '接口不存在' }
}

const statusCodes = { approved: 0, pending: 1, rejected: -1 } as const

/** The review state of the templates (IN-063). */
function templateList(desk: SmsDesk): Json {
  const rows = desk.templates.all().map((template) => ({
    TemplateId: template.id,
    International: 0,
    StatusCode: statusCodes[template.state],
    ReviewReply: template.state === 'rejected' ? '内容不符合规范' : '',
    TemplateName: template.id,
    TemplateContent: template.content,
  }))
  return { DescribeTemplateStatusSet: rows }
}

const isApiError = (made: Json | ApiError): made is ApiError =>
  isRecord(made) && typeof made.code === 'string' && typeof made.message === 'string'

const respond = (c: Context<PeerEnv>, body: Json): Response =>
  c.json({ Response: { ...body, RequestId: randomUUID() } })
