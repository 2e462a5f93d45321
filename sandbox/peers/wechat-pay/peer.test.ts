import { createHash, X509Certificate } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import type { Json } from '../../core/json'
import { seedPeople } from '../../seed/people'
import { authorization, type Merchant, merchant, newNumber, verify } from '../../testing/merchant'
import { openTestSandbox, type TestSandbox } from '../../testing/open'
import { type Receiver, startReceiver } from '../../testing/receiver'

const buyer = seedPeople[0]
const openid = buyer?.openids.member ?? ''

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

const order = async (totalFen = 57036) => {
  const outTradeNo = newNumber()
  const answer = await shop.prepay({ outTradeNo, totalFen, openid, notifyUrl: `${hook.url}/pay` })
  return { outTradeNo, answer, prepayId: String(answer.body.prepay_id) }
}

const query = (outTradeNo: string) =>
  shop.call(
    'GET',
    `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${box.sandbox.keys.mchid}`,
  )

const paidOrder = async (totalFen = 57036) => {
  const made = await order(totalFen)
  await box.act('wechat-pay', 'pay', { outTradeNo: made.outTradeNo })
  return made
}

const refund = (outTradeNo: string, outRefundNo: string, amount: Json) =>
  shop.call('POST', '/v3/refund/domestic/refunds', {
    out_trade_no: outTradeNo,
    out_refund_no: outRefundNo,
    notify_url: `${hook.url}/refund`,
    amount: { currency: 'CNY', ...amount },
  })

test('a wrong signature is 401 SIGN_ERROR and leaves nothing', async () => {
  const { keys } = box.sandbox
  const path = '/v3/pay/transactions/jsapi'
  const header = authorization(keys, {
    method: 'POST',
    path,
    text: '{}',
    key: keys.strangerPrivateKey,
  })
  const response = await fetch(`${box.baseUrl}/peers/wechat-pay${path}`, {
    method: 'POST',
    headers: { Authorization: header },
    body: '{}',
  })
  expect(response.status).toBe(401)
  expect(await response.json()).toMatchObject({ code: 'SIGN_ERROR' })
})

test('prepay, pay, signed and encrypted notice, query', async () => {
  const { outTradeNo, answer } = await order()
  expect(answer).toMatchObject({ status: 200, verified: true })
  expect((await query(outTradeNo)).body.trade_state).toBe('NOTPAY')
  await box.act('wechat-pay', 'pay', { outTradeNo })
  const [call] = await hook.until(1)
  expect(verify(box.sandbox.keys, call?.headers ?? new Headers(), call?.body ?? '')).toBe(true)
  const notice = JSON.parse(call?.body ?? '{}') as Json
  expect(notice.event_type).toBe('TRANSACTION.SUCCESS')
  expect(shop.open(notice.resource as Json)).toMatchObject({
    out_trade_no: outTradeNo,
    trade_state: 'SUCCESS',
    amount: { total: 57036, currency: 'CNY' },
    payer: { openid },
  })
  const found = await query(outTradeNo)
  expect(found.body).toMatchObject({ trade_state: 'SUCCESS', out_trade_no: outTradeNo })
  const byId = await shop.call(
    'GET',
    `/v3/pay/transactions/id/${found.body.transaction_id}?mchid=${box.sandbox.keys.mchid}`,
  )
  expect(byId.body).toEqual(found.body)
})

test('the same number twice is one transaction; another amount is refused', async () => {
  const { outTradeNo, prepayId } = await order()
  const notifyUrl = `${hook.url}/pay`
  const again = await shop.prepay({ outTradeNo, totalFen: 57036, openid, notifyUrl })
  expect(again.body.prepay_id).toBe(prepayId)
  const other = await shop.prepay({ outTradeNo, totalFen: 1, openid, notifyUrl })
  expect(other).toMatchObject({ status: 403, body: { code: 'OUT_TRADE_NO_USED' } })
})

test('close works only before payment and for good', async () => {
  const close = (no: string) =>
    shop.call('POST', `/v3/pay/transactions/out-trade-no/${no}/close`, {
      mchid: box.sandbox.keys.mchid,
    })
  const open = await order()
  expect((await close(open.outTradeNo)).status).toBe(204)
  expect((await query(open.outTradeNo)).body.trade_state).toBe('CLOSED')
  await expect(box.act('wechat-pay', 'pay', { outTradeNo: open.outTradeNo })).rejects.toThrow(
    '已关闭',
  )
  const paid = await paidOrder()
  expect((await close(paid.outTradeNo)).body.code).toBe('ORDERPAID')
  expect((await close('T404404404')).body.code).toBe('ORDER_NOT_EXIST')
})

test('refunds: one per number, at most what was paid, a minute apart, then told', async () => {
  const { outTradeNo } = await paidOrder(10_000)
  await hook.until(1)
  const first = await refund(outTradeNo, 'R1', { refund: 6_000, total: 10_000 })
  expect(first.body.status).toBe('PROCESSING')
  const repeated = await refund(outTradeNo, 'R1', { refund: 6_000, total: 10_000 })
  expect(repeated.body.refund_id).toBe(first.body.refund_id)
  expect(await refund(outTradeNo, 'R2', { refund: 1_000, total: 10_000 })).toMatchObject({
    status: 429,
    body: { code: 'FREQUENCY_LIMITED' },
  })
  await box.control('POST', '/clock', { advanceMs: 61_000 })
  const tooMuch = await refund(outTradeNo, 'R3', { refund: 4_001, total: 10_000 })
  expect(tooMuch.body.code).toBe('INVALID_REQUEST')
  expect((await refund(outTradeNo, 'R4', { refund: 4_000, total: 10_000 })).status).toBe(200)
  const calls = await hook.until(2)
  const notice = JSON.parse(calls[1]?.body ?? '{}') as Json
  expect(notice.event_type).toBe('REFUND.SUCCESS')
  expect(shop.open(notice.resource as Json)).toMatchObject({ out_refund_no: 'R1' })
  const found = await shop.call('GET', '/v3/refund/domestic/refunds/R1')
  expect(found.body).toMatchObject({ status: 'SUCCESS', amount: { refund: 6_000 } })
})

test('a refund can be held, closed or abnormal', async () => {
  await box.act('wechat-pay', 'set', { refundMode: 'manual' })
  const { outTradeNo } = await paidOrder(10_000)
  await refund(outTradeNo, 'R1', { refund: 10_000, total: 10_000 })
  await box.act('wechat-pay', 'settle-refund', { outRefundNo: 'R1', state: 'ABNORMAL' })
  await box.act('wechat-pay', 'settle-refund', { outRefundNo: 'R1', state: 'CLOSED' })
  const calls = await hook.until(3)
  const events = calls.slice(1).map((call) => (JSON.parse(call.body) as Json).event_type)
  expect(events.sort()).toEqual(['REFUND.ABNORMAL', 'REFUND.CLOSED'])
})

test('a notice not answered 2xx comes again after 15 s, 15 s, 30 s of the clock', async () => {
  hook.answer(500, '{"code":"FAIL"}')
  await paidOrder()
  await hook.until(1)
  for (const [seconds, count] of [
    [15, 2],
    [15, 3],
    [30, 4],
  ] as const) {
    await box.control('POST', '/clock', { advanceMs: (seconds - 2) * 1000 })
    expect(hook.calls).toHaveLength(count - 1)
    await box.control('POST', '/clock', { advanceMs: 3000 })
    await hook.until(count)
  }
  hook.answer(204, '')
  await box.control('POST', '/clock', { advanceMs: 200_000 })
  await hook.until(5)
  await box.control('POST', '/clock', { advanceMs: 86400_000 })
  expect(hook.calls).toHaveLength(5)
})

test('forged notices carry the wished fault', async () => {
  const { outTradeNo } = await order()
  const { keys } = box.sandbox
  const forge = (variant: string) => box.act('wechat-pay', 'build-notice', { outTradeNo, variant })
  for (const variant of ['wrong', 'missing', 'unknown-key', 'altered-body', 'probe']) {
    const made = await forge(variant)
    expect(verify(keys, new Headers(made.headers as HeadersInit), String(made.body))).toBe(false)
  }
  const probe = await forge('probe')
  expect((probe.headers as Json)['Wechatpay-Signature']).toMatch(/^WECHATPAY\/SIGNTEST\//)
  const badTag = await forge('wrong-tag')
  expect(verify(keys, new Headers(badTag.headers as HeadersInit), String(badTag.body))).toBe(true)
  const resource = (JSON.parse(String(badTag.body)) as Json).resource as Json
  expect(() => shop.open(resource)).toThrow()
})

test('the platform certificate is real and belongs to the signing key', async () => {
  const answer = await shop.call('GET', '/v3/certificates')
  const [first] = answer.body.data as Json[]
  const pem = decryptText(first?.encrypt_certificate as Json)
  const certificate = new X509Certificate(pem)
  expect(certificate.publicKey.export({ type: 'spki', format: 'pem' })).toBe(
    box.sandbox.keys.platformPublicKey,
  )
  expect(certificate.serialNumber).toBe(first?.serial_no)
})

function decryptText(resource: Json): string {
  const { createDecipheriv } = jest.requireActual<typeof import('node:crypto')>('node:crypto')
  const sealed = Buffer.from(String(resource.ciphertext), 'base64')
  const { apiV3Key } = box.sandbox.keys
  const decipher = createDecipheriv('aes-256-gcm', apiV3Key, String(resource.nonce))
  decipher.setAAD(Buffer.from('certificate'))
  decipher.setAuthTag(sealed.subarray(-16))
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString()
}

test('the trade bill has the day, the right hash and can be altered', async () => {
  const first = await paidOrder(10_000)
  await paidOrder(20_000)
  const day = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10)
  const ask = () =>
    shop.call('GET', `/v3/bill/tradebill?bill_date=${day}&bill_type=ALL&tar_type=GZIP`)
  expect((await ask()).body.code).toBe('STATEMENT_CREATING')
  await box.control('POST', '/clock', { advanceMs: 36 * 3600_000 })
  const answer = await ask()
  const file = await download(String(answer.body.download_url))
  expect(createHash('sha1').update(file).digest('hex')).toBe(answer.body.hash_value)
  expect(file).toContain(`\`${first.outTradeNo},`)
  expect(file).toContain('`2,`300.00,`0.00')
  await box.act('wechat-pay', 'bill-edit', { date: day, drop: [first.outTradeNo], hash: 'wrong' })
  const edited = await ask()
  const text = await download(String(edited.body.download_url))
  expect(text).not.toContain(first.outTradeNo)
  expect(createHash('sha1').update(text).digest('hex')).not.toBe(edited.body.hash_value)
})

async function download(url: string): Promise<string> {
  const { pathname, search } = new URL(url)
  const path = `${pathname.replace('/peers/wechat-pay', '')}${search}`
  const header = authorization(box.sandbox.keys, { method: 'GET', path, text: '' })
  const response = await fetch(url, { headers: { Authorization: header } })
  return gunzipSync(Buffer.from(await response.arrayBuffer())).toString('utf8')
}
