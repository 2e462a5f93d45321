import type { Context } from 'hono'
import { type Json, parseRecord, textOf } from '../../core/json'
import { newPeerApp, type Peer, type PeerApp, type PeerEnv, type PeerPlan } from '../../core/peer'
import type { AppName } from '../../seed/people'
import { seedTemplates } from '../../seed/subscribe-templates'
import { act } from './acts'
import { codePicture } from './code-picture'
import { codeToSession, phoneNumber } from './codes'
import { checkPicture, checkText } from './content-checks'
import { eventRequest } from './events'
import { openWechatDesk, type WechatDesk, WechatRefusal } from './records'
import { getOrder, uploadShipping } from './shipping'
import { sendSubscribe, templateList } from './subscribe'
import { checkToken, stableToken } from './tokens'

/** The WeChat mini-program platform of three apps that belong to one open-platform account. */
export const wechatPlan: PeerPlan = {
  name: 'wechat',
  rules: (kit) => ({
    retrySeconds: [5, 5],
    build: (delivery, fault) => eventRequest(kit, delivery, fault !== undefined),
    accepts: (status, answer) => status === 200 && answer === 'success',
  }),
  open(kit) {
    const desk = openWechatDesk(kit)
    return openPeer(desk)
  },
}

function openPeer(desk: WechatDesk): Peer {
  return {
    name: 'wechat',
    title: '微信小程序平台',
    app: routes(desk),
    seed() {
      for (const template of seedTemplates) {
        if (!desk.templates.has(template.id)) desk.templates.put(template.id, template)
      }
    },
    errorBody: (code, message) => ({
      status: 200,
      body: JSON.stringify({ errcode: Number(code) || -1, errmsg: message || 'system error' }),
    }),
    act: (action, body) => act(desk, action, body),
    outbox: () => desk.messages.all(),
    summary: () => ({
      messages: desk.messages.size(),
      shippingReports: desk.reports.size(),
      pictures: desk.pictures.size(),
    }),
  }
}

function routes(desk: WechatDesk): PeerApp {
  const app = newPeerApp()
  app.post('/cgi-bin/stable_token', (c) => plain(c, (body) => stableToken(desk, body)))
  app.get('/sns/jscode2session', (c) =>
    plain(c, () => codeToSession(desk, new URL(c.req.url).searchParams)),
  )
  const withToken = (path: string, run: TokenRun) => app.post(path, (c) => tokened(c, desk, run))
  withToken('/wxa/business/getuserphonenumber', (name, body) => phoneNumber(desk, name, body))
  withToken('/cgi-bin/message/subscribe/send', (name, body) => sendSubscribe(desk, name, body))
  withToken('/wxa/getwxacodeunlimit', (name, body) => codePicture(desk, name, body))
  withToken('/wxa/sec/order/upload_shipping_info', (name, body) => uploadShipping(desk, name, body))
  withToken('/wxa/sec/order/get_order', (_name, body) => getOrder(desk, body))
  withToken('/wxa/msg_sec_check', (name, body) => checkText(desk, name, body))
  withToken('/wxa/media_check_async', (name, body) => checkPicture(desk, name, body))
  app.get('/wxaapi/newtmpl/gettemplate', (c) =>
    tokened(c, desk, (name) => templateList(desk, name)),
  )
  app.notFound((c) => c.json({ errcode: 404, errmsg: 'not found' }, 404))
  return app
}

type Made = Json | Buffer | Promise<Json>
type TokenRun = (name: AppName, body: Json) => Made

async function plain(c: Context<PeerEnv>, run: (body: Json) => Made): Promise<Response> {
  try {
    const raw = c.get('raw')
    const body = raw === '' ? {} : parseRecord(raw)
    if (!body) throw new WechatRefusal(47001, 'data format error')
    c.set('key', keyOf(body))
    const made = await run(body)
    if (!(made instanceof Buffer)) return c.json(made)
    return new Response(new Uint8Array(made), { headers: { 'Content-Type': 'image/png' } })
  } catch (error) {
    if (!(error instanceof WechatRefusal)) throw error
    const rid = `rid: ${c.get('trace')}`
    return c.json({ errcode: error.errcode, errmsg: `${error.message} ${rid}` })
  }
}

const tokened = (c: Context<PeerEnv>, desk: WechatDesk, run: TokenRun): Promise<Response> =>
  plain(c, (body) => run(checkToken(desk, c.req.query('access_token') ?? ''), body))

/** What a call is about, for the call log. */
function keyOf(body: Json): string {
  const order = body.order_key as Json | undefined
  return textOf(order?.out_trade_no ?? body.touser ?? body.scene ?? body.appid)
}
