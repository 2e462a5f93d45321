import { type Json, numberOf, textOf } from '../../core/json'
import { refuseControl } from '../../core/peer'
import type { SmsDesk, SmsTemplate } from './records'
import { report } from './send'

/** What the phone's owner and the provider's reviewers do (NT-115, IN-063, IN-065). */
export async function act(desk: SmsDesk, action: string, body: Json): Promise<unknown> {
  const acts: Record<string, () => unknown> = {
    receipt: () => receipt(desk, body),
    reply: () => reply(desk, body),
    blacklist: () => blacklist(desk, body),
    template: () => template(desk, body),
    sign: () => sign(desk, body),
    set: () => change(desk, body),
    resend: () => desk.kit.deliveries.resend(textOf(body.id), numberOf(body.copies, 1)),
  }
  const chosen = acts[action] ?? refuseControl(`没有这个动作：${action}`)
  return await chosen()
}

/** A receipt by hand: delivered, failed, late or twice. */
function receipt(desk: SmsDesk, body: Json): unknown {
  const sms = desk.sent.get(textOf(body.serialNo)) ?? refuseControl('没有这条短信')
  const result = textOf(body.result, 'delivered')
  if (result !== 'delivered' && result !== 'failed') {
    return refuseControl('result: delivered 或 failed')
  }
  for (let copy = 0; copy < numberOf(body.copies, 1); copy += 1) {
    report(desk, sms, {
      result,
      delayMs: numberOf(body.delayMs, 0),
      ...(typeof body.errmsg === 'string' ? { errmsg: body.errmsg } : {}),
    })
  }
  return sms
}

const STOP_WORDS = ['T', 'TD', '退订']

/** The owner of a phone answers a message; a reply-unsubscribe also enters the provider's list. */
function reply(desk: SmsDesk, body: Json): Json {
  const phone = e164(textOf(body.phone))
  const text = textOf(body.text)
  if (STOP_WORDS.includes(text.trim().toUpperCase())) desk.blacklist.put(phone, true)
  const content = {
    extend: '',
    mobile: phone.replace('+86', ''),
    nationcode: '86',
    sign: desk.kit.keys.sms.signName,
    text,
    time: Math.floor(desk.kit.clock.now().getTime() / 1000),
  }
  desk.kit.deliveries.enqueue({
    event: 'sms.reply',
    key: phone,
    url: desk.settings().replyUrl || desk.kit.world.hookUrl('sms/reply'),
    content,
  })
  return content
}

export const e164 = (phone: string): string => (phone.startsWith('+') ? phone : `+86${phone}`)

function blacklist(desk: SmsDesk, body: Json): Json {
  const phone = e164(textOf(body.phone))
  if (body.on === false) desk.blacklist.remove(phone)
  else desk.blacklist.put(phone, true)
  return { phone, on: body.on !== false }
}

/** Approves, rejects or leaves pending; a new id makes a new template. */
function template(desk: SmsDesk, body: Json): SmsTemplate {
  const id = textOf(body.id)
  const before = desk.templates.get(id)
  const state = textOf(body.state, before?.state ?? 'approved') as SmsTemplate['state']
  if (id === '' || !['approved', 'pending', 'rejected'].includes(state)) {
    return refuseControl('template: id 与 state（approved、pending、rejected）')
  }
  const kind = textOf(body.kind, before?.kind ?? 'notice') as SmsTemplate['kind']
  const made = { id, content: textOf(body.content, before?.content ?? ''), state, kind }
  desk.templates.put(id, made)
  return made
}

function sign(desk: SmsDesk, body: Json): unknown {
  const name = textOf(body.name)
  const state = textOf(body.state, 'approved') as SmsTemplate['state']
  desk.signs.put(name, { name, state })
  return { name, state }
}

function change(desk: SmsDesk, body: Json): unknown {
  const now = desk.settings()
  const receipts = textOf(body.receipts, now.receipts)
  if (receipts !== 'delivered' && receipts !== 'failed' && receipts !== 'none') {
    return refuseControl('receipts: delivered、failed 或 none')
  }
  desk.change({
    receipts,
    receiptDelayMs: numberOf(body.receiptDelayMs, now.receiptDelayMs),
    reportUrl: textOf(body.reportUrl, now.reportUrl),
    replyUrl: textOf(body.replyUrl, now.replyUrl),
    balance: numberOf(body.balance, now.balance),
    gapSeconds: numberOf(body.gapSeconds, now.gapSeconds),
    perHour: numberOf(body.perHour, now.perHour),
    perDay: numberOf(body.perDay, now.perDay),
    samePerDay: numberOf(body.samePerDay, now.samePerDay),
  })
  return desk.settings()
}
