import { seedPeople } from '../seed/people'
import { type Merchant, merchant, newNumber } from '../testing/merchant'
import { openTestSandbox, type TestSandbox } from '../testing/open'
import { type Receiver, startReceiver } from '../testing/receiver'
import { sendSmsCall } from '../testing/sms'
import { wechatCaller } from '../testing/wechat'
import type { Json } from './json'

const openid = seedPeople[0]?.openids.member ?? ''

let box: TestSandbox
let shop: Merchant
let hook: Receiver

beforeEach(async () => {
  box = await openTestSandbox()
  shop = merchant(box.sandbox.keys, box.baseUrl)
  hook = await startReceiver()
})

afterEach(async () => {
  await box.end()
  await hook.close()
})

const prepay = (outTradeNo = newNumber()) =>
  shop.prepay({ outTradeNo, totalFen: 57036, openid, notifyUrl: `${hook.url}/pay` })

const payments = async (): Promise<number> => {
  const { peers } = (await box.control('GET', '/peers')) as { peers: Json[] }
  return Number(peers.find((peer) => peer.name === 'wechat-pay')?.payments)
}

const query = (no: string) =>
  shop.call('GET', `/v3/pay/transactions/out-trade-no/${no}?mchid=${box.sandbox.keys.mchid}`)

test('IN-015 one process serves every peer with its paths, checks and error bodies', async () => {
  const { peers } = (await box.control('GET', '/peers')) as { peers: Json[] }
  expect(peers.map((peer) => peer.name).sort()).toEqual([
    'alipay',
    'invoice',
    'kuaidi100',
    'mail',
    'map',
    'sandpay',
    'sms',
    'storage',
    'switch',
    'wechat',
    'wechat-pay',
    'wecom',
  ])
  const text = async (path: string, init?: RequestInit) =>
    (await fetch(`${box.baseUrl}/peers${path}`, init)).text()
  expect(JSON.parse(await text('/wechat/sns/jscode2session'))).toMatchObject({ errcode: 40013 })
  expect(JSON.parse(await text('/wechat-pay/v3/certificates'))).toMatchObject({
    code: 'SIGN_ERROR',
  })
  expect(JSON.parse(await text('/sms/', { method: 'POST' }))).toMatchObject({
    Response: { Error: { Code: 'AuthFailure.InvalidAuthorization' } },
  })
  expect(JSON.parse(await text('/kuaidi100/poll', { method: 'POST' }))).toMatchObject({
    result: false,
    returnCode: '700',
  })
  expect(JSON.parse(await text('/map/ws/geocoder/v1/?address=x'))).toMatchObject({ status: 311 })
  expect(JSON.parse(await text('/alipay/gateway.do', { method: 'POST' }))).toMatchObject({
    alipay_data_dataservice_bill_downloadurl_query_response: { sub_code: 'isv.invalid-app-id' },
  })
  const sandpay = new URLSearchParams(
    await text('/sandpay/gateway/api/clearfile/download', { method: 'POST' }),
  )
  expect(JSON.parse(sandpay.get('data') ?? '{}')).toMatchObject({ head: { respCode: '030003' } })
  expect((await prepay()).status).toBe(200)
  expect(await wechatCaller(box).token()).toMatch(/^SBX_/)
  expect((await sendSmsCall(box)).SendStatusSet).toMatchObject([{ Code: 'Ok' }])
  const people = (await box.control('GET', '/people')) as { value: Json[] }
  expect(people.value.length).toBeGreaterThan(5)
})

describe('IN-016 faults of the next answers and callbacks', () => {
  test('IN-016 every kind strikes as often as asked and then no more', async () => {
    await delays()
    await timeOuts()
    await errors()
    await signatures()
    await callbacks()
    await down()
  })

  async function delays() {
    await box.fault('wechat-pay', { kind: 'delay', ms: 300 })
    const started = Date.now()
    expect((await prepay()).status).toBe(200)
    expect(Date.now() - started).toBeGreaterThanOrEqual(290)
  }

  async function timeOuts() {
    await box.fault('wechat-pay', { kind: 'timeout-undone', ms: 50 })
    const lost = newNumber()
    await expect(prepay(lost)).rejects.toThrow()
    expect((await query(lost)).body.code).toBe('ORDER_NOT_EXIST')
    await box.fault('wechat-pay', { kind: 'timeout-done', ms: 50 })
    const done = newNumber()
    await expect(prepay(done)).rejects.toThrow()
    expect((await query(done)).body.trade_state).toBe('NOTPAY')
  }

  async function errors() {
    for (const status of [500, 502, 429]) {
      const before = await payments()
      await box.fault('wechat-pay', { kind: 'http', status, match: '/jsapi' })
      const { keys } = box.sandbox
      expect((await query(newNumber())).status).toBe(404)
      const response = await fetch(
        `${box.baseUrl}/peers/wechat-pay/v3/pay/transactions/jsapi?${keys.mchid}`,
        { method: 'POST', body: '{}' },
      )
      expect(response.status).toBe(status)
      expect(await payments()).toBe(before)
    }
    await box.fault('wechat-pay', { kind: 'code', code: 'SYSTEM_ERROR', message: '系统异常' })
    expect(await prepay()).toMatchObject({ status: 500, body: { code: 'SYSTEM_ERROR' } })
    await box.fault('wechat', { kind: 'code', code: '-1', message: 'system error' })
    const { post } = wechatCaller(box)
    expect(await post('/cgi-bin/stable_token', {})).toMatchObject({ errcode: -1 })
    await box.fault('sms', { kind: 'code', code: 'InternalError.Timeout' })
    expect(await sendSmsCall(box)).toMatchObject({ Error: { Code: 'InternalError.Timeout' } })
  }

  async function signatures() {
    for (const variant of ['wrong', 'missing', 'unknown-key']) {
      await box.fault('wechat-pay', { kind: 'bad-signature', variant })
      expect(await prepay()).toMatchObject({ status: 200, verified: false })
    }
    expect((await prepay()).verified).toBe(true)
  }

  const pay = async () => {
    const no = newNumber()
    await prepay(no)
    await box.act('wechat-pay', 'pay', { outTradeNo: no })
    return no
  }

  async function callbacks() {
    await box.fault('wechat-pay', { kind: 'duplicate', copies: 2 })
    await pay()
    await hook.until(3)
    await box.fault('wechat-pay', { kind: 'drop' })
    const lost = await pay()
    expect((await query(lost)).body.trade_state).toBe('SUCCESS')
    await box.fault('wechat-pay', { kind: 'reorder' })
    const first = await pay()
    const second = await pay()
    await box.control('POST', '/clock', { advanceMs: 5_000 })
    const calls = await hook.until(5)
    const numbers = calls
      .slice(3)
      .map((call) => shop.open((JSON.parse(call.body) as Json).resource as Json).out_trade_no)
    expect(numbers).toEqual([second, first])
  }

  async function down() {
    await box.fault('wechat-pay', { kind: 'down', seconds: 60 })
    for (let call = 0; call < 3; call += 1) {
      const response = await fetch(`${box.baseUrl}/peers/wechat-pay/v3/certificates`)
      expect(response.status).toBe(503)
    }
    await box.control('POST', '/clock', { advanceMs: 61_000 })
    expect((await prepay()).status).toBe(200)
  }
})

test('IN-019 state survives a restart, resets per peer, and the clock stays moved', async () => {
  const no = newNumber()
  await prepay(no)
  await sendSmsCall(box)
  await box.control('POST', '/clock', { advanceMs: 3 * 86400_000 })
  await box.fault('sms', { kind: 'delay', ms: 10 })
  const before = (await box.control('GET', '/clock')).value as Json
  await box.close()
  const reopened = await openTestSandbox(box.dataDir)
  box = reopened
  shop = merchant(box.sandbox.keys, box.baseUrl)
  expect((await query(no)).body.trade_state).toBe('NOTPAY')
  const clock = (await box.control('GET', '/clock')).value as Json
  expect(clock.shiftMs).toBe(before.shiftMs)
  expect(Date.parse(String(clock.now)) - Date.now()).toBeGreaterThan(2.9 * 86400_000)
  expect((await box.control('GET', '/sms/fault')).value).toHaveLength(1)
  await box.control('POST', '/reset', { peer: 'sms' })
  expect((await box.control('GET', '/sms/outbox')).rows).toHaveLength(0)
  expect((await query(no)).body.trade_state).toBe('NOTPAY')
  expect((await sendSmsCall(box)).SendStatusSet).toMatchObject([{ Code: 'Ok' }])
  await box.control('POST', '/reset')
  expect((await query(no)).body.code).toBe('ORDER_NOT_EXIST')
  expect(((await box.control('GET', '/clock')).value as Json).shiftMs).toBe(0)
})

test('every call has a trace number that both sides know, and the key it is about', async () => {
  const no = newNumber()
  const answer = await prepay(no)
  const trace = answer.headers.get('x-trace-no')
  const calls = (await box.control('GET', `/wechat-pay/calls?key=${no}`)).value as Json[]
  expect(calls).toMatchObject([{ traceNo: trace, key: no, status: 200 }])
  expect(JSON.stringify(calls)).not.toContain('signature=')
})

test('only this machine and its own pages may reach the sandbox', async () => {
  const status = async (headers: Record<string, string>) =>
    (await fetch(`${box.baseUrl}/_control/peers`, { headers })).status
  expect(await status({})).toBe(200)
  expect(await status({ Origin: 'https://evil.example' })).toBe(403)
  expect(await status({ Origin: box.baseUrl })).toBe(200)
})

test('real-looking credentials are refused', async () => {
  const response = await fetch(
    `${box.baseUrl}/peers/wechat/sns/jscode2session?appid=wx0123456789abcdef&secret=x`,
  )
  expect((await response.json()) as Json).toMatchObject({ errcode: 40013 })
  const header = 'WECHATPAY2-SHA256-RSA2048 mchid="1900000109",nonce_str="x"'
  const pay = await fetch(`${box.baseUrl}/peers/wechat-pay/v3/certificates`, {
    headers: { Authorization: header },
  })
  expect(pay.status).toBe(403)
})

test('the chooser of avatars hands out a file that expires', async () => {
  const given = (await box.control('POST', '/wechat/avatar', {})) as { value: { path: string } }
  const read = () => fetch(`${box.baseUrl}/_control/${given.value.path}`)
  const picture = await read()
  expect(picture.status).toBe(200)
  expect(
    Buffer.from(await picture.arrayBuffer())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG')
  await box.control('POST', '/clock', { advanceMs: 61_000 })
  expect((await read()).status).toBe(404)
})
