import { createVerify, randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { shanghaiTime } from '../../core/clock'
import { type Json, parseRecord, textOf } from '../../core/json'
import { newPeerApp, type Peer, type PeerApp, type PeerEnv, type PeerPlan } from '../../core/peer'
import { looksReal } from '../../keys'
import { rsaSign } from '../wechat-pay/signing'
import { toGbk } from './gbk'
import { billEdited, yuan } from './lines'
import { dayTrades, openTradeDesk, type Trade, type TradeDesk, tradeAct } from './trades'
import { zip } from './zip'

/** Alipay, as far as its bill goes (IN-020, IN-142): an RSA2 gateway and a zipped GBK file. */
export const alipayPlan: PeerPlan = {
  name: 'alipay',
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

function openPeer(desk: TradeDesk): Peer {
  return {
    name: 'alipay',
    title: '支付宝账单',
    app: routes(desk),
    errorBody: (code, message) => ({
      status: 200,
      body: JSON.stringify({
        error_response: {
          code: '20000',
          msg: 'Service Currently Unavailable',
          sub_code: code,
          sub_msg: message,
        },
      }),
    }),
    act: (action, body) => tradeAct(desk, action, body),
    outbox: () => [],
    summary: () => ({ trades: desk.trades.size() }),
  }
}

const METHOD = 'alipay.data.dataservice.bill.downloadurl.query'
const LINK_MS = 30_000

function routes(desk: TradeDesk): PeerApp {
  const app = newPeerApp()
  app.post('/gateway.do', (c) => gateway(c, desk))
  app.get('/bill/:id', (c) => download(c, desk))
  return app
}

function gateway(c: Context<PeerEnv>, desk: TradeDesk): Response {
  const form = new URLSearchParams(c.get('raw'))
  for (const [name, value] of new URL(c.req.url).searchParams) form.set(name, value)
  const appId = form.get('app_id') ?? ''
  if (looksReal(appId) || appId !== desk.kit.keys.alipay.appId) {
    return failure(c, 'isv.invalid-app-id', '无效的 AppID 参数')
  }
  if (!signatureHolds(desk, form)) return failure(c, 'isv.invalid-signature', '无效签名')
  if (form.get('method') !== METHOD) return failure(c, 'isv.invalid-method', '不存在的方法名')
  const content = parseRecord(form.get('biz_content') ?? '') ?? {}
  return bill(c, desk, content)
}

/** RSA2 over the sorted parameters, without the signature itself. */
function signatureHolds(desk: TradeDesk, form: URLSearchParams): boolean {
  const text = [...form]
    .filter(([name, value]) => name !== 'sign' && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  return createVerify('RSA-SHA256')
    .update(text)
    .verify(desk.kit.keys.alipay.merchantPublicKey, form.get('sign') ?? '', 'base64')
}

function bill(c: Context<PeerEnv>, desk: TradeDesk, content: Json): Response {
  const day = textOf(content.bill_date)
  const now = desk.kit.clock.now()
  const edit = desk.edits.get(day)
  const ready = Date.parse(`${day}T10:00:00+08:00`) + 86400_000
  if (Number.isNaN(ready) || now.getTime() < ready || edit?.state === 'creating') {
    return failure(c, 'isp.bill_not_exist', '账单尚未生成')
  }
  if (edit?.state === 'none' || alipayRows(desk, day).length === 0) {
    return failure(c, 'isp.bill_not_exist', '该日期没有账单')
  }
  const id = randomUUID()
  desk.links.put(id, { day, until: new Date(now.getTime() + LINK_MS).toISOString() })
  return signed(c, desk, {
    code: '10000',
    msg: 'Success',
    bill_download_url: `${desk.kit.world.baseUrl()}/peers/alipay/bill/${id}`,
  })
}

const ANSWER = 'alipay_data_dataservice_bill_downloadurl_query_response'

function signed(c: Context<PeerEnv>, desk: TradeDesk, body: Json): Response {
  const text = JSON.stringify(body)
  const sign = rsaSign(text, desk.kit.keys.platformPrivate)
  return c.body(`{"${ANSWER}":${text},"sign":"${sign}"}`, 200, {
    'Content-Type': 'application/json;charset=utf-8',
  })
}

const failure = (c: Context<PeerEnv>, subCode: string, message: string): Response =>
  c.json({
    [ANSWER]: { code: '40004', msg: 'Business Failed', sub_code: subCode, sub_msg: message },
  })

function download(c: Context<PeerEnv>, desk: TradeDesk): Response {
  const link = desk.links.get(c.req.param('id') ?? '')
  if (!link || link.until < desk.kit.clock.now().toISOString()) return c.text('链接已失效', 403)
  return new Response(new Uint8Array(alipayZip(desk, link.day)), {
    headers: { 'Content-Type': 'application/zip' },
  })
}

const columns = [
  '支付宝交易号',
  '商户订单号',
  '业务类型',
  '商品名称',
  '创建时间',
  '完成时间',
  '门店编号',
  '门店名称',
  '操作员',
  '终端号',
  '对方账户',
  '订单金额（元）',
  '商家实收（元）',
  '支付宝红包（元）',
  '集分宝（元）',
  '支付宝优惠（元）',
  '商家优惠（元）',
  '券核销金额（元）',
  '券名称',
  '商家红包消费金额（元）',
  '卡消费金额（元）',
  '退款批次号/请求号',
  '服务费（元）',
  '分润（元）',
  '备注',
] as const

type Row = Record<string, string>

export function alipayRows(desk: TradeDesk, day: string): Row[] {
  const rows = dayTrades(desk, day).map(tradeRow)
  const edit = desk.edits.get(day)
  return edit ? billEdited(rows, edit, (row, key) => row.商户订单号 === key) : rows
}

function tradeRow(trade: Trade): Row {
  const sign = trade.kind === 'refund' ? -1 : 1
  const at = shanghaiTime(new Date(trade.at))
  const amounts = Object.fromEntries(
    columns.filter((column) => column.endsWith('（元）')).map((column) => [column, '0.00']),
  )
  return {
    ...amounts,
    支付宝交易号: trade.peerNo,
    商户订单号: trade.no,
    业务类型: trade.kind === 'refund' ? '退款' : '交易',
    商品名称: trade.title,
    创建时间: at,
    完成时间: at,
    '订单金额（元）': yuan(sign * trade.fen),
    '商家实收（元）': yuan(sign * trade.fen),
    '服务费（元）': yuan(-sign * trade.feeFen),
    '退款批次号/请求号': trade.kind === 'refund' ? trade.no : '',
  }
}

const fenOf = (row: Row): number => Math.round(Number(row['商家实收（元）'] ?? 0) * 100)

/** The archive with the detail file and the summary file, both in GBK. */
function alipayZip(desk: TradeDesk, day: string): Buffer {
  const rows = alipayRows(desk, day)
  const account = desk.kit.keys.alipay.appId
  const compact = day.replace(/-/g, '')
  const head = [
    '#支付宝业务明细查询',
    `#账号：[${account}]`,
    `#起始日期：[${day} 00:00:00]   终止日期：[${day} 24:00:00]`,
  ]
  const lines = rows.map((row) => columns.map((column) => `${row[column] ?? ''}\t`).join(','))
  const paid = rows.filter((row) => fenOf(row) > 0)
  const refunded = rows.filter((row) => fenOf(row) < 0)
  const total = (list: Row[]) => yuan(list.reduce((sum, row) => sum + fenOf(row), 0))
  const detail = [
    ...head,
    '#-----------------------------------------业务明细列表----------------------------------------',
    columns.join(','),
    ...lines,
    '#-----------------------------------------业务明细列表结束------------------------------------',
    `#交易合计：${paid.length}笔，商家实收共${total(paid)}元，商家优惠共0.00元`,
    `#退款合计：${refunded.length}笔，商家实收退款共${total(refunded)}元，商家优惠退款共0.00元`,
    `#导出时间：[${shanghaiTime(desk.kit.clock.now())}]`,
    '',
  ]
  const summary = [
    ...head,
    '门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）',
    `合计,,${paid.length},${refunded.length},${total(rows)},${total(rows)}`,
    '',
  ]
  return zip([
    { name: toGbk(`${account}_${compact}_业务明细.csv`), content: toGbk(detail.join('\r\n')) },
    {
      name: toGbk(`${account}_${compact}_业务明细(汇总).csv`),
      content: toGbk(summary.join('\r\n')),
    },
  ])
}
