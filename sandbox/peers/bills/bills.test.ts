import { createSign, createVerify } from 'node:crypto'
import { gunzipSync, inflateRawSync } from 'node:zlib'
import type { Json } from '../../core/json'
import { seedPeople } from '../../seed/people'
import { authorization, merchant, newNumber } from '../../testing/merchant'
import { openTestSandbox, type TestSandbox } from '../../testing/open'

let box: TestSandbox
const DAY = '2026-09-22'

beforeAll(async () => {
  box = await openTestSandbox()
  await box.control('POST', '/clock', { at: `${DAY}T04:00:00Z` })
})

afterAll(() => box.end())

const toNextNoon = () => box.control('POST', '/clock', { at: '2026-09-23T04:00:00Z' })

test('IN-020 bills of WeChat Pay, Sandpay and Alipay are real and can be altered', async () => {
  const shop = merchant(box.sandbox.keys, box.baseUrl)
  const numbers = [newNumber(), newNumber(), newNumber()]
  const openid = seedPeople[0]?.openids.member ?? ''
  for (const [index, outTradeNo] of numbers.entries()) {
    const notifyUrl = `${box.baseUrl}/none`
    await shop.prepay({ outTradeNo, totalFen: (index + 1) * 10_000, openid, notifyUrl })
    await box.act('wechat-pay', 'pay', { outTradeNo, notify: 'none' })
  }
  for (const peer of ['sandpay', 'alipay'] as const) {
    await box.act(peer, 'trade', { no: 'A1', totalFen: 100_000, title: '九月团圆' })
    await box.act(peer, 'trade', { no: 'A2', totalFen: 50_000 })
    await box.act(peer, 'trade', { no: 'A3', kind: 'refund', totalFen: 20_000 })
  }
  await toNextNoon()
  await wechatPayBill(numbers)
  await wechatPayFunds(numbers)
  await sandpayBill()
  await alipayBill()
})

async function wechatText(kind: 'tradebill' | 'fundflowbill'): Promise<string> {
  const shop = merchant(box.sandbox.keys, box.baseUrl)
  const answer = await shop.call('GET', `/v3/bill/${kind}?bill_date=${DAY}&tar_type=GZIP`)
  const { pathname, search } = new URL(String(answer.body.download_url))
  const path = `${pathname.replace('/peers/wechat-pay', '')}${search}`
  const header = authorization(box.sandbox.keys, { method: 'GET', path, text: '' })
  const file = await fetch(String(answer.body.download_url), { headers: { Authorization: header } })
  return gunzipSync(Buffer.from(await file.arrayBuffer())).toString('utf8')
}

async function wechatPayBill(numbers: string[]) {
  const lines = (await wechatText('tradebill')).trim().split('\r\n')
  expect(lines[0]?.split(',')).toHaveLength(27)
  expect(lines).toHaveLength(6)
  const fields = lines[1]?.split(',') ?? []
  expect(fields[6]).toBe(`\`${numbers[0]}`)
  expect(fields.every((field) => field.startsWith('`'))).toBe(true)
  expect(lines[5]).toBe('`3,`600.00,`0.00,`0.00,`3.60000,`600.00,`0.00')
  await box.act('wechat-pay', 'bill-edit', {
    date: DAY,
    drop: [numbers[0] ?? ''],
    alter: [{ key: numbers[1] ?? '', set: { 订单金额: '201.00' } }],
    add: [{ 商户订单号: 'STRANGE1', 交易状态: 'SUCCESS', 订单金额: '80.00' }],
  })
  const edited = await wechatText('tradebill')
  expect(edited).not.toContain(numbers[0])
  expect(edited).toContain('`201.00')
  expect(edited).toContain('`STRANGE1')
}

async function wechatPayFunds(numbers: string[]) {
  const text = await wechatText('fundflowbill')
  expect(text).toContain('记账时间,微信支付业务单号,资金流水单号')
  expect(text).toContain(`\`${numbers[2]}`)
  expect(text).toContain('`扣除交易手续费')
}

async function sandpayText(): Promise<string> {
  const { keys } = box.sandbox
  const data = JSON.stringify({
    head: { version: '1.0', method: 'sandpay.trade.download', mid: keys.sandpay.mid },
    body: { clearDate: DAY.replace(/-/g, ''), fileType: '1' },
  })
  const sign = createSign('RSA-SHA1').update(data).sign(keys.sandpay.merchantPrivateKey, 'base64')
  const response = await fetch(`${box.baseUrl}/peers/sandpay/gateway/api/clearfile/download`, {
    method: 'POST',
    body: new URLSearchParams({ charset: 'utf-8', signType: '01', data, sign }),
  })
  const form = new URLSearchParams(await response.text())
  const answer = form.get('data') ?? ''
  const verified = createVerify('RSA-SHA1')
    .update(answer)
    .verify(keys.platformPublicKey, form.get('sign') ?? '', 'base64')
  expect(verified).toBe(true)
  const { head, body } = JSON.parse(answer) as { head: Json; body: Json }
  expect(head.respCode).toBe('000000')
  return (await fetch(String(body.content))).text()
}

async function sandpayBill() {
  const text = await sandpayText()
  expect(text.split('\n')[0]).toBe('20260922|3|1300.00|7.80|1292.20')
  expect(text).toContain('|A1|')
  await box.act('sandpay', 'bill-edit', {
    date: DAY,
    drop: ['A1'],
    alter: [{ key: 'A2', set: { 交易金额: '499.00' } }],
    add: [{ 商户订单号: 'X9', 交易金额: '1.00' }],
  })
  const edited = await sandpayText()
  expect(edited).not.toContain('|A1|')
  expect(edited).toContain('|499.00|')
  expect(edited).toContain('|X9|')
}

async function alipayFiles(): Promise<Map<string, string>> {
  const { keys } = box.sandbox
  const fields: Record<string, string> = {
    app_id: keys.alipay.appId,
    method: 'alipay.data.dataservice.bill.downloadurl.query',
    charset: 'utf-8',
    sign_type: 'RSA2',
    timestamp: `${DAY} 12:00:00`,
    version: '1.0',
    biz_content: JSON.stringify({ bill_type: 'trade', bill_date: DAY }),
  }
  const text = Object.keys(fields)
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join('&')
  const key = keys.alipay.merchantPrivateKey
  const sign = createSign('RSA-SHA256').update(text).sign(key, 'base64')
  const response = await fetch(`${box.baseUrl}/peers/alipay/gateway.do`, {
    method: 'POST',
    body: new URLSearchParams({ ...fields, sign }),
  })
  const answer = (await response.json()) as Json
  const body = answer.alipay_data_dataservice_bill_downloadurl_query_response as Json
  expect(body.code).toBe('10000')
  const url = String(body.bill_download_url)
  return unzip(Buffer.from(await (await fetch(url)).arrayBuffer()))
}

/** Reads the entries by the headers in front of each, as a zip reader does. */
function unzip(archive: Buffer): Map<string, string> {
  const gbk = new TextDecoder('gbk')
  const files = new Map<string, string>()
  let at = 0
  while (archive.readUInt32LE(at) === 0x04034b50) {
    const size = archive.readUInt32LE(at + 18)
    const nameSize = archive.readUInt16LE(at + 26)
    const start = at + 30 + nameSize
    const name = gbk.decode(archive.subarray(at + 30, start))
    files.set(name, gbk.decode(inflateRawSync(archive.subarray(start, start + size))))
    at = start + size
  }
  return files
}

async function alipayBill() {
  const files = [...(await alipayFiles())]
  expect(files).toHaveLength(2)
  const [name, text] = files[0] ?? ['', '']
  expect(name).toMatch(/_20260922_业务明细\.csv$/)
  expect(text).toContain('#支付宝业务明细查询')
  expect(text).toContain('A1\t,交易\t,九月团圆')
  expect(text).toContain('#交易合计：2笔，商家实收共1500.00元')
  expect(text).toContain('#退款合计：1笔，商家实收退款共-200.00元')
  await box.act('alipay', 'bill-edit', {
    date: DAY,
    drop: ['A1'],
    add: [{ 商户订单号: 'X9', '商家实收（元）': '1.00' }],
    alter: [{ key: 'A2', set: { '商家实收（元）': '499.00' } }],
  })
  const edited = [...(await alipayFiles()).values()].join('')
  expect(edited).not.toContain('A1\t')
  expect(edited).toContain('X9\t')
  expect(edited).toContain('499.00')
}
