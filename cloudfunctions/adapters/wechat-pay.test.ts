import { generateKeyPairSync } from 'node:crypto'
import { fen } from '@xietong/domain/kernel/money'
import { AesGcm } from 'wechatpay-axios-plugin/lib/aes'
import { certificatesAnswer } from '../../sandbox/peers/wechat-pay/certificate'
import { openPayDesk } from '../../sandbox/peers/wechat-pay/records'
import { seedPeople } from '../../sandbox/seed/people'
import { type Rig, startRig } from '../../tests/rig/rig'
import type { PrepayRequest, WechatPayPort } from '../contexts/payments/port'
import { flushCalls, recordCall } from '../contexts/peers'
import type { Config } from '../runtime/config'
import { createBreaker } from './breaker'
import { createWechatPayClient, payHosts } from './wechat-pay'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.stop())
afterEach(() => peer().kit.faults.clear())

const peer = () => {
  const open = rig.sandbox.peers.get('wechat-pay')
  if (!open) throw new Error('the sandbox has no WeChat Pay')
  return open
}
const act = (action: string, body: Record<string, unknown>) =>
  rig.sandbox.act('wechat-pay', action, body) as Promise<Record<string, unknown>>
const fault = (body: Record<string, unknown>) =>
  peer().kit.faults.add(body, rig.sandbox.clock.now())

let serial = 0
const nextNo = () => `P20260922${String(++serial).padStart(8, '0')}`

/** The real client with some of its configuration changed. */
function client(change: Partial<Config> = {}): WechatPayPort {
  const { config, log, db, now, newId } = rig.deps
  return createWechatPayClient({
    config: { ...config, ...change },
    log,
    db,
    now,
    newId,
    breaker: createBreaker(rig.deps.now),
    recordCall,
  })
}

const payer = seedPeople[0]?.openids.member ?? ''
function wanted(outTradeNo: string, totalFen = 58_800): PrepayRequest {
  return {
    appId: rig.deps.ports.wechat.appId('member'),
    outTradeNo,
    description: '九月团圆 8 只礼盒',
    totalFen: fen(totalFen),
    payerOpenId: payer,
    expiresAt: new Date(rig.now().getTime() + 30 * 60_000),
  }
}
async function prepaid(pay: WechatPayPort = client()) {
  const outTradeNo = nextNo()
  expect(await pay.prepay(wanted(outTradeNo))).toMatchObject({ kind: 'done' })
  return outTradeNo
}
async function alarms(kind: string): Promise<number> {
  const { rows } = await rig.db.query(
    'select coalesce(sum(occurrences), 0)::int as n from peers.alarm where kind = $1',
    [kind],
  )
  return rows[0].n
}

describe('requests', () => {
  test('IN-039 a wrong signature is answered 401, stops the call, alarms and is not repeated', async () => {
    const outTradeNo = await prepaid()
    const stranger = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    }).privateKey
    const pay = client({ WXPAY_MERCHANT_PRIVATE_KEY: stranger })
    const before = peer().kit.log.list().length
    const answer = await pay.query(outTradeNo)
    expect(answer).toMatchObject({ kind: 'refused', code: 'SIGN_ERROR', retry: false })
    expect(peer().kit.log.list().length - before).toBe(1)
    expect(await alarms('peer-refused')).toBe(1)
    const call = peer().kit.log.list().at(-1)
    expect(call).toMatchObject({ status: 401 })
    // The right key signs the same request, and the payment is as it was.
    expect(await client().query(outTradeNo)).toMatchObject({ value: { state: 'NOTPAY' } })
    expect(payHosts('https://api.mch.weixin.qq.com/')).toEqual([
      'https://api.mch.weixin.qq.com',
      'https://api2.mch.weixin.qq.com',
    ])
  })

  test('the same number and amount is one payable transaction, another amount is refused', async () => {
    const outTradeNo = nextNo()
    const first = await client().prepay(wanted(outTradeNo))
    const again = await client().prepay(wanted(outTradeNo))
    expect(again).toEqual(first)
    const other = await client().prepay(wanted(outTradeNo, 100))
    expect(other).toMatchObject({ kind: 'refused', code: 'OUT_TRADE_NO_USED' })
  })

  test.each(['timeout-done', 'timeout-undone'])(
    'prepay with %s is unknown, and a repeat gives one transaction',
    async (kind) => {
      const outTradeNo = nextNo()
      fault({ kind, match: 'jsapi' })
      expect(await client().prepay(wanted(outTradeNo))).toMatchObject({ kind: 'unknown' })
      expect(await client().prepay(wanted(outTradeNo))).toMatchObject({ kind: 'done' })
      const found = await client().query(outTradeNo)
      expect(found).toMatchObject({ kind: 'done', value: { totalFen: 58_800, state: 'NOTPAY' } })
    },
    20_000,
  )

  test.each([
    [{ kind: 'http', status: 502 }, { kind: 'unknown' }],
    [{ kind: 'code', code: 'SYSTEM_ERROR' }, { kind: 'unknown' }],
    [
      { kind: 'code', code: 'FREQUENCY_LIMITED' },
      { kind: 'refused', retry: true },
    ],
    [
      { kind: 'code', code: 'PARAM_ERROR' },
      { kind: 'refused', retry: false },
    ],
    [
      { kind: 'code', code: 'NOT_ENOUGH' },
      { kind: 'refused', retry: true },
    ],
  ])('answer %j means %j', async (wrong, meaning) => {
    const outTradeNo = await prepaid()
    fault({ ...wrong, match: 'out-trade-no' })
    expect(await client().query(outTradeNo)).toMatchObject(meaning)
  })
})

describe('answers', () => {
  test('IN-040 an answer that cannot be verified is unknown, whatever it says, and asking again is right', async () => {
    const outTradeNo = await prepaid()
    await act('pay', { outTradeNo, notify: 'none' })
    const before = await alarms('unverified-answer')
    const variants = ['wrong', 'missing', 'expired', 'unknown-key', 'altered-body', 'probe']
    for (const variant of variants) {
      fault({ kind: 'bad-signature', variant, match: 'out-trade-no' })
      expect(await client().query(outTradeNo)).toMatchObject({ kind: 'unknown' })
    }
    expect((await alarms('unverified-answer')) - before).toBe(variants.length)
    const sure = await client().query(outTradeNo)
    expect(sure).toMatchObject({ kind: 'done', value: { state: 'SUCCESS', totalFen: 58_800 } })
  })

  test('a platform certificate verifies like a public key', async () => {
    const id = rig.deps.config.WXPAY_PUBLIC_KEY_ID[0] ?? ''
    const pay = client({ WXPAY_PUBLIC_KEY_ID: [id], WXPAY_PUBLIC_KEY: [platformCertificate()] })
    const outTradeNo = await prepaid(pay)
    expect(await pay.query(outTradeNo)).toMatchObject({ kind: 'done' })
    expect(pay.certificates()).toHaveLength(1)
    expect(pay.certificates()[0]?.expiresAt.getFullYear()).toBeGreaterThan(2029)
  })

  test('keys rotate without a pause: both sign in turn, and one alone is not enough', async () => {
    const { platformKeyId, platformPublicKey, nextPlatformKeyId, nextPlatformPublicKey } =
      rig.sandbox.keys
    const both = client({
      WXPAY_PUBLIC_KEY_ID: [platformKeyId, nextPlatformKeyId],
      WXPAY_PUBLIC_KEY: [platformPublicKey, nextPlatformPublicKey],
    })
    await act('set', { signWith: 'alternate' })
    const outTradeNo = await prepaid(both)
    for (let turn = 0; turn < 4; turn++) {
      expect(await both.query(outTradeNo)).toMatchObject({ kind: 'done' })
    }
    const one = client({
      WXPAY_PUBLIC_KEY_ID: [platformKeyId],
      WXPAY_PUBLIC_KEY: [platformPublicKey],
    })
    const kinds = [await one.query(outTradeNo), await one.query(outTradeNo)]
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(['done', 'unknown'])
    await act('set', { signWith: 'current' })
  })
})

describe('notices', () => {
  const read = (pay: WechatPayPort, notice: Record<string, unknown>, at = rig.now()) => {
    const headers = Object.fromEntries(
      Object.entries(notice.headers as Record<string, string>).map(([name, value]) => [
        name.toLowerCase(),
        value,
      ]),
    )
    return pay.readNotice(headers, String(notice.body), at)
  }

  test('the tag is checked: a wrong tag, nonce, length or key opens nothing', async () => {
    const outTradeNo = await prepaid()
    const good = await act('build-notice', { outTradeNo })
    expect(read(client(), good)).toMatchObject({
      ok: true,
      notice: { kind: 'trade', trade: { outTradeNo, totalFen: 58_800, state: 'SUCCESS' } },
    })
    for (const variant of ['wrong-tag', 'wrong-nonce', 'truncated']) {
      const bad = await act('build-notice', { outTradeNo, variant })
      expect(read(client(), bad)).toEqual({ ok: false, reason: 'bad-cipher' })
    }
    const otherKey = client({ WXPAY_API_V3_KEY: ['x'.repeat(32)] })
    expect(read(otherKey, good)).toEqual({ ok: false, reason: 'bad-cipher' })
    const rotating = client({ WXPAY_API_V3_KEY: ['x'.repeat(32), rig.sandbox.keys.apiV3Key] })
    expect(read(rotating, good)).toMatchObject({ ok: true })
  })

  test('signatures are refused when missing, wrong, old, from a stranger, or a probe', async () => {
    const outTradeNo = await prepaid()
    const reasons: Record<string, string> = {}
    for (const variant of ['missing', 'wrong', 'expired', 'unknown-key', 'probe', 'altered-body']) {
      const result = read(client(), await act('build-notice', { outTradeNo, variant }))
      reasons[variant] = result.ok ? 'accepted' : result.reason
    }
    expect(reasons).toEqual({
      missing: 'missing',
      wrong: 'bad-signature',
      expired: 'expired',
      'unknown-key': 'unknown-key',
      probe: 'probe',
      'altered-body': 'bad-signature',
    })
  })

  test('the window is 5 minutes to both sides', async () => {
    const outTradeNo = await prepaid()
    const notice = await act('build-notice', { outTradeNo })
    const timestamp = (notice.headers as Record<string, string>)['Wechatpay-Timestamp']
    const signedAt = Number(timestamp) * 1_000
    const at = (seconds: number) => new Date(signedAt + seconds * 1_000)
    expect(read(client(), notice, at(300))).toMatchObject({ ok: true })
    expect(read(client(), notice, at(-300))).toMatchObject({ ok: true })
    expect(read(client(), notice, at(301))).toEqual({ ok: false, reason: 'expired' })
    expect(read(client(), notice, at(-301))).toEqual({ ok: false, reason: 'expired' })
  })

  test('a notice for another merchant is refused', async () => {
    const outTradeNo = await prepaid()
    const notice = await act('build-notice', { outTradeNo, set: { mchid: 'SBX1900009999' } })
    expect(read(client(), notice)).toEqual({ ok: false, reason: 'other-merchant' })
  })
})

describe('calls', () => {
  test('IN-011 a skewed clock alarms from one minute on', async () => {
    const outTradeNo = await prepaid()
    expect(await alarms('clock-skew')).toBe(0)
    fault({ kind: 'clock-skew', seconds: 90, forSeconds: 60 })
    await client().query(outTradeNo)
    expect(await alarms('clock-skew')).toBeGreaterThan(0)
  })

  test('the trace number is the peer’s too, and no secret reaches the log', async () => {
    const outTradeNo = await prepaid()
    await client().query(outTradeNo)
    await flushCalls(rig.deps)
    const { rows } = await rig.db.query(
      "select * from peers.call_log where peer = 'wechat-pay' order by at desc limit 1",
    )
    const theirs = peer().kit.log.list().at(-1)
    expect(theirs?.traceNo).toBe(rows[0].trace_no)
    const all = await rig.db.query('select row_to_json(c)::text as line from peers.call_log c')
    const text = all.rows.map((row) => row.line).join('\n')
    for (const secret of [rig.sandbox.keys.apiV3Key, 'PRIVATE KEY', 'signature=']) {
      expect(text).not.toContain(secret)
    }
  })
})

/** The platform certificate as WeChat Pay hands it out, opened. */
function platformCertificate(): string {
  const answer = certificatesAnswer(openPayDesk(peer().kit)) as {
    data: { encrypt_certificate: Record<string, string> }[]
  }
  const sealed = answer.data[0]?.encrypt_certificate ?? {}
  const { ciphertext = '', nonce = '', associated_data } = sealed
  return AesGcm.decrypt(ciphertext, rig.sandbox.keys.apiV3Key, nonce, associated_data)
}
