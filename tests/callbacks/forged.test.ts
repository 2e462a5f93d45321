import { createSign, generateKeyPairSync, randomBytes, randomInt } from 'node:crypto'
import { believeAnything, withoutWindow } from '../mutants/gullible-client'
import { deliverWith } from './deliver'
import { openScene, type Placed, type Scene, type Signed } from './scene'
import { businessHash } from './truth'

let scene: Scene
let order: Placed
let right: Signed
beforeAll(async () => {
  scene = await openScene({ poolMax: 20 })
  order = await scene.placed()
  right = await scene.notice(order.outTradeNo)
})
afterAll(() => scene.stop())

const VARIANTS = 10_000
const AT_ONCE = 40
const { privateKey: strangerKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

const signedByStranger = ({ headers, body }: Signed) =>
  createSign('RSA-SHA256')
    .update(`${headers['Wechatpay-Timestamp']}\n${headers['Wechatpay-Nonce']}\n${body}\n`)
    .sign(strangerKey, 'base64')

const garbage = () => randomBytes(randomInt(1, 300)).toString('base64')

function alter(text: string): string {
  const at = randomInt(text.length)
  const other = String.fromCharCode(32 + ((text.charCodeAt(at) - 31) % 94))
  return `${text.slice(0, at)}${other}${text.slice(at + 1)}`
}

const withHeader = (name: string, change: (value: string) => string | undefined): Signed => {
  const headers = { ...right.headers }
  const value = change(headers[name] ?? '')
  if (value === undefined) delete headers[name]
  else headers[name] = value
  return { headers, body: right.body }
}

/** Every way to be wrong that needs no key; most keep everything else right. */
const forgeries: readonly (() => Signed)[] = [
  () => withHeader('Wechatpay-Signature', () => undefined),
  () => withHeader('Wechatpay-Signature', garbage),
  () => withHeader('Wechatpay-Signature', (value) => alter(value)),
  () => withHeader('Wechatpay-Signature', () => signedByStranger(right)),
  () => withHeader('Wechatpay-Signature', (value) => `WECHATPAY/SIGNTEST/${value}`),
  () => withHeader('Wechatpay-Signature', (value) => `${value}${value}`),
  () => withHeader('Wechatpay-Nonce', () => randomBytes(16).toString('hex')),
  () => withHeader('Wechatpay-Serial', () => `PUB_KEY_ID_SBX${randomInt(1e9)}`),
  () => withHeader('Wechatpay-Serial', () => '__proto__'),
  () => withHeader('Wechatpay-Timestamp', (value) => String(Number(value) + randomInt(1, 250))),
  () => withHeader('Wechatpay-Timestamp', () => undefined),
  () => ({ headers: right.headers, body: alter(right.body) }),
  () => ({ headers: right.headers, body: `${right.body} ` }),
  () => ({ headers: right.headers, body: '' }),
  // Not even JSON: a 400 would show that the body was looked at before the signature.
  () => ({ headers: right.headers, body: `{"id": ${randomBytes(20).toString('hex')}` }),
  () => ({ headers: { 'Content-Type': 'application/json' }, body: right.body }),
]

async function postAll(notices: readonly Signed[], deliver = scene.post) {
  const statuses: Record<number, number> = {}
  let next = 0
  const worker = async () => {
    for (let notice = notices[next++]; notice; notice = notices[next++]) {
      const status = await deliver(notice)
      statuses[status] = (statuses[status] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return statuses
}

describe('C1 forged callbacks', () => {
  test(`${VARIANTS} variants: none accepted, all 401, nothing changed`, async () => {
    const before = await businessHash(scene.rig)
    const forged = Array.from({ length: VARIANTS }, (_, index) => {
      const notice = forgeries[index % forgeries.length]?.() ?? right
      return notice
    })
    const untouched = forged.filter(
      (notice) => JSON.stringify(notice) === JSON.stringify(right),
    ).length
    expect(untouched).toBe(0)
    expect(await postAll(forged)).toEqual({ 401: VARIANTS })
    expect(await businessHash(scene.rig)).toBe(before)
  }, 180_000)

  test('IN-009 a forged "paid" is logged with its address and alarms from three a minute on', async () => {
    const { rig, admin } = scene
    const { rows: inbox } = await rig.do(admin, 'peers.listInbox', {
      filter: { state: 'bad-signature' },
    })
    expect(inbox[0]?.address).toMatch(/\d/)
    const { rows } = await rig.do(admin, 'peers.listAlarms', {
      filter: { kind: 'forged-callback' },
    })
    expect(rows[0]?.count).toBeGreaterThanOrEqual(3)
    const alarmed = rows.length
    // Two in a minute of their own are not yet an alarm, the third is.
    await rig.advance(120_000)
    const forge = async () => scene.post(withHeader('Wechatpay-Signature', garbage))
    await forge()
    await forge()
    expect((await alarmRows()).length).toBe(alarmed)
    await forge()
    expect((await alarmRows()).length).toBe(alarmed + 1)
    expect(
      await rig.do(order.buyer.token, 'orders.checkPayment', { orderId: order.orderId }),
    ).toEqual({ state: 'unpaid', paid: false })
  })

  test('a planted bug is caught: a client that believes any signature', async () => {
    const victim = await scene.placed()
    const notice = await scene.notice(victim.outTradeNo, { variant: 'wrong' })
    expect(await scene.post(notice)).toBe(401)
    const before = await businessHash(scene.rig)
    const gullible = believeAnything(scene.rig.deps.ports.wechatPay, scene.rig.deps.config)
    expect(await deliverWith(scene.rig, gullible)(notice)).toBe(204)
    expect(await businessHash(scene.rig)).not.toBe(before)
  })
})

const alarmRows = async () =>
  (await scene.rig.do(scene.admin, 'peers.listAlarms', { filter: { kind: 'forged-callback' } }))
    .rows

describe('C2 replayed, unknown key, damaged ciphertext', () => {
  test('5 minutes and a second early or late, unknown serials, wrong tags: all refused', async () => {
    const fresh = await scene.placed()
    const before = await businessHash(scene.rig)
    const statuses: Record<string, Record<number, number>> = {}
    for (const variant of ['expired', 'unknown-key', 'wrong-tag', 'wrong-nonce', 'truncated']) {
      const notices = await Promise.all(
        Array.from({ length: 20 }, () => scene.notice(fresh.outTradeNo, { variant })),
      )
      statuses[variant] = await postAll(notices)
    }
    expect(statuses).toEqual({
      expired: { 401: 20 },
      'unknown-key': { 401: 20 },
      'wrong-tag': { 400: 20 },
      'wrong-nonce': { 400: 20 },
      truncated: { 400: 20 },
    })
    const old = await scene.notice(fresh.outTradeNo)
    await scene.rig.advance(301_000)
    expect(await scene.post(old)).toBe(401)
    expect(await businessHash(scene.rig)).toBe(before)
    // The same payment told in time is taken: it was only the notice that was too old.
    await scene.act('pay', { outTradeNo: fresh.outTradeNo, notify: 'none' })
    expect(await scene.post(await scene.notice(fresh.outTradeNo))).toBe(204)
  })

  test('IN-045 a wrong tag changes nothing, alarms, and the order is repaired by asking', async () => {
    const { rig, admin } = scene
    const fresh = await scene.placed()
    await scene.act('pay', { outTradeNo: fresh.outTradeNo, notify: 'none' })
    const before = await businessHash(rig)
    for (const variant of ['wrong-tag', 'wrong-nonce', 'truncated']) {
      const notice = await scene.notice(fresh.outTradeNo, { variant })
      expect(await scene.post(notice)).toBe(400)
    }
    expect(await businessHash(rig)).toBe(before)
    const filter = { kind: 'notice-unreadable' }
    const { rows } = await rig.do(admin, 'peers.listAlarms', { filter })
    expect(rows[0]?.count).toBeGreaterThanOrEqual(3)
    const asked = { orderId: fresh.orderId }
    expect(await rig.do(fresh.buyer.token, 'orders.checkPayment', asked)).toEqual({
      state: 'to-ship',
      paid: true,
    })
  })

  test('a planted bug is caught: a client without the time window takes a replay', async () => {
    const victim = await scene.placed()
    const notice = await scene.notice(victim.outTradeNo)
    await scene.rig.advance(301_000)
    expect(await scene.post(notice)).toBe(401)
    const careless = withoutWindow(scene.rig.deps.ports.wechatPay)
    expect(await deliverWith(scene.rig, careless)(notice)).toBe(204)
  })
})
