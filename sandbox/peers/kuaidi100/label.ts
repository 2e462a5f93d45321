import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import type { Collection } from '../../core/journal'
import { type Json, parseRecord, recordOf, textOf } from '../../core/json'
import type { Message, PeerEnv } from '../../core/peer'
import { carrierByKuaidi } from '../../seed/carriers'
import { upperMd5 } from './push'
import type { CourierDesk } from './records'

/** Electronic waybills: numbers and label pictures (POST /label/order). */
export interface Label {
  taskId: string
  orderId: string
  company: string
  number: string
  to: string
  at: string
  cancelled: boolean
}

export const labelsOf = (desk: CourierDesk): Collection<Label> =>
  desk.kit.store.collection<Label>('labels')

const reply = (c: Context<PeerEnv>, code: number, message: string, data?: Json): Response =>
  c.json({ success: code === 200, code, message, ...(data ? { data } : {}) })

/** sign = upper MD5(param + t + key + secret). */
export function labelOrder(c: Context<PeerEnv>, desk: CourierDesk): Response {
  const form = new URLSearchParams(c.get('raw'))
  const { kuaidi } = desk.kit.keys
  const text = form.get('param') ?? ''
  const key = form.get('key') ?? ''
  if (key !== kuaidi.key) return reply(c, 601, 'key 不存在')
  const expected = upperMd5(`${text}${form.get('t') ?? ''}${key}${kuaidi.secret}`)
  if (form.get('sign') !== expected) return reply(c, 503, '验证签名失败')
  const param = parseRecord(text)
  if (!param) return reply(c, 400, '参数错误')
  return form.get('method') === 'cancel' ? cancel(c, desk, param) : order(c, desk, param)
}

function order(c: Context<PeerEnv>, desk: CourierDesk, param: Json): Response {
  const orderId = textOf(param.orderId)
  c.set('key', orderId)
  const company = textOf(param.kuaidicom)
  const recipient = recordOf(param.recMan)
  if (!carrierByKuaidi(company)) return reply(c, 400, '不支持的快递公司')
  if (textOf(recipient.name) === '' || textOf(recipient.printAddr) === '') {
    return reply(c, 400, '收件人信息不完整')
  }
  const before = labelsOf(desk).get(orderId)
  const label =
    before && !before.cancelled ? before : newLabel(desk, { orderId, company, recipient })
  return reply(c, 200, '成功', {
    taskId: label.taskId,
    kuaidinum: label.number,
    label: `${desk.kit.world.baseUrl()}/peers/kuaidi100/label/picture/${label.taskId}`,
  })
}

function newLabel(
  desk: CourierDesk,
  draft: { orderId: string; company: string; recipient: Json },
): Label {
  const digits = String(randomBytes(6).readUIntBE(0, 6)).padStart(13, '0').slice(-13)
  const label: Label = {
    taskId: randomBytes(16).toString('hex').toUpperCase(),
    orderId: draft.orderId,
    company: draft.company,
    number: draft.company.startsWith('shunfeng') ? `SF${digits}` : digits,
    to: `${textOf(draft.recipient.name)} ${textOf(draft.recipient.printAddr)}`,
    at: desk.kit.clock.now().toISOString(),
    cancelled: false,
  }
  labelsOf(desk).put(draft.orderId, label)
  desk.kit.log.effect('waybill', draft.orderId, desk.kit.clock.now())
  return label
}

/** Only before the courier has collected it. */
function cancel(c: Context<PeerEnv>, desk: CourierDesk, param: Json): Response {
  const label = labelsOf(desk)
    .all()
    .find((one) => one.number === textOf(param.kuaidinum))
  if (!label) return reply(c, 400, '单号不存在')
  const parcel = desk.parcels.all().find((one) => one.number === label.number)
  if (parcel && parcel.lines.length > 0) return reply(c, 400, '快件已揽收，不能取消')
  labelsOf(desk).put(label.orderId, { ...label, cancelled: true })
  return reply(c, 200, '成功')
}

export function labelPicture(c: Context<PeerEnv>, desk: CourierDesk): Response {
  const label = labelsOf(desk)
    .all()
    .find((one) => one.taskId === c.req.param('id'))
  if (!label) return c.text('没有这张面单', 404)
  const lines = [carrierByKuaidi(label.company)?.name ?? '', label.number, label.to]
  const words = lines
    .map((line, index) => `<text x="20" y="${50 + index * 40}">${plain(line)}</text>`)
    .join('')
  const body =
    `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="180" font-size="22">` +
    `<rect width="480" height="180" fill="#fff" stroke="#000"/>${words}</svg>`
  return c.body(body, 200, { 'Content-Type': 'image/svg+xml' })
}

const plain = (text: string): string => text.replace(/[<>&"]/g, '')

export const labelMessage = (label: Label): Message => ({
  id: label.taskId,
  at: label.at,
  kind: '电子面单',
  to: carrierByKuaidi(label.company)?.name ?? label.company,
  text: `${label.number}，${label.to}${label.cancelled ? '（已取消）' : ''}`,
  detail: { ...label },
})
