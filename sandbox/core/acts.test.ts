import { createHash, createHmac } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { seedPeople } from '../seed/people'
import { type Merchant, merchant, newNumber } from '../testing/merchant'
import { openTestSandbox, type TestSandbox } from '../testing/open'
import { type Receiver, startReceiver } from '../testing/receiver'
import { sendSmsCall } from '../testing/sms'
import { wechatCaller } from '../testing/wechat'
import type { Json } from './json'

const person = seedPeople[0]
const openid = person?.openids.member ?? ''

let box: TestSandbox
let shop: Merchant
let hook: Receiver

beforeAll(async () => {
  box = await openTestSandbox()
  shop = merchant(box.sandbox.keys, box.baseUrl)
  hook = await startReceiver()
})

afterAll(async () => {
  await box.end()
  await hook.close()
})

const order = async () => {
  const outTradeNo = newNumber()
  await shop.prepay({ outTradeNo, totalFen: 57036, openid, notifyUrl: `${hook.url}/pay` })
  return outTradeNo
}

const stateOf = async (no: string) => {
  const path = `/v3/pay/transactions/out-trade-no/${no}?mchid=${box.sandbox.keys.mchid}`
  return (await shop.call('GET', path)).body.trade_state
}

const came = (path: string) => hook.calls.filter((call) => call.path === path)

async function untilCame(path: string, count: number): Promise<string[]> {
  const limit = Date.now() + 5_000
  while (came(path).length < count && Date.now() < limit) {
    await new Promise((done) => setTimeout(done, 20))
  }
  expect(came(path)).toHaveLength(count)
  return came(path).map((call) => call.body)
}

test('IN-017 people pay, cancel, fail, leave, receive, sign, answer and accept', async () => {
  await payments()
  await receipt()
  await parcel()
  await phone()
  await invoice()
})

async function payments() {
  const paid = await order()
  await box.act('wechat-pay', 'open', { outTradeNo: paid })
  await box.act('wechat-pay', 'pay', { outTradeNo: paid })
  const [body] = await untilCame('/pay', 1)
  expect(JSON.parse(body ?? '{}')).toMatchObject({ event_type: 'TRANSACTION.SUCCESS' })
  for (const [action, window] of [
    ['cancel', 'cancelled'],
    ['fail', 'failed'],
    ['leave', 'left'],
  ] as const) {
    const no = await order()
    await box.act('wechat-pay', 'open', { outTradeNo: no })
    expect(await box.act('wechat-pay', action, { outTradeNo: no })).toMatchObject({ window })
    expect(await stateOf(no)).toBe('NOTPAY')
  }
  await untilCame('/pay', 1)
}

/** The buyer confirms in WeChat; the platform sends its settlement event to the server. */
async function receipt() {
  const wechat = wechatCaller(box)
  const outTradeNo = await order()
  await box.act('wechat-pay', 'pay', { outTradeNo, notify: 'none' })
  await wechat.withToken('/wxa/sec/order/upload_shipping_info', {
    order_key: { order_number_type: 1, mchid: box.sandbox.keys.mchid, out_trade_no: outTradeNo },
    logistics_type: 3,
    delivery_mode: 1,
    shipping_list: [{ item_desc: '电子提货卡' }],
    upload_time: '2026-09-22T15:42:00.000+08:00',
    payer: { openid },
  })
  const key = { merchant_id: box.sandbox.keys.mchid, merchant_trade_no: outTradeNo }
  const found = await wechat.withToken('/wxa/sec/order/get_order', key)
  const { transaction_id: transactionId } = found.order as Json
  await box.act('wechat', 'set', { name: 'event-url', value: `${hook.url}/wechat` })
  await box.act('wechat', 'confirm-receipt', { transactionId })
  const [body] = await untilCame('/wechat', 1)
  expect(JSON.parse(body ?? '{}')).toMatchObject({
    MsgType: 'event',
    Event: 'trade_manage_order_settlement',
    transaction_id: transactionId,
  })
  const after = await wechat.withToken('/wxa/sec/order/get_order', key)
  expect((after.order as Json).order_state).toBe(3)
}

async function parcel() {
  const param = JSON.stringify({
    company: 'yuantong',
    number: 'YT1234567890123',
    key: box.sandbox.keys.kuaidi.key,
    parameters: { callbackurl: `${hook.url}/track`, salt: 's', phone: '' },
  })
  await fetch(`${box.baseUrl}/peers/kuaidi100/poll`, {
    method: 'POST',
    body: new URLSearchParams({ schema: 'json', param }),
  })
  await box.act('kuaidi100', 'sign', { number: 'YT1234567890123' })
  const [body] = await untilCame('/track', 1)
  const pushed = JSON.parse(new URLSearchParams(body).get('param') ?? '{}') as Json
  expect(pushed.lastResult).toMatchObject({ state: '3', nu: 'YT1234567890123' })
}

/** A call comes in and is answered; the switch tells of both on its event socket. */
async function phone() {
  const { port } = await box.act('switch', 'listen')
  const line = await openLine(Number(port))
  line.socket.write(`auth ${box.sandbox.keys.switchPassword}\n\nevent plain ALL\n\n`)
  await line.until('event listener enabled')
  const { uuid } = await box.act('switch', 'ring', { from: '13812342207' })
  await box.act('switch', 'answer', { uuid })
  await box.act('switch', 'hang-up', { uuid })
  const text = await line.until('CHANNEL_HANGUP_COMPLETE')
  expect(text.match(/Event-Name: \w+/g)).toEqual([
    'Event-Name: CHANNEL_CREATE',
    'Event-Name: CHANNEL_ANSWER',
    'Event-Name: CHANNEL_HANGUP_COMPLETE',
  ])
  line.socket.destroy()
}

interface OpenLine {
  socket: Socket
  until(words: string): Promise<string>
}

async function openLine(port: number): Promise<OpenLine> {
  const socket = connect(port, '127.0.0.1')
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk.toString()
  })
  await new Promise((done) => socket.once('connect', done))
  return {
    socket,
    async until(words) {
      const limit = Date.now() + 5_000
      while (!text.includes(words)) {
        if (Date.now() > limit) throw new Error(`no "${words}" in ${text}`)
        await new Promise((done) => setTimeout(done, 20))
      }
      return text
    },
  }
}

async function invoiceCall(method: string, body: Json): Promise<Json> {
  const { appKey, appSecret } = box.sandbox.keys.invoice
  const raw = JSON.stringify(body)
  const [senid, nonce, timestamp] = ['s1', '12345678', String(Math.floor(Date.now() / 1000))]
  const text = `a=services&l=v1&p=open&k=${appKey}&i=${senid}&n=${nonce}&t=${timestamp}&f=${raw}`
  const query = new URLSearchParams({ senid, nonce, timestamp, appkey: appKey })
  const response = await fetch(`${box.baseUrl}/peers/invoice/open/v1/services?${query}`, {
    method: 'POST',
    headers: {
      'X-Nuonuo-Sign': createHmac('sha1', appSecret).update(text).digest('base64'),
      method,
    },
    body: raw,
  })
  return (await response.json()) as Json
}

async function invoice() {
  const request = {
    order: {
      orderNo: 'FP1',
      buyerName: '苏州信泰集团',
      callBackUrl: `${hook.url}/invoice`,
      invoiceDetail: [{ goodsName: '大闸蟹', taxIncludedAmount: '570.36' }],
    },
  }
  const asked = await invoiceCall('nuonuo.OpeMplatform.requestBillingNew', request)
  expect(asked.code).toBe('E0000')
  expect(await invoiceCall('nuonuo.OpeMplatform.requestBillingNew', request)).toEqual(asked)
  hook.answer(200, '{"status":"0000"}')
  await box.act('invoice', 'accept', { orderNo: 'FP1' })
  const [body] = await untilCame('/invoice', 1)
  const form = new URLSearchParams(body)
  expect(JSON.parse(form.get('content') ?? '{}')).toMatchObject({ c_status: '1', c_orderno: 'FP1' })
  const found = await invoiceCall('nuonuo.OpeMplatform.queryInvoiceResult', { orderNos: ['FP1'] })
  expect((found.result as Json[])[0]).toMatchObject({ orderNo: 'FP1', status: '2' })
}

test('IN-018 whatever a peer received is read through the control interface', async () => {
  await sendSmsCall(box)
  await subscription()
  await robot()
  await waybill()
  await upload()
  const { rows } = (await box.control('GET', '/outbox')) as { rows: Json[] }
  const kinds = new Set(rows.map((row) => row.kind))
  expect([...kinds].sort()).toEqual(['文件', '电子面单', '短信', '群机器人', '订阅消息'].sort())
  const sms = (await box.control('GET', '/sms/outbox?to=13812342207')) as { rows: Json[] }
  expect(/(\d{6})/.exec(String(sms.rows[0]?.text))?.[1]).toBe('384216')
})

async function subscription() {
  const templateId = 'SBXshown'
  const template = { app: 'member', templateId, fields: ['thing1'], title: '提醒' }
  await box.act('wechat', 'add-template', template)
  await box.act('wechat', 'consent', { app: 'member', user: person?.id, templates: [templateId] })
  const data = { thing1: { value: '已发货' } }
  const body = { touser: openid, template_id: templateId, data }
  await wechatCaller(box).withToken('/cgi-bin/message/subscribe/send', body)
}

async function robot() {
  const post = async (body: Json, key = 'SBX-robot-after-sale') => {
    const response = await fetch(`${box.baseUrl}/peers/wecom/cgi-bin/webhook/send?key=${key}`, {
      method: 'POST',
      body: JSON.stringify(body),
    })
    return ((await response.json()) as Json).errcode
  }
  const text = (content: string) => ({ msgtype: 'text', text: { content } })
  expect(await post(text('售后 AS1 超 24 小时未处理'))).toBe(0)
  expect(await post(text('x'), 'wrong')).toBe(93000)
  expect(await post(text('字'.repeat(700)))).toBe(40058)
  for (let sent = 1; sent < 20; sent += 1) expect(await post(text(`第 ${sent} 条`))).toBe(0)
  expect(await post(text('第 20 条'))).toBe(45009)
}

async function waybill() {
  const { key, secret } = box.sandbox.keys.kuaidi
  const param = JSON.stringify({
    orderId: 'FH1',
    kuaidicom: 'shunfeng',
    recMan: { name: '欧阳静怡', mobile: '13812342207', printAddr: '苏州市姑苏区平江路 12 号' },
  })
  const call = async (sign: string) => {
    const response = await fetch(`${box.baseUrl}/peers/kuaidi100/label/order`, {
      method: 'POST',
      body: new URLSearchParams({ method: 'order', key, t: '1', sign, param }),
    })
    return (await response.json()) as Json
  }
  const sign = createHash('md5').update(`${param}1${key}${secret}`).digest('hex').toUpperCase()
  const first = (await call(sign)).data as Json
  expect((await call(sign)).data).toEqual(first)
  expect((await call('X')).code).toBe(503)
  expect(await (await fetch(String(first.label))).text()).toContain(String(first.kuaidinum))
}

async function upload() {
  const { secretId, secretKey } = box.sandbox.keys.storage
  const now = Math.floor(Date.now() / 1000)
  const keyTime = `${now};${now + 600}`
  const sign = (method: string, path: string) => {
    const signKey = createHmac('sha1', secretKey).update(keyTime).digest('hex')
    const digest = createHash('sha1').update(`${method}\n${path}\n\n\n`).digest('hex')
    const text = `sha1\n${keyTime}\n${digest}\n`
    const signature = createHmac('sha1', signKey).update(text).digest('hex')
    return (
      `q-sign-algorithm=sha1&q-ak=${secretId}&q-sign-time=${keyTime}&q-key-time=${keyTime}` +
      `&q-header-list=&q-url-param-list=&q-signature=${signature}`
    )
  }
  const path = '/xietong-1/review/1.png'
  const url = `${box.baseUrl}/peers/storage${path}`
  const bytes = Buffer.from([0x89, 0x50, 0, 255, 254, 10])
  const send = (authorization: string) =>
    fetch(url, { method: 'PUT', headers: { Authorization: authorization }, body: bytes })
  expect((await send(sign('get', path))).status).toBe(403)
  expect((await send(sign('put', path))).status).toBe(200)
  const back = await fetch(url, { headers: { Authorization: sign('get', path) } })
  expect(Buffer.from(await back.arrayBuffer())).toEqual(bytes)
}
