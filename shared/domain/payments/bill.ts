import { shanghaiInstant } from '../kernel/time'

/** A line of WeChat Pay's trade bill that moved money. Amounts in fen, always positive. */
export interface BillLine {
  readonly subject: 'payment' | 'refund'
  /** Our own number: out_trade_no of a payment, out_refund_no of a refund. */
  readonly key: string
  readonly transactionId: string
  readonly amountFen: number
  /** False while a refund is accepted and not paid out. */
  readonly settled: boolean
  readonly at: Date
}

/** A line of the fund-flow bill; `amountFen` is positive for income and negative for expense. */
export interface FlowLine {
  readonly flowNo: string
  readonly key: string
  readonly business: string
  readonly amountFen: number
  readonly at: Date
}

type Row = ReadonlyMap<string, string>
interface Table {
  readonly rows: readonly Row[]
  readonly totals: Row
}

const MARK = '`'

/**
 * Reads a bill file: a head, lines whose fields start with a back-quote (so that a comma in a name
 * is no border), a head of totals and the totals. Null for anything else; a file is never read in
 * part.
 */
function tableOf(text: string): Table | null {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
  const heads = lines.flatMap((line, place) => (line.startsWith(MARK) ? [] : [place]))
  const [first, second] = heads
  if (first !== 0 || second === undefined || heads.length !== 2 || second !== lines.length - 2) {
    return null
  }
  const rows = lines.slice(1, second).map((line) => rowOf(lines[0] ?? '', line))
  const totals = rowOf(lines[second] ?? '', lines[second + 1] ?? '')
  const whole = rows.every((row): row is Row => row !== null)
  return whole && totals ? { rows: rows as readonly Row[], totals } : null
}

function rowOf(head: string, line: string): Row | null {
  const names = head.split(',')
  const fields = line.slice(1).split(`,${MARK}`)
  if (!line.startsWith(MARK) || fields.length !== names.length) {
    return null
  }
  return new Map(names.map((name, place) => [name.trim(), (fields[place] ?? '').trim()]))
}

/** `12.34` as 1234; null when it is not an amount with at least two decimals. */
export function billFen(text: string | undefined): number | null {
  const match = /^(-?)(\d{1,12})\.(\d{2})0*$/.exec(text ?? '')
  if (!match) {
    return null
  }
  const [, sign, whole, cents] = match
  const fen = Number(whole) * 100 + Number(cents)
  return sign === '-' ? -fen : fen
}

function billInstant(text: string | undefined): Date | null {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}):(\d{2})$/.exec(text ?? '')
  if (!match) {
    return null
  }
  const [, day = '', time = '', seconds = '0'] = match
  return new Date(shanghaiInstant(day, time).getTime() + Number(seconds) * 1_000)
}

/** Refunds that came to nothing: no money moved. */
const VOID_REFUNDS = ['CLOSED', 'FAIL']

/**
 * The trade bill of a day (IN-056), or null when a line or a total does not fit: a file that cannot
 * be read whole is not read at all.
 */
export function readTradeBill(text: string): BillLine[] | null {
  const table = tableOf(text)
  if (!table || table.totals.get('总交易单数') !== String(table.rows.length)) {
    return null
  }
  const all = table.rows.map(tradeLine)
  if (!all.every((line) => line !== null)) {
    return null
  }
  const sum = (subject: BillLine['subject']) =>
    all.reduce((fen, line) => fen + (line?.subject === subject ? line.amountFen : 0), 0)
  const fits =
    billFen(table.totals.get('订单总金额')) === sum('payment') &&
    billFen(table.totals.get('申请退款总金额')) === sum('refund')
  return fits ? (all as Traded[]).flatMap(({ moved, ...line }) => (moved ? [line] : [])) : null
}

type Traded = BillLine & { readonly moved: boolean }

function tradeLine(row: Row): Traded | null {
  const refund = row.get('交易状态') === 'REFUND'
  const state = row.get('退款状态') ?? ''
  const key = row.get(refund ? '商户退款单号' : '商户订单号') ?? ''
  const amountFen = billFen(row.get(refund ? '申请退款金额' : '订单金额'))
  const at = billInstant(row.get('交易时间'))
  if (key === '' || amountFen === null || at === null) {
    return null
  }
  return {
    subject: refund ? 'refund' : 'payment',
    key,
    transactionId: row.get('微信订单号') ?? '',
    amountFen,
    settled: refund ? state === 'SUCCESS' : row.get('交易状态') === 'SUCCESS',
    at,
    moved: !(refund && VOID_REFUNDS.includes(state)),
  }
}

/** The fund-flow bill of a day (IN-057), or null when it cannot be read whole. */
export function readFundBill(text: string): FlowLine[] | null {
  const table = tableOf(text)
  if (!table || table.totals.get('资金流水总笔数') !== String(table.rows.length)) {
    return null
  }
  const lines = table.rows.map(flowLine)
  return lines.every((line) => line !== null) ? (lines as FlowLine[]) : null
}

function flowLine(row: Row): FlowLine | null {
  const fen = billFen(row.get('收支金额(元)'))
  const direction = row.get('收支类型')
  const at = billInstant(row.get('记账时间'))
  if (fen === null || at === null || (direction !== '收入' && direction !== '支出')) {
    return null
  }
  return {
    flowNo: row.get('资金流水单号') ?? '',
    key: row.get('业务凭证号') ?? '',
    business: row.get('业务类型') ?? '',
    amountFen: direction === '收入' ? fen : -fen,
    at,
  }
}
