import { createHmac, randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import type { Collection } from '../../core/journal'
import {
  isRecord,
  type Json,
  listOf,
  numberOf,
  parseRecord,
  recordOf,
  textOf,
} from '../../core/json'
import {
  newPeerApp,
  type Peer,
  type PeerEnv,
  type PeerKit,
  type PeerPlan,
  refuseControl,
} from '../../core/peer'

/** Nuonuo's open platform: electronic invoices, issued by a person's act and told by callback. */
export const invoicePlan: PeerPlan = {
  name: 'invoice',
  rules: () => ({
    retrySeconds: [60, 300, 1_800],
    build: (delivery) => ({
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(delivery.content as Record<string, string>).toString(),
    }),
    accepts: (status, answer) => status === 200 && parseRecord(answer)?.status === '0000',
  }),
  open: (kit) => openPeer(kit),
}

interface Invoice {
  orderNo: string
  serial: string
  buyer: string
  totalFen: number
  callbackUrl: string
  state: 'issuing' | 'issued' | 'failed'
  number: string
  reason: string
  at: string
}

interface InvoiceDesk {
  kit: PeerKit
  invoices: Collection<Invoice>
}

function openPeer(kit: PeerKit): Peer {
  const desk: InvoiceDesk = { kit, invoices: kit.store.collection('invoices') }
  const app = newPeerApp()
  app.post('/open/v1/services', (c) => call(c, desk))
  app.get('/invoice/:serial', (c) => c.text(`电子发票 ${c.req.param('serial')}`))
  return {
    name: 'invoice',
    title: '电子发票（诺诺）',
    app,
    errorBody: (code, message) => ({
      status: 200,
      body: JSON.stringify({ code: code || 'E9999', describe: message || '系统繁忙' }),
    }),
    act: (action, body) => act(desk, action, body),
    outbox: () => [],
    summary: () => ({ invoices: desk.invoices.size() }),
  }
}

const reply = (c: Context<PeerEnv>, code: string, describe: string, result?: unknown): Response =>
  c.json({ code, describe, ...(result === undefined ? {} : { result }) })

function call(c: Context<PeerEnv>, desk: InvoiceDesk): Response {
  if (!signatureHolds(c, desk)) return reply(c, 'E9501', '签名验证失败')
  const body = parseRecord(c.get('raw')) ?? {}
  const method = c.req.header('method') ?? ''
  if (method === 'nuonuo.OpeMplatform.requestBillingNew')
    return request(c, desk, recordOf(body.order))
  if (method === 'nuonuo.OpeMplatform.queryInvoiceResult') return query(c, desk, body)
  return reply(c, 'E9404', '接口不存在')
}

/** HMAC-SHA1 over the fields that the open platform names, with the application's secret. */
function signatureHolds(c: Context<PeerEnv>, desk: InvoiceDesk): boolean {
  const { invoice } = desk.kit.keys
  const query = new URL(c.req.url).searchParams
  const [senid, nonce, timestamp] = ['senid', 'nonce', 'timestamp'].map((name) => query.get(name))
  const text =
    `a=services&l=v1&p=open&k=${invoice.appKey}&i=${senid}&n=${nonce}` +
    `&t=${timestamp}&f=${c.get('raw')}`
  const expected = createHmac('sha1', invoice.appSecret).update(text).digest('base64')
  return query.get('appkey') === invoice.appKey && c.req.header('x-nuonuo-sign') === expected
}

/** The same orderNo again answers the same invoice. */
function request(c: Context<PeerEnv>, desk: InvoiceDesk, order: Json): Response {
  const orderNo = textOf(order.orderNo)
  c.set('key', orderNo)
  const buyer = textOf(order.buyerName)
  const details = listOf(order.invoiceDetail).map(recordOf)
  if (orderNo === '' || buyer === '' || details.length === 0) {
    return reply(c, 'E9301', '订单号、购方名称与明细不能为空')
  }
  const before = desk.invoices.get(orderNo)
  if (before) return reply(c, 'E0000', '同步请求成功', { invoiceSerialNum: before.serial })
  const totalFen = details.reduce(
    (sum, line) => sum + Math.round(numberOf(line.taxIncludedAmount, 0) * 100),
    0,
  )
  const now = desk.kit.clock.now()
  const invoice: Invoice = {
    orderNo,
    serial: `${now.getTime()}${randomBytes(3).toString('hex')}`,
    buyer,
    totalFen,
    callbackUrl: textOf(order.callBackUrl),
    state: 'issuing',
    number: '',
    reason: '',
    at: now.toISOString(),
  }
  desk.invoices.put(orderNo, invoice)
  desk.kit.log.effect('invoice', orderNo, now)
  return reply(c, 'E0000', '同步请求成功', { invoiceSerialNum: invoice.serial })
}

const stateCodes = { issuing: '20', issued: '2', failed: '22' } as const

function query(c: Context<PeerEnv>, desk: InvoiceDesk, body: Json): Response {
  const wanted = [...listOf(body.serialNos), ...listOf(body.orderNos)].map((one) => textOf(one))
  const found = desk.invoices
    .all()
    .filter((one) => wanted.includes(one.serial) || wanted.includes(one.orderNo))
  if (found.length === 0) return reply(c, 'E9500', '没有查到发票')
  const result = found.map((one) => ({
    serialNo: one.serial,
    orderNo: one.orderNo,
    status: stateCodes[one.state],
    invoiceNo: one.number,
    pdfUrl: one.number === '' ? '' : pdfUrl(desk, one),
    failCause: one.reason,
  }))
  return reply(c, 'E0000', '成功', result)
}

const pdfUrl = (desk: InvoiceDesk, invoice: Invoice): string =>
  `${desk.kit.world.baseUrl()}/peers/invoice/invoice/${invoice.serial}`

/** The tax bureau's side: accept (issue) or refuse an invoice that was asked for (IN-017). */
async function act(desk: InvoiceDesk, action: string, body: Json): Promise<unknown> {
  if (action !== 'accept' && action !== 'refuse') {
    return refuseControl(`没有这个动作：${action}`)
  }
  const asked = desk.invoices.get(textOf(body.orderNo))
  if (!isRecord(asked) || asked.state !== 'issuing') return refuseControl('没有这张待开的发票')
  const invoice: Invoice = {
    ...asked,
    state: action === 'accept' ? 'issued' : 'failed',
    number: action === 'accept' ? `26${randomBytes(9).readUIntBE(0, 6)}`.padEnd(20, '0') : '',
    reason: action === 'accept' ? '' : textOf(body.reason, '购方税号校验不通过'),
  }
  desk.invoices.put(invoice.orderNo, invoice)
  if (invoice.callbackUrl !== '') tell(desk, invoice)
  return invoice
}

function tell(desk: InvoiceDesk, invoice: Invoice): void {
  const content = JSON.stringify({
    c_status: invoice.state === 'issued' ? '1' : '2',
    c_orderno: invoice.orderNo,
    c_fpqqlsh: invoice.serial,
    c_fphm: invoice.number,
    c_url: invoice.state === 'issued' ? pdfUrl(desk, invoice) : '',
    c_errorMessage: invoice.reason,
  })
  desk.kit.deliveries.enqueue({
    event: `invoice.${invoice.state}`,
    key: invoice.orderNo,
    url: invoice.callbackUrl,
    content: { operater: 'callback', orderno: invoice.orderNo, content },
  })
}
