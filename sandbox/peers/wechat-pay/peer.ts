import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { type Json, parseRecord, textOf } from '../../core/json'
import {
  type KnownPayment,
  newPeerApp,
  type PaymentLookup,
  type Peer,
  type PeerApp,
  type PeerEnv,
  type PeerPlan,
} from '../../core/peer'
import { act, waiting } from './acts'
import { PayRefusal, payError } from './answers'
import { billAnswer, billFile } from './bills'
import { certificatesAnswer } from './certificate'
import { buildNotice, type Notice, wechatRetrySeconds } from './notice'
import { closePayment, prepay, queryPayment } from './payments'
import { isPaid, openPayDesk, type PayDesk, paymentKey } from './records'
import { applyAbnormal, createRefund, queryRefund, settleDueRefunds } from './refunds'
import { checkCaller, signatureHeaders } from './signing'

/** WeChat Pay API v3 of one merchant. */
export const wechatPayPlan: PeerPlan = {
  name: 'wechat-pay',
  rules(kit) {
    const desk = openPayDesk(kit)
    return {
      retrySeconds: wechatRetrySeconds,
      build: (delivery, fault) => buildNotice(desk, delivery.content as Notice, fault),
      accepts: (status) => status >= 200 && status < 300,
    }
  },
  open: (kit) => openPeer(openPayDesk(kit)),
}

function openPeer(desk: PayDesk): Peer {
  desk.kit.world.payments = lookup(desk)
  const openRefunds = new Set<string>()
  for (const refund of desk.refunds.all()) {
    if (refund.state === 'PROCESSING') openRefunds.add(`${refund.mchid}/${refund.outRefundNo}`)
  }
  return {
    name: 'wechat-pay',
    title: '微信支付',
    app: routes(desk, openRefunds),
    errorBody: (code, message, status) => ({
      status: status || (errorStatus[code] ?? 500),
      body: payError(code || 'SYSTEM_ERROR', message || '系统异常，请稍后重试'),
    }),
    act: (action, body) => act(desk, action, body),
    outbox: () => [],
    summary: () => ({
      payments: desk.payments.size(),
      refunds: desk.refunds.size(),
      waiting: waiting(desk).length,
      settings: desk.settings(),
    }),
    tick() {
      for (const key of settleDueRefunds(desk, openRefunds)) openRefunds.delete(key)
    },
  }
}

const errorStatus: Record<string, number> = {
  SYSTEM_ERROR: 500,
  FREQUENCY_LIMITED: 429,
  SIGN_ERROR: 401,
  NO_AUTH: 403,
  NOT_ENOUGH: 403,
  USER_ACCOUNT_ABNORMAL: 403,
  OUT_TRADE_NO_USED: 403,
  RULE_LIMIT: 403,
  ORDER_NOT_EXIST: 404,
  RESOURCE_NOT_EXISTS: 404,
  PARAM_ERROR: 400,
  INVALID_REQUEST: 400,
  ORDERPAID: 400,
  ORDER_CLOSED: 400,
}

type Handler = (c: Context<PeerEnv>, body: Json, mchid: string) => Json | undefined

function routes(desk: PayDesk, openRefunds: Set<string>): PeerApp {
  const app = newPeerApp()
  const on = (method: 'GET' | 'POST', path: string, handler: Handler) =>
    app.on(method, path, (c) => answer(c, desk, handler))
  const byNumber = '/v3/pay/transactions/out-trade-no/:no'

  on('POST', '/v3/pay/transactions/jsapi', (c, body, mchid) => {
    c.set('key', textOf(body.out_trade_no))
    return prepay(desk, body, mchid)
  })
  on('GET', byNumber, (c, _body, mchid) => {
    const no = c.req.param('no') ?? ''
    c.set('key', no)
    return queryPayment(desk.payments.get(paymentKey(ownMerchant(c, mchid), no)))
  })
  on('POST', `${byNumber}/close`, (c, body, mchid) => {
    const no = c.req.param('no') ?? ''
    c.set('key', no)
    if (textOf(body.mchid) !== mchid) throw new PayRefusal(400, 'PARAM_ERROR', '商户号不一致')
    closePayment(desk, desk.payments.get(paymentKey(mchid, no)))
    return undefined
  })
  on('GET', '/v3/pay/transactions/id/:id', (c, _body, mchid) => {
    ownMerchant(c, mchid)
    const key = desk.byTransaction.get(c.req.param('id') ?? '') ?? ''
    return queryPayment(desk.payments.get(key))
  })
  on('POST', '/v3/refund/domestic/refunds', (c, body, mchid) => {
    c.set('key', textOf(body.out_refund_no))
    const made = createRefund(desk, body, mchid)
    openRefunds.add(`${mchid}/${textOf(body.out_refund_no)}`)
    return made
  })
  on('POST', '/v3/refund/domestic/refunds/:id/apply-abnormal-refund', (c, body, mchid) => {
    const no = textOf(body.out_refund_no)
    c.set('key', no)
    const serial = c.req.header('wechatpay-serial') ?? ''
    const made = applyAbnormal(desk, mchid, {
      refundId: c.req.param('id') ?? '',
      no,
      body,
      serial,
    })
    openRefunds.add(`${mchid}/${no}`)
    return made
  })
  on('GET', '/v3/refund/domestic/refunds/:no', (c, _body, mchid) => {
    const no = c.req.param('no') ?? ''
    c.set('key', no)
    return queryRefund(desk, mchid, no)
  })
  on('GET', '/v3/certificates', () => certificatesAnswer(desk))
  on('GET', '/v3/bill/tradebill', (c) => billAnswer(desk, queryOf(c), 'trade'))
  on('GET', '/v3/bill/fundflowbill', (c) => billAnswer(desk, queryOf(c), 'fund'))
  app.get('/v3/billdownload/file', (c) => download(c, desk))
  app.notFound((c) => c.body(payError('NOT_FOUND', '接口不存在'), 404, jsonType))
  return app
}

const jsonType = { 'Content-Type': 'application/json; charset=utf-8' }

const queryOf = (c: Context<PeerEnv>): URLSearchParams => new URL(c.req.url).searchParams

function ownMerchant(c: Context<PeerEnv>, mchid: string): string {
  if (c.req.query('mchid') !== mchid) throw new PayRefusal(400, 'PARAM_ERROR', '商户号不一致')
  return mchid
}

/** Checks the caller, runs the handler and signs whatever comes out (IN-039, IN-040). */
function answer(c: Context<PeerEnv>, desk: PayDesk, handler: Handler): Response {
  const check = checkCaller(c, desk)
  if (!check.ok) return refuse(c, new PayRefusal(check.status, check.code, check.message))
  const { mchid, timestamp } = check.caller
  let status = 200
  let body = ''
  try {
    const made = handler(c, requestBody(c), mchid)
    status = made === undefined ? 204 : 200
    body = made === undefined ? '' : JSON.stringify(made)
  } catch (error) {
    if (!(error instanceof PayRefusal)) throw error
    status = error.status
    body = payError(error.code, error.message)
  }
  const fault = c.get('badSignature')
  const stamp = { timestamp, body, fault, turn: Number(c.get('trace')) }
  const headers = { ...jsonType, 'Request-ID': randomUUID(), ...signatureHeaders(desk, stamp) }
  return new Response(status === 204 ? null : body, { status, headers })
}

function requestBody(c: Context<PeerEnv>): Json {
  if (c.req.method === 'GET') return {}
  const body = parseRecord(c.get('raw'))
  if (!body) throw new PayRefusal(400, 'PARAM_ERROR', '请求体不是有效的 JSON')
  return body
}

const refuse = (c: Context<PeerEnv>, refusal: PayRefusal): Response =>
  c.body(payError(refusal.code, refusal.message), refusal.status as 401, jsonType)

function download(c: Context<PeerEnv>, desk: PayDesk): Response {
  const check = checkCaller(c, desk)
  if (!check.ok) return refuse(c, new PayRefusal(check.status, check.code, check.message))
  try {
    const file = billFile(desk, c.req.query('token') ?? '')
    return new Response(new Uint8Array(file), { headers: { 'Content-Type': 'text/plain' } })
  } catch (error) {
    if (error instanceof PayRefusal) return refuse(c, error)
    throw error
  }
}

/** What the WeChat platform may know of a payment: only paid ones exist there. */
function lookup(desk: PayDesk): PaymentLookup {
  const known = (key: string): KnownPayment | undefined => {
    const payment = desk.payments.get(key)
    if (!payment || !isPaid(payment)) return undefined
    return { ...payment, refunded: payment.refundedFen >= payment.totalFen }
  }
  return {
    byNumber: (mchid, outTradeNo) => known(paymentKey(mchid, outTradeNo)),
    byTransaction: (id) => known(desk.byTransaction.get(id) ?? ''),
  }
}
