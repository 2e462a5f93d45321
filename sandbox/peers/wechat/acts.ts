import { randomBytes } from 'node:crypto'
import { type Json, listOf, numberOf, textOf } from '../../core/json'
import { refuseControl } from '../../core/peer'
import { makePerson, type Person } from '../../seed/people'
import { makeCode, readApp } from './codes'
import { consentKey, personOf, type WechatDesk } from './records'
import { consent } from './subscribe'
import { endTokens } from './tokens'

/** What people and the platform's operators do at WeChat (IN-017). */
export async function act(desk: WechatDesk, action: string, body: Json): Promise<unknown> {
  const acts: Record<string, () => unknown> = {
    'login-code': () => makeCode(desk, 'login', body),
    'phone-code': () => makeCode(desk, 'phone', body),
    consent: () => consent(desk, body),
    consents: () => consents(desk, body),
    choices: () => choices(desk, body),
    'add-user': () => addUsers(desk, body),
    'add-template': () => addTemplate(desk, body),
    'remove-template': () => desk.templates.remove(textOf(body.templateId)),
    'expire-tokens': () => endTokens(desk, readApp(body), desk.kit.clock.now()),
    'confirm-receipt': () => confirmReceipt(desk, body),
    set: () => desk.settings.put(textOf(body.name), body.value),
  }
  const chosen = acts[action] ?? refuseControl(`没有这个动作：${action}`)
  return await chosen()
}

/** How many messages a person still allows, by template. */
function consents(desk: WechatDesk, body: Json): Json {
  const app = readApp(body)
  const person = personOf(desk, textOf(body.user)) ?? refuseControl('没有这个微信用户')
  const left: Json = {}
  for (const template of desk.templates.all()) {
    if (template.app !== app) continue
    left[template.id] = desk.consents.get(consentKey(person.openids[app], template.id)) ?? 0
  }
  return left
}

/** What a person answered so far, by template. */
function choices(desk: WechatDesk, body: Json): Json {
  const app = readApp(body)
  const person = personOf(desk, textOf(body.user)) ?? refuseControl('没有这个微信用户')
  const given = desk.templates.all().flatMap(({ id }) => {
    const one = desk.choices.get(consentKey(person.openids[app], id))
    return one ? [[id, one] as const] : []
  })
  return Object.fromEntries(given)
}

/** Makes further WeChat users, one or many, for tests that need a crowd. */
async function addUsers(desk: WechatDesk, body: Json): Promise<Person[]> {
  const count = Math.min(2_000, Math.max(1, numberOf(body.count, 1)))
  const made: Person[] = []
  const waits: Promise<void>[] = []
  for (let index = 0; index < count; index += 1) {
    const id = textOf(body.id) || `user-${randomBytes(6).toString('hex')}`
    const person = makePerson({
      id: count === 1 ? id : `${id}-${index}`,
      name: textOf(body.name, '路人'),
      phone: textOf(body.phone) || randomPhone(),
      role: textOf(body.role),
    })
    waits.push(desk.kit.world.addPerson(person))
    made.push(person)
  }
  await Promise.all(waits)
  return made
}

const randomPhone = (): string =>
  `199${String(randomBytes(5).readUIntBE(0, 5) % 100_000_000).padStart(8, '0')}`

function addTemplate(desk: WechatDesk, body: Json): unknown {
  const fields = listOf(body.fields).map((field) => textOf(field))
  const template = {
    id: textOf(body.templateId),
    app: readApp(body),
    title: textOf(body.title),
    fields,
    content: textOf(body.content, fields.map((field) => `{{${field}.DATA}}`).join(' ')),
  }
  if (template.id === '') return refuseControl('templateId 不能为空')
  desk.templates.put(template.id, template)
  return template
}

/**
 * The buyer confirms receipt in WeChat: the order there becomes received, and the platform sends
 * its settlement event when an address for events is set (IN-036).
 */
function confirmReceipt(desk: WechatDesk, body: Json): unknown {
  const report = desk.reports.get(textOf(body.transactionId)) ?? refuseControl('没有这笔发货')
  const received = {
    ...report,
    orderState: 3 as const,
    receivedAt: desk.kit.clock.now().toISOString(),
  }
  desk.reports.put(report.transactionId, received)
  const url = textOf(desk.settings.get('event-url'))
  if (url !== '') {
    desk.kit.deliveries.enqueue({
      event: 'trade_manage_order_settlement',
      key: report.transactionId,
      url,
      content: settlementEvent(desk, report.transactionId),
    })
  }
  return received
}

function settlementEvent(desk: WechatDesk, transactionId: string): Json {
  const seconds = Math.floor(desk.kit.clock.now().getTime() / 1000)
  const payment = desk.kit.world.payments.byTransaction(transactionId)
  return {
    ToUserName: 'gh_SBX',
    FromUserName: payment?.openid ?? '',
    CreateTime: seconds,
    MsgType: 'event',
    Event: 'trade_manage_order_settlement',
    transaction_id: transactionId,
    merchant_id: payment?.mchid ?? '',
    merchant_trade_no: payment?.outTradeNo ?? '',
    confirm_receive_method: 1,
    confirm_receive_time: seconds,
  }
}
