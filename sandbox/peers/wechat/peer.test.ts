import type { Json } from '../../core/json'
import { seedPeople } from '../../seed/people'
import { merchant, newNumber } from '../../testing/merchant'
import { openTestSandbox, type TestSandbox } from '../../testing/open'
import { wechatCaller } from '../../testing/wechat'

const person = seedPeople[0] ?? expectPerson()
const openid = person.openids.member

function expectPerson(): never {
  throw new Error('the sandbox has seeded people')
}

let box: TestSandbox
let wechat: ReturnType<typeof wechatCaller>

beforeEach(async () => {
  box = await openTestSandbox()
  wechat = wechatCaller(box)
})

afterEach(() => box.end())

const TEMPLATE = 'SBXtest-template'

const addTemplate = () =>
  box.act('wechat', 'add-template', {
    app: 'member',
    templateId: TEMPLATE,
    title: '订单发货通知',
    fields: ['character_string1', 'thing2', 'amount3', 'time4'],
    content: '订单 {{character_string1.DATA}} {{thing2.DATA}} {{amount3.DATA}} {{time4.DATA}}',
  })

const message = (change: Json = {}): Json => ({
  touser: openid,
  template_id: TEMPLATE,
  page: 'pages/order/detail',
  data: {
    character_string1: { value: 'XT2609220048302' },
    thing2: { value: '九月团圆 8 只礼盒' },
    amount3: { value: '¥570.36' },
    time4: { value: '2026-09-22 15:42' },
  },
  ...change,
})

const SEND = '/cgi-bin/message/subscribe/send'

const allow = (answer: 'accept' | 'reject' = 'accept') =>
  box.control('POST', '/wechat/consent', {
    app: 'member',
    user: person.id,
    templates: { [TEMPLATE]: answer },
  })

test('NT-113 subscription messages need a token, a consent each and fitting fields', async () => {
  await addTemplate()
  const first = await wechat.token()
  expect(await wechat.token()).toBe(first)
  expect(await wechat.withToken(SEND, message(), 'SBX_wrong')).toMatchObject({ errcode: 40001 })
  expect(await wechat.withToken(SEND, message())).toMatchObject({ errcode: 43101 })
  await allow('reject')
  expect(await wechat.withToken(SEND, message())).toMatchObject({ errcode: 43101 })
  await allow()
  const wrongs: [Json, number][] = [
    [{ touser: 'oNobody' }, 40003],
    [{ template_id: 'unknown' }, 40037],
    [{ data: { ...(message().data as Json), thing2: { value: '一'.repeat(21) } } }, 47003],
    [{ data: { ...(message().data as Json), time4: { value: 'soon' } } }, 47003],
    [{ data: { ...(message().data as Json), amount3: { value: 'many' } } }, 47003],
    [{ data: { thing2: { value: '少了字段' } } }, 47003],
  ]
  for (const [change, errcode] of wrongs) {
    expect(await wechat.withToken(SEND, message(change))).toMatchObject({ errcode })
  }
  expect(await wechat.withToken(SEND, message())).toMatchObject({ errcode: 0 })
  expect(await wechat.withToken(SEND, message())).toMatchObject({ errcode: 43101 })
  const { rows } = (await box.control('GET', '/wechat/outbox')) as { rows: Json[] }
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ kind: '订阅消息', to: `会员端 ${person.name}` })
  expect(rows[0]?.text).toContain('XT2609220048302')
})

test('an old token is 42001, also after the clock has moved', async () => {
  const old = await wechat.token()
  await box.control('POST', '/clock', { advanceMs: 7_201_000 })
  const answer = await wechat.withToken(SEND, message(), old)
  expect(answer.errcode).toBe(42001)
  expect(await wechat.token()).not.toBe(old)
})

test('forced refresh ends the old token and is limited', async () => {
  const old = await wechat.token()
  const next = await wechat.token(true)
  expect(next).not.toBe(old)
  expect((await wechat.withToken(SEND, message(), old)).errcode).toBe(42001)
  const { appid, secret } = box.sandbox.keys.apps.member
  const body = { grant_type: 'client_credential', appid, secret, force_refresh: true }
  expect(await wechat.post('/cgi-bin/stable_token', body)).toMatchObject({ errcode: 45011 })
})

test('codes are good once, for five minutes, for their own app and purpose', async () => {
  const codeFor = async (path: string, app = 'member') => {
    const answer = await box.control('POST', `/wechat/${path}`, { app, user: person.id })
    return String((answer.value as Json).code)
  }
  const code = await codeFor('code')
  const session = await wechat.session(code)
  expect(session).toMatchObject({ openid, unionid: person.unionid })
  expect((await wechat.session(code)).errcode).toBe(40163)
  const dealerSession = await wechatCaller(box, 'dealer').session(await codeFor('code', 'dealer'))
  expect(dealerSession.unionid).toBe(person.unionid)
  expect(dealerSession.openid).not.toBe(openid)
  expect((await wechat.session(await codeFor('code', 'dealer'))).errcode).toBe(40029)
  const late = await codeFor('code')
  await box.control('POST', '/clock', { advanceMs: 301_000 })
  expect((await wechat.session(late)).errcode).toBe(40029)
  const phonePath = '/wxa/business/getuserphonenumber'
  const phone = await wechat.withToken(phonePath, { code: await codeFor('phone-code') })
  expect((phone.phone_info as Json).purePhoneNumber).toBe(person.phone)
  expect((await wechat.withToken(phonePath, { code: await codeFor('code') })).errcode).toBe(40029)
})

test('a code picture is a PNG that holds its scene', async () => {
  const token = await wechat.token()
  const response = await fetch(`${wechat.base}/wxa/getwxacodeunlimit?access_token=${token}`, {
    method: 'POST',
    body: JSON.stringify({ scene: 'i=8Kx2pQ', page: 'pages/home/index', check_path: false }),
  })
  expect(response.headers.get('content-type')).toBe('image/png')
  const png = Buffer.from(await response.arrayBuffer())
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(png.toString('latin1')).toContain('i=8Kx2pQ')
  const bad = await wechat.withToken('/wxa/getwxacodeunlimit', { scene: '中文' })
  expect(bad.errcode).toBe(40129)
})

test('shipping reports keep the rules of the platform', async () => {
  const shop = merchant(box.sandbox.keys, box.baseUrl)
  const outTradeNo = newNumber()
  await shop.prepay({ outTradeNo, totalFen: 100, openid, notifyUrl: `${box.baseUrl}/none` })
  const upload = (change: Json = {}) =>
    wechat.withToken('/wxa/sec/order/upload_shipping_info', {
      order_key: { order_number_type: 1, mchid: box.sandbox.keys.mchid, out_trade_no: outTradeNo },
      logistics_type: 1,
      delivery_mode: 1,
      shipping_list: [
        {
          tracking_no: 'SF1534096288120',
          express_company: 'SF',
          item_desc: '礼盒',
          contact: { receiver_contact: '138****2207' },
        },
      ],
      upload_time: '2026-09-22T15:42:00.000+08:00',
      payer: { openid },
      ...change,
    })
  expect((await upload()).errcode).toBe(10060001)
  await box.act('wechat-pay', 'pay', { outTradeNo, notify: 'none' })
  expect((await upload({ payer: { openid: 'oOther' } })).errcode).toBe(10060031)
  expect((await upload({ delivery_mode: 2 })).errcode).toBe(10060007)
  expect((await upload({ upload_time: 'yesterday' })).errcode).toBe(268485216)
  const noContact = [{ tracking_no: 'SF1', express_company: 'SF', item_desc: '礼盒' }]
  expect((await upload({ shipping_list: noContact })).errcode).toBe(10060014)
  expect((await upload()).errcode).toBe(0)
  expect((await upload()).errcode).toBe(268485216)
  expect((await upload({ upload_time: '2026-09-22T16:42:00.000+08:00' })).errcode).toBe(0)
  expect((await upload({ upload_time: '2026-09-22T17:42:00.000+08:00' })).errcode).toBe(10060003)
  const found = await wechat.withToken('/wxa/sec/order/get_order', {
    merchant_id: box.sandbox.keys.mchid,
    merchant_trade_no: outTradeNo,
  })
  expect((found.order as Json).order_state).toBe(2)
})
