import { randomUUID } from 'node:crypto'
import { type Json, listOf, recordOf, textOf } from '../../core/json'
import { refuseControl } from '../../core/peer'
import type { AppName } from '../../seed/people'
import { readApp } from './codes'
import { fieldProblem } from './field-types'
import {
  type Choice,
  consentKey,
  personOf,
  type SubscribeTemplate,
  type WechatDesk,
  WechatRefusal,
} from './records'

/** POST /cgi-bin/message/subscribe/send (IN-031, NT-113). Each consent carries one message. */
export function sendSubscribe(desk: WechatDesk, app: AppName, body: Json): Json {
  const openid = textOf(body.touser)
  const owner = desk.kit.world.personByOpenid(openid)
  if (owner?.app !== app) throw new WechatRefusal(40003, 'invalid openid')
  const template = desk.templates.get(textOf(body.template_id))
  if (template?.app !== app) throw new WechatRefusal(40037, 'invalid template_id')
  checkFields(template, recordOf(body.data))
  spendConsent(desk, openid, template.id)
  const at = desk.kit.clock.now()
  const msgid = String(desk.messages.size() + 1).padStart(12, '0')
  const text = readable(template, recordOf(body.data))
  desk.messages.put(msgid, {
    id: randomUUID(),
    at: at.toISOString(),
    kind: '订阅消息',
    to: `${appWords[app]} ${owner.person.name}`,
    text,
    detail: { app, openid, personId: owner.person.id, templateId: template.id, ...body },
  })
  desk.kit.log.effect('subscribe-message', `${openid}/${template.id}/${text}`, at)
  return { errcode: 0, errmsg: 'ok', msgid: Number(msgid) }
}

const appWords: Record<AppName, string> = { member: '会员端', dealer: '渠道端', sales: '销售端' }

function checkFields(template: SubscribeTemplate, data: Json): void {
  for (const name of template.fields) {
    const value = textOf(recordOf(data[name]).value)
    const problem = fieldProblem(name, value)
    if (problem !== '')
      throw new WechatRefusal(47003, `argument invalid! data.${name}.value ${problem}`)
  }
  for (const name of Object.keys(data)) {
    if (!template.fields.includes(name)) {
      throw new WechatRefusal(47003, `argument invalid! data.${name} not in template`)
    }
  }
}

function spendConsent(desk: WechatDesk, openid: string, templateId: string): void {
  const key = consentKey(openid, templateId)
  const left = desk.consents.get(key) ?? 0
  if (left < 1) throw new WechatRefusal(43101, 'user refuse to accept the msg')
  desk.consents.put(key, left - 1)
}

function readable(template: SubscribeTemplate, data: Json): string {
  return template.content.replace(/\{\{(\w+)\.DATA\}\}/g, (_all, name: string) =>
    textOf(recordOf(data[name]).value),
  )
}

/**
 * The answer of a person whom the app asks for consent (IN-030). `templates` are ids, or a map of
 * id to accept, reject or ban.
 */
export function consent(desk: WechatDesk, body: Json): Json {
  const app = readApp(body)
  const person = personOf(desk, textOf(body.user)) ?? refuseControl('没有这个微信用户')
  const choices: Record<string, Choice> = {}
  for (const id of listOf(body.templates)) choices[textOf(id)] = 'accept'
  for (const [id, choice] of Object.entries(recordOf(body.templates ?? body.consents))) {
    choices[id] = choice === 'reject' || choice === 'ban' ? choice : 'accept'
  }
  if (Object.keys(choices).length > 3) return refuseControl('一次最多询问 3 个模板')
  for (const [id, choice] of Object.entries(choices)) {
    const key = consentKey(person.openids[app], id)
    const given = desk.templates.get(id)?.app === app ? choice : 'ban'
    choices[id] = given
    if (given === 'accept') desk.consents.put(key, (desk.consents.get(key) ?? 0) + 1)
    const before = desk.choices.get(key) ?? { accept: 0, reject: 0, ban: 0 }
    desk.choices.put(key, { ...before, [given]: before[given] + 1 })
  }
  return choices
}

/** GET /wxaapi/newtmpl/gettemplate: the templates of the app. */
export function templateList(desk: WechatDesk, app: AppName): Json {
  const data = desk.templates
    .all()
    .filter((template) => template.app === app)
    .map((template) => ({
      priTmplId: template.id,
      title: template.title,
      content: template.content,
      example: template.content,
      type: 2,
    }))
  return { errcode: 0, errmsg: 'ok', data }
}
