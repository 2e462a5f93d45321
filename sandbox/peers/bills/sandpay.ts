import { createSign, createVerify, randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { shanghaiTime } from '../../core/clock'
import { type Json, parseRecord, recordOf, textOf } from '../../core/json'
import { newPeerApp, type Peer, type PeerApp, type PeerEnv, type PeerPlan } from '../../core/peer'
import { looksReal } from '../../keys'
import { billEdited, yuan } from './lines'
import { dayTrades, openTradeDesk, type Trade, type TradeDesk, tradeAct } from './trades'

/** Sandpay, as far as its clearing file goes (IN-020): the form gateway of head and body. */
export const sandpayPlan: PeerPlan = {
  name: 'sandpay',
  rules: () => ({
    retrySeconds: [],
    build: () => ({ headers: {}, body: '' }),
    accepts: () => true,
  }),
  open(kit) {
    const desk = openTradeDesk(kit)
    return openPeer(desk)
  },
}

const FAILED = '030005'

function openPeer(desk: TradeDesk): Peer {
  return {
    name: 'sandpay',
    title: '杉德对账文件',
    app: routes(desk),
    errorBody: (code, message) => ({
      status: 200,
      body: formAnswer(desk, head(desk, code || FAILED, message || '系统异常'), {}),
    }),
    act: (action, body) => tradeAct(desk, action, body),
    outbox: () => [],
    summary: () => ({ trades: desk.trades.size() }),
  }
}

function routes(desk: TradeDesk): PeerApp {
  const app = newPeerApp()
  app.post('/gateway/api/clearfile/download', (c) => clearFile(c, desk))
  app.get('/clearfile/:id', (c) => download(c, desk))
  return app
}

/** Form fields charset, signType 01, data and sign = SHA1withRSA over data (IN-068). */
function clearFile(c: Context<PeerEnv>, desk: TradeDesk): Response {
  const form = new URLSearchParams(c.get('raw'))
  const text = form.get('data') ?? ''
  const data = parseRecord(text)
  const mid = textOf(recordOf(data?.head).mid)
  if (!data || looksReal(mid) || mid !== desk.kit.keys.sandpay.mid) {
    return reply(c, desk, { code: '030003', message: '商户不存在' })
  }
  const good = createVerify('RSA-SHA1')
    .update(text)
    .verify(desk.kit.keys.sandpay.merchantPublicKey, form.get('sign') ?? '', 'base64')
  if (!good) return reply(c, desk, { code: '020002', message: '验签失败' })
  if (textOf(recordOf(data.head).method) !== 'sandpay.trade.download') {
    return reply(c, desk, { code: '030001', message: '接口不存在' })
  }
  return fileAnswer(c, desk, textOf(recordOf(data.body).clearDate))
}

function fileAnswer(c: Context<PeerEnv>, desk: TradeDesk, clearDate: string): Response {
  if (!/^\d{8}$/.test(clearDate))
    return reply(c, desk, { code: '030002', message: 'clearDate 格式错误' })
  const day = `${clearDate.slice(0, 4)}-${clearDate.slice(4, 6)}-${clearDate.slice(6)}`
  const ready = Date.parse(`${day}T09:00:00+08:00`) + 86400_000
  const edit = desk.edits.get(day)
  const now = desk.kit.clock.now()
  if (now.getTime() < ready || (edit && edit.state !== 'ready')) {
    return reply(c, desk, { code: '030024', message: '对账文件不存在' })
  }
  const id = randomUUID()
  desk.links.put(id, { day, until: new Date(now.getTime() + 600_000).toISOString() })
  const content = `${desk.kit.world.baseUrl()}/peers/sandpay/clearfile/${id}`
  return reply(c, desk, { code: '000000', message: '成功', body: { clearDate, content } })
}

function reply(
  c: Context<PeerEnv>,
  desk: TradeDesk,
  made: { code: string; message: string; body?: Json },
): Response {
  const text = formAnswer(desk, head(desk, made.code, made.message), made.body ?? {})
  return c.body(text, 200, { 'Content-Type': 'application/x-www-form-urlencoded;charset=utf-8' })
}

const head = (desk: TradeDesk, respCode: string, respMsg: string): Json => ({
  respTime: shanghaiTime(desk.kit.clock.now()).replace(/\D/g, ''),
  respMsg,
  version: '1.0',
  respCode,
})

function formAnswer(desk: TradeDesk, headPart: Json, body: Json): string {
  const data = JSON.stringify({ head: headPart, body })
  const sign = createSign('RSA-SHA1').update(data).sign(desk.kit.keys.platformPrivate, 'base64')
  return new URLSearchParams({ charset: 'utf-8', signType: '01', data, sign }).toString()
}

function download(c: Context<PeerEnv>, desk: TradeDesk): Response {
  const link = desk.links.get(c.req.param('id') ?? '')
  if (!link || link.until < desk.kit.clock.now().toISOString()) return c.text('链接已失效', 403)
  return c.text(clearText(desk, link.day))
}

const columns = [
  '商户号',
  '交易类型',
  '商户订单号',
  '杉德流水号',
  '交易时间',
  '交易金额',
  '手续费',
  '结算金额',
  '原商户订单号',
] as const

type Row = Record<string, string>

/** A line of totals first, then a line a trade, fields parted by bars. */
export function clearText(desk: TradeDesk, day: string): string {
  const trades = dayTrades(desk, day).map((trade) => tradeRow(desk, trade))
  const edit = desk.edits.get(day)
  const rows = edit ? billEdited(trades, edit, (row, key) => row.商户订单号 === key) : trades
  const sum = (column: string) =>
    yuan(rows.reduce((total, row) => total + Math.round(Number(row[column] ?? 0) * 100), 0))
  const totals = [
    day.replace(/-/g, ''),
    rows.length,
    sum('交易金额'),
    sum('手续费'),
    sum('结算金额'),
  ]
  return [
    totals.join('|'),
    columns.join('|'),
    ...rows.map((row) => columns.map((column) => row[column] ?? '').join('|')),
    '',
  ].join('\n')
}

function tradeRow(desk: TradeDesk, trade: Trade): Row {
  const sign = trade.kind === 'refund' ? -1 : 1
  return {
    商户号: desk.kit.keys.sandpay.mid,
    交易类型: trade.kind === 'refund' ? '退货' : '消费',
    商户订单号: trade.no,
    杉德流水号: trade.peerNo,
    交易时间: shanghaiTime(new Date(trade.at)).replace(/\D/g, ''),
    交易金额: yuan(sign * trade.fen),
    手续费: yuan(sign * trade.feeFen),
    结算金额: yuan(sign * (trade.fen - trade.feeFen)),
    原商户订单号: trade.kind === 'refund' ? trade.no : '',
  }
}
