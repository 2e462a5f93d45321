import type { Context } from 'hono'
import { type Json, parseRecord, textOf } from '../../core/json'
import type { PeerEnv } from '../../core/peer'
import { looksReal } from '../../keys'
import { carrierByKuaidi } from '../../seed/carriers'
import { routeContent, upperMd5 } from './push'
import { type CourierDesk, parcelKey } from './records'

/** A number that is asked for again within this time is locked for as long (IN-087). */
const LOCK_MS = 30 * 60_000

const refuse = (c: Context<PeerEnv>, returnCode: string, message: string): Response =>
  c.json({ result: false, returnCode, message })

/** POST /poll/query.do: form fields customer, sign = upper MD5(param + key + customer), param. */
export function queryRoute(c: Context<PeerEnv>, desk: CourierDesk): Response {
  const form = new URLSearchParams(c.get('raw'))
  const written = form.get('param') ?? ''
  const param = parseRecord(written)
  if (!param) return refuse(c, '400', '提交的数据不完整或格式错误')
  const number = textOf(param.num)
  c.set('key', number)
  const refusal = signProblem(desk, form, written) ?? contentProblem(param)
  if (refusal) return refuse(c, refusal.code, refusal.message)
  const key = parcelKey(textOf(param.com), number)
  if (isLocked(desk, key)) return refuse(c, '501', '单号已锁定：同一单号 30 分钟内只能查询一次')
  desk.kit.log.effect('track-query', number, desk.kit.clock.now())
  const parcel = desk.parcels.get(key)
  if (!parcel || parcel.lines.length === 0) return refuse(c, '500', '查询无结果，请隔段时间再查')
  return c.json(routeContent(parcel))
}

interface Refusal {
  code: string
  message: string
}

function signProblem(
  desk: CourierDesk,
  form: URLSearchParams,
  written: string,
): Refusal | undefined {
  const { key, customer } = desk.kit.keys.kuaidi
  const given = form.get('customer') ?? ''
  if (looksReal(given)) return { code: '601', message: '沙箱只接受 SBX 开头的授权码' }
  const good = given === customer && form.get('sign') === upperMd5(`${written}${key}${customer}`)
  return good ? undefined : { code: '503', message: '验证签名失败' }
}

function contentProblem(param: Json): Refusal | undefined {
  const carrier = carrierByKuaidi(textOf(param.com))
  if (!carrier) return { code: '400', message: '快递公司编码错误' }
  const phone = /\d{4}$/.test(textOf(param.phone))
  return carrier.needsPhone && !phone
    ? { code: '408', message: '验证码错误：该快递公司须填写收件人或寄件人的手机号' }
    : undefined
}

/** Notes the question; one that comes too soon starts the lock anew. */
function isLocked(desk: CourierDesk, key: string): boolean {
  const asked = desk.kit.store.collection<{ at: string }>('queries')
  const now = desk.kit.clock.now()
  const last = asked.get(key)
  asked.put(key, { at: now.toISOString() })
  return last !== undefined && now.getTime() - Date.parse(last.at) < LOCK_MS
}
