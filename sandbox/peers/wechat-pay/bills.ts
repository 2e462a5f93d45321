import { createHash, randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { shanghaiDay, shanghaiTime } from '../../core/clock'
import type { Json } from '../../core/json'
import { billEdited, yuan } from '../bills/lines'
import { PayRefusal } from './answers'
import { type BillEdit, isPaid, type PayDesk, type Payment, type Refund } from './records'

/** The bill files of one day, in WeChat Pay's own columns (IN-020, IN-056, IN-057). */
type Row = Record<string, string>

const tradeColumns = [
  '交易时间',
  '公众账号ID',
  '商户号',
  '特约商户号',
  '设备号',
  '微信订单号',
  '商户订单号',
  '用户标识',
  '交易类型',
  '交易状态',
  '付款银行',
  '货币种类',
  '应结订单金额',
  '代金券金额',
  '微信退款单号',
  '商户退款单号',
  '退款金额',
  '充值券退款金额',
  '退款类型',
  '退款状态',
  '商品名称',
  '商户数据包',
  '手续费',
  '费率',
  '订单金额',
  '申请退款金额',
  '费率备注',
] as const

const fundColumns = [
  '记账时间',
  '微信支付业务单号',
  '资金流水单号',
  '业务名称',
  '业务类型',
  '收支类型',
  '收支金额(元)',
  '账户结余(元)',
  '资金变更提交申请人',
  '备注',
  '业务凭证号',
] as const

const FEE_PER_MILLE = 6

/** Asks for a bill: hash and address of the file, or why there is none yet. */
export function billAnswer(desk: PayDesk, query: URLSearchParams, bill: 'trade' | 'fund'): Json {
  const day = query.get('bill_date') ?? ''
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) {
    throw new PayRefusal(400, 'PARAM_ERROR', '参数错误：bill_date 格式为 yyyy-MM-DD')
  }
  const edit = desk.billEdits.get(`${bill}/${day}`)
  if (isTooEarly(desk, day) || edit?.state === 'creating') {
    throw new PayRefusal(400, 'STATEMENT_CREATING', '账单生成中')
  }
  const text = billText(desk, day, bill)
  if (text === undefined || edit?.state === 'none') {
    throw new PayRefusal(400, 'NO_STATEMENT_EXIST', '账单文件不存在')
  }
  const hash = createHash('sha1').update(text).digest('hex')
  const token = `${bill}.${day}.${query.get('tar_type') === 'GZIP' ? 'gz' : 'txt'}.${randomUUID()}`
  desk.kit.store
    .collection<string>('bill-tokens')
    .put(token, new Date(desk.kit.clock.now().getTime() + 300_000).toISOString())
  return {
    hash_type: 'SHA1',
    hash_value: edit?.hash === 'wrong' ? hash.replace(/^./, (c) => (c === '0' ? '1' : '0')) : hash,
    download_url: `${ownAddress(desk)}/v3/billdownload/file?token=${token}`,
  }
}

const ownAddress = (desk: PayDesk): string => `${desk.kit.world.baseUrl()}/peers/wechat-pay`

/** The file itself; the one answer that is not signed. */
export function billFile(desk: PayDesk, token: string): Buffer {
  const until = desk.kit.store.collection<string>('bill-tokens').get(token)
  const [bill, day, form] = token.split('.')
  if (until === undefined || until < desk.kit.clock.now().toISOString()) {
    throw new PayRefusal(400, 'PARAM_ERROR', '下载地址已失效')
  }
  const text = billText(desk, day ?? '', bill === 'fund' ? 'fund' : 'trade') ?? ''
  return form === 'gz' ? gzipSync(text) : Buffer.from(text)
}

/** Bills of a day are ready at ten in the morning of the next one. */
function isTooEarly(desk: PayDesk, day: string): boolean {
  const ready = Date.parse(`${day}T10:00:00+08:00`) + 86400_000
  return desk.kit.clock.now().getTime() < ready
}

export function billText(desk: PayDesk, day: string, bill: 'trade' | 'fund'): string | undefined {
  const rows = bill === 'trade' ? tradeRows(desk, day) : fundRows(desk, day)
  const edited = applyEdit(rows, desk.billEdits.get(`${bill}/${day}`))
  if (edited.length === 0) return undefined
  return bill === 'trade' ? tradeText(edited) : fundText(edited)
}

function applyEdit(rows: Row[], edit: BillEdit | undefined): Row[] {
  if (!edit) return rows
  return billEdited(rows, edit, (row, key) =>
    [row.商户订单号, row.商户退款单号, row.业务凭证号].includes(key),
  )
}

function tradeRows(desk: PayDesk, day: string): Row[] {
  const rows: Row[] = []
  for (const payment of desk.payments.all()) {
    if (isPaid(payment) && shanghaiDay(new Date(payment.paidAt)) === day) {
      rows.push(tradeRow(payment, undefined))
    }
  }
  for (const refund of desk.refunds.all()) {
    const payment = desk.payments.get(`${refund.mchid}/${refund.outTradeNo}`)
    if (payment && shanghaiDay(new Date(refund.createdAt)) === day) {
      rows.push(tradeRow(payment, refund))
    }
  }
  return rows.sort((a, b) => (a.交易时间 ?? '').localeCompare(b.交易时间 ?? ''))
}

const feeFen = (fen: number): number => Math.round((fen * FEE_PER_MILLE) / 1000)

function tradeRow(payment: Payment, refund: Refund | undefined): Row {
  const at = new Date(refund ? refund.createdAt : payment.paidAt)
  const fee = feeFen(refund ? -refund.refundFen : payment.totalFen)
  return {
    交易时间: shanghaiTime(at),
    公众账号ID: payment.appid,
    商户号: payment.mchid,
    特约商户号: '0',
    设备号: '',
    微信订单号: payment.transactionId,
    商户订单号: payment.outTradeNo,
    用户标识: payment.openid,
    交易类型: 'JSAPI',
    交易状态: refund ? 'REFUND' : 'SUCCESS',
    付款银行: 'OTHERS',
    货币种类: 'CNY',
    应结订单金额: yuan(refund ? 0 : payment.totalFen),
    代金券金额: '0.00',
    微信退款单号: refund?.refundId ?? '0',
    商户退款单号: refund?.outRefundNo ?? '0',
    退款金额: yuan(refund?.refundFen ?? 0),
    充值券退款金额: '0.00',
    退款类型: refund ? 'ORIGINAL' : '',
    退款状态: refund?.state ?? '',
    商品名称: payment.description,
    商户数据包: payment.attach,
    手续费: `${yuan(fee)}000`,
    费率: '0.60%',
    订单金额: yuan(refund ? 0 : payment.totalFen),
    申请退款金额: yuan(refund?.refundFen ?? 0),
    费率备注: '',
  }
}

function fundRows(desk: PayDesk, day: string): Row[] {
  let balanceFen = 0
  const rows: Row[] = []
  for (const trade of tradeRows(desk, day)) {
    const isRefund = trade.交易状态 === 'REFUND'
    const fen = Math.round(Number(isRefund ? trade.退款金额 : trade.订单金额) * 100)
    const moves: [string, string, number][] = isRefund
      ? [['退款', '支出', -fen]]
      : [
          ['交易', '收入', fen],
          ['扣除交易手续费', '支出', -feeFen(fen)],
        ]
    for (const [kind, direction, change] of moves) {
      balanceFen += change
      rows.push(fundRow(trade, { kind, direction, fen: Math.abs(change), balanceFen }))
    }
  }
  return rows
}

function fundRow(
  trade: Row,
  move: { kind: string; direction: string; fen: number; balanceFen: number },
): Row {
  const isRefund = trade.交易状态 === 'REFUND'
  const id = (isRefund ? trade.微信退款单号 : trade.微信订单号) ?? ''
  return {
    记账时间: trade.交易时间 ?? '',
    微信支付业务单号: id,
    资金流水单号: `1217752501201407033233368${id.slice(-6)}`,
    业务名称: move.kind,
    业务类型: move.kind,
    收支类型: move.direction,
    '收支金额(元)': yuan(move.fen),
    '账户结余(元)': yuan(move.balanceFen),
    资金变更提交申请人: 'system',
    备注: '',
    业务凭证号: (isRefund ? trade.商户退款单号 : trade.商户订单号) ?? '',
  }
}

/** Every field starts with a back-quote, as in the real file. */
const csvRow = (row: Row, columns: readonly string[]): string =>
  columns.map((column) => `\`${row[column] ?? ''}`).join(',')

const sum = (rows: Row[], column: string): string =>
  yuan(rows.reduce((total, row) => total + Math.round(Number(row[column] ?? 0) * 100), 0))

function tradeText(rows: Row[]): string {
  const totals = [
    String(rows.length),
    sum(rows, '应结订单金额'),
    sum(rows, '退款金额'),
    '0.00',
    `${sum(rows, '手续费')}000`,
    sum(rows, '订单金额'),
    sum(rows, '申请退款金额'),
  ]
  const totalHead =
    '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'
  return file(tradeColumns, rows, totalHead, totals)
}

function fundText(rows: Row[]): string {
  const income = rows.filter((row) => row.收支类型 === '收入')
  const expense = rows.filter((row) => row.收支类型 === '支出')
  const totals = [
    String(rows.length),
    String(income.length),
    sum(income, '收支金额(元)'),
    String(expense.length),
    sum(expense, '收支金额(元)'),
  ]
  return file(fundColumns, rows, '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额', totals)
}

function file(columns: readonly string[], rows: Row[], totalHead: string, totals: string[]) {
  return [
    columns.join(','),
    ...rows.map((row) => csvRow(row, columns)),
    totalHead,
    totals.map((total) => `\`${total}`).join(','),
    '',
  ].join('\r\n')
}
