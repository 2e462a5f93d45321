import type { Context } from 'hono'
import { type Json, parseRecord, recordOf, textOf } from '../../core/json'
import { newPeerApp, type Peer, type PeerApp, type PeerEnv, type PeerPlan } from '../../core/peer'
import { looksReal } from '../../keys'
import { carrierByKuaidi } from '../../seed/carriers'
import { act, moveOn } from './acts'
import { labelMessage, labelOrder, labelPicture, labelsOf } from './label'
import { buildPush } from './push'
import { queryRoute } from './query'
import { type CourierDesk, openCourierDesk, type Parcel, parcelKey, usualRoute } from './records'

/** Kuaidi100: subscription to tracking and the pushes that follow. */
export const kuaidiPlan: PeerPlan = {
  name: 'kuaidi100',
  rules: () => ({
    retrySeconds: [60, 300, 1_800],
    build: buildPush,
    accepts: (status, answer) => {
      const body = parseRecord(answer)
      return status === 200 && body?.result === true && textOf(body.returnCode) === '200'
    },
  }),
  open: (kit) => openPeer(openCourierDesk(kit)),
}

function openPeer(desk: CourierDesk): Peer {
  return {
    name: 'kuaidi100',
    title: '快递100',
    app: routes(desk),
    errorBody: (code, message) => ({
      status: 200,
      body: JSON.stringify({
        result: false,
        returnCode: code || '500',
        message: message || '服务器错误',
      }),
    }),
    act: (action, body) => act(desk, action, body),
    outbox: () => labelsOf(desk).all().map(labelMessage),
    summary: () => ({
      parcels: desk.parcels.size(),
      onTheWay: desk.parcels.all().filter((parcel) => !parcel.finished).length,
      settings: desk.settings(),
    }),
    tick: () => moveByThemselves(desk),
  }
}

function moveByThemselves(desk: CourierDesk): void {
  const { autoMinutes } = desk.settings()
  if (autoMinutes <= 0) return
  const now = desk.kit.clock.now()
  for (const parcel of desk.parcels.all()) {
    const last = parcel.lines.at(-1)?.at ?? parcel.subscribedAt
    const due = now.getTime() - Date.parse(last) >= autoMinutes * 60_000
    const stalled = parcel.stalledUntil > now.toISOString()
    const more = parcel.lines.length < usualRoute.length
    if (due && more && !stalled && !parcel.finished) moveOn(desk, parcel)
  }
}

function routes(desk: CourierDesk): PeerApp {
  const app = newPeerApp()
  app.post('/poll', (c) => poll(c, desk))
  app.post('/poll/query.do', (c) => queryRoute(c, desk))
  app.post('/label/order', (c) => labelOrder(c, desk))
  app.get('/label/picture/:id', (c) => labelPicture(c, desk))
  return app
}

const reply = (c: Context<PeerEnv>, returnCode: string, message: string): Response =>
  c.json({ result: returnCode === '200', returnCode, message })

/** POST /poll (IN-085): form fields schema=json and param. */
function poll(c: Context<PeerEnv>, desk: CourierDesk): Response {
  const form = new URLSearchParams(c.get('raw'))
  const param = parseRecord(form.get('param') ?? '')
  if (form.get('schema') !== 'json' || !param) return reply(c, '700', '订阅方的订阅数据格式错误')
  const number = textOf(param.number)
  c.set('key', number)
  const refusal = refusalOf(desk, param)
  if (refusal) return reply(c, refusal.code, refusal.message)
  const company = textOf(param.company)
  if (desk.parcels.has(parcelKey(company, number))) return reply(c, '501', '重复订阅')
  desk.parcels.put(parcelKey(company, number), newParcel(desk, param))
  desk.kit.log.effect('subscription', number, desk.kit.clock.now())
  return reply(c, '200', '提交成功')
}

interface Refusal {
  code: string
  message: string
}

function refusalOf(desk: CourierDesk, param: Json): Refusal | undefined {
  const key = textOf(param.key)
  if (looksReal(key) || !key.startsWith('SBX')) {
    return { code: '600', message: '沙箱只接受 SBX 开头的授权码' }
  }
  if (key !== desk.kit.keys.kuaidi.key) return { code: '600', message: '您不是合法的订阅者' }
  const number = textOf(param.number)
  if (!/^[0-9A-Za-z-]{6,32}$/.test(number)) {
    return { code: '700', message: '订阅方的订阅数据存在错误：单号格式不正确' }
  }
  const carrier = carrierByKuaidi(textOf(param.company))
  if (!carrier) return { code: '701', message: '拒绝订阅的快递公司' }
  const parameters = recordOf(param.parameters)
  if (!URL.canParse(textOf(parameters.callbackurl))) {
    return { code: '700', message: '订阅方的订阅数据存在错误：callbackurl 不正确' }
  }
  if (carrier.needsPhone && !/\d{4}$/.test(textOf(parameters.phone))) {
    return { code: '700', message: '该快递公司须填写收件人或寄件人的手机号' }
  }
  return undefined
}

function newParcel(desk: CourierDesk, param: Json): Parcel {
  const parameters = recordOf(param.parameters)
  return {
    company: textOf(param.company),
    number: textOf(param.number),
    callbackUrl: textOf(parameters.callbackurl),
    salt: textOf(parameters.salt),
    phone: textOf(parameters.phone),
    from: textOf(param.from),
    to: textOf(param.to),
    subscribedAt: desk.kit.clock.now().toISOString(),
    state: '',
    lines: [],
    finished: false,
    stalledUntil: '',
  }
}
