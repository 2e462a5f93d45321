import { openScene, type Placed, type Scene } from '../../../tests/callbacks/scene'
import { truthOf } from '../../../tests/callbacks/truth'
import { signInAdmin } from '../../../tests/rig/people'
import { runCommand } from '../../runtime/run-command'
import { requestRefund } from '../payments'
import { drainOutbox, finishPeers } from './drain-outbox'
import { claimDue } from './outbox-store'
import { registerSenders, type SentMessage, senderOf } from './senders'
import { peersTimers } from './timers'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
  await scene.act('set', { refundMode: 'manual' })
})
/** Signed in anew: hours pass between the steps, and sessions end. */
const asAdmin = () => signInAdmin(scene.rig)
afterAll(() => scene.stop())
afterEach(() => kit('wechat-pay').faults.clear())

const kit = (name: 'wechat-pay' | 'sms') => {
  const open = scene.rig.sandbox.peers.get(name)
  if (!open) throw new Error(`the sandbox has no ${name}`)
  return open.kit
}
const fault = (body: Record<string, unknown>) =>
  kit('wechat-pay').faults.add(body, scene.rig.sandbox.clock.now())
const drain = () => drainOutbox(scene.rig.deps, new Date(scene.rig.now().getTime() + 20_000))
const send = (businessKey: string, soon = false, call = 'test-call') =>
  runCommand(scene.rig.deps, 'test.send', async (ctx) => {
    ctx.send({ peer: 'sms', call, businessKey, payload: { key: businessKey }, soon })
  })

async function row(businessKey: string) {
  const { rows } = await scene.rig.db.query(
    'select id, state, attempts, next_at, last_error from peers.outbox where business_key = $1',
    [businessKey],
  )
  return rows[0]
}

/** A sender whose answers the test decides; it remembers what it was given. */
function scripted(answers: ('done' | 'unknown' | 'retry' | 'final' | 'throw')[]) {
  const seen: { at: number; message: SentMessage }[] = []
  registerSenders({
    'test-call': async (_deps, _payload, message) => {
      seen.push({ at: scene.rig.now().getTime(), message })
      const answer = answers.shift() ?? 'done'
      if (answer === 'throw') throw new Error('the sender broke')
      if (answer === 'done') return { kind: 'done', value: null }
      if (answer === 'unknown') return { kind: 'unknown', message: 'no answer' }
      return { kind: 'refused', code: 'BUSY', message: '忙', retry: answer === 'retry' }
    },
  })
  return seen
}

async function paidOrder(): Promise<Placed> {
  const order = await scene.placed()
  await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
  await scene.rig.do(order.buyer.token, 'orders.checkPayment', { orderId: order.orderId })
  return order
}
const refund = (order: Placed) =>
  runCommand(scene.rig.deps, 'test.refund', (ctx) =>
    requestRefund(ctx, {
      orderId: order.orderId,
      amountFen: 100,
      reason: '测试',
      key: `t/${order.orderId}`,
    }),
  )

describe('writing', () => {
  test('a message commits with its command, one per business key', async () => {
    scripted([])
    await send('write/1')
    await send('write/1')
    const failing = runCommand(scene.rig.deps, 'test.send', async (ctx) => {
      ctx.send({ peer: 'sms', call: 'test-call', businessKey: 'write/2', payload: {} })
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    const { rows } = await scene.rig.db.query(
      "select business_key from peers.outbox where business_key like 'write/%'",
    )
    expect(rows).toEqual([{ business_key: 'write/1' }])
    expect(await row('write/1')).toMatchObject({ state: 'waiting', attempts: 0 })
    await drain()
    expect(await row('write/1')).toMatchObject({ state: 'confirmed', attempts: 1, next_at: null })
  })

  test('a message that wants to go soon is sent right after the commit', async () => {
    const seen = scripted([])
    await send('soon/1', true)
    expect(seen).toHaveLength(1)
    expect(await row('soon/1')).toMatchObject({ state: 'confirmed' })
  })
})

describe('a worker that dies', () => {
  test('IN-003 between commit and send, and between send and answer: repaired once, without a second effect', async () => {
    const { rig } = scene
    const order = await paidOrder()
    // Between commit and send: claimed, and the worker is gone before it called.
    fault({ kind: 'code', code: 'FREQUENCY_LIMITED', match: 'domestic/refunds' })
    await refund(order)
    await rig.advance(2_000)
    const [dead] = await claimDue(rig.deps.db, rig.now(), { kind: 'again', limit: 1 })
    expect(dead).toMatchObject({ call: 'refund', before: 'waiting' })
    await drain()
    expect(refunds(order)).toHaveLength(0)
    await rig.advance(31_000)
    await drain()
    expect(refunds(order)).toHaveLength(1)
    expect(await truthOf(rig, order.orderId)).toMatchObject({ refunds: ['processing'] })

    // Between send and answer: the peer has acted, nobody wrote it down.
    const other = await paidOrder()
    fault({ kind: 'code', code: 'FREQUENCY_LIMITED', match: 'domestic/refunds' })
    await refund(other)
    await rig.advance(2_000)
    const [claimed] = await claimDue(rig.deps.db, rig.now(), { kind: 'again', limit: 1 })
    const sender = senderOf('refund')
    if (!claimed || !sender) throw new Error('no refund waits')
    await rig.deps.ports.wechatPay.refund(await refundCall(other))
    const asked = queries()
    await rig.advance(31_000)
    await drain()
    expect(queries()).toBe(asked + 1)
    expect(refunds(other)).toHaveLength(1)
    expect(kit('wechat-pay').log.doubles()).toEqual([])
    expect(await truthOf(rig, other.orderId)).toMatchObject({ refunds: ['processing'] })
  })

  test('a message that kills its worker takes nobody with it', async () => {
    const { rig } = scene
    const seen = scripted([])
    for (let index = 0; index < 10; index++) {
      await send(`poison/${index}`)
    }
    const batch = await claimDue(rig.deps.db, rig.now(), { kind: 'fresh', limit: 10 })
    expect(batch).toHaveLength(10)
    await rig.advance(31_000)
    // After a first failure each comes alone.
    const alone = await claimDue(rig.deps.db, rig.now(), { kind: 'again', limit: 1 })
    expect(alone).toHaveLength(1)
    await drain()
    expect(seen).toHaveLength(9)
    await rig.advance(31_000)
    await drain()
    expect(seen).toHaveLength(10)
  })

  test('a worker whose lease was taken over records nothing', async () => {
    const { rig } = scene
    let release: () => void = () => undefined
    const slow = new Promise<void>((resolve) => {
      release = resolve
    })
    let calls = 0
    registerSenders({
      'test-call': async () => {
        calls += 1
        if (calls === 1) await slow
        return calls === 1
          ? { kind: 'refused', code: 'LATE', message: '', retry: false }
          : { kind: 'done', value: null }
      },
    })
    await send('lease/1')
    const first = drain()
    await new Promise((resolve) => setTimeout(resolve, 50))
    await rig.advance(31_000)
    await drain()
    expect(await row('lease/1')).toMatchObject({ state: 'confirmed', attempts: 2 })
    release()
    await first
    expect(await row('lease/1')).toMatchObject({ state: 'confirmed', attempts: 2 })
  })
})

describe('outcomes', () => {
  test('retries follow 1 s, 4 s, 15 s, 1 min, 5 min, 15 min and then each hour, for a day; then a person', async () => {
    const { rig } = scene
    const seen = scripted(Array.from({ length: 60 }, () => 'retry'))
    await send('retry/1')
    for (let step = 0; step < 60; step++) {
      await drain()
      const { next_at: next } = await row('retry/1')
      if (next === null) break
      await rig.advance(Math.max(0, next.getTime() - rig.now().getTime()) + 1)
    }
    expect(await row('retry/1')).toMatchObject({ state: 'manual', last_error: 'BUSY 忙' })
    const gaps = seen.slice(1).map(({ at }, index) => (at - (seen[index]?.at ?? 0)) / 1_000)
    const wanted = [1, 4, 15, 60, 300, 900, 3_600, 3_600]
    for (const [index, seconds] of wanted.entries()) {
      expect(gaps[index]).toBeGreaterThanOrEqual(seconds)
      expect(gaps[index]).toBeLessThanOrEqual(seconds * 1.2 + 3)
    }
    expect(seen.length).toBeGreaterThan(20)
    const { rows } = await rig.do(await asAdmin(), 'peers.listAlarms', {
      filter: { kind: 'outbox-manual' },
    })
    expect(rows).toHaveLength(1)
  })

  test('a final refusal is not repeated; a person may send it again, and not what is confirmed', async () => {
    const { rig } = scene
    const seen = scripted(['final', 'done'])
    await send('final/1')
    await drain()
    const failed = await row('final/1')
    expect(failed).toMatchObject({ state: 'manual', attempts: 1 })
    await rig.advance(86_400_000)
    await drain()
    expect(seen).toHaveLength(1)
    await rig.do(await asAdmin(), 'peers.resendMessage', { messageId: failed.id })
    expect(await row('final/1')).toMatchObject({ state: 'confirmed' })
    expect(new Set(seen.map(({ message }) => message.businessKey)).size).toBe(1)
    const again = await rig.call(await asAdmin(), 'peers.resendMessage', { messageId: failed.id })
    expect(again).toMatchObject({ code: 'NOT_REPLAYABLE' })
    const nobody = { messageId: rig.deps.newId() }
    expect(await rig.call(await asAdmin(), 'peers.resendMessage', nobody)).toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('an unknown outcome without a question and without repeatability waits for a report', async () => {
    const { rig } = scene
    let sent = 0
    registerSenders({
      'test-once': {
        repeatable: false,
        async send() {
          sent += 1
          return { kind: 'unknown', message: 'no answer' }
        },
      },
    })
    await send('once/1', false, 'test-once')
    for (let minute = 0; minute < 30; minute++) {
      await drain()
      await rig.advance(60_000)
    }
    expect(sent).toBe(1)
    expect(await row('once/1')).toMatchObject({ state: 'unknown' })
  })

  test.each(['timeout-done', 'timeout-undone'])(
    'IN-006 a refund with %s is unknown, asked about by its number, and happens once',
    async (kind) => {
      const { rig } = scene
      const order = await paidOrder()
      fault({ kind, match: 'domestic/refunds' })
      await refund(order)
      await settleSoon()
      expect(await outboxOf(order)).toMatchObject({ state: 'unknown' })
      expect(await truthOf(rig, order.orderId)).toMatchObject({ refunds: ['waiting'] })
      const asked = queries()
      await rig.advance(2_000)
      await drain()
      expect(queries()).toBe(asked + 1)
      expect(await outboxOf(order)).toMatchObject({ state: 'confirmed' })
      expect(refunds(order)).toHaveLength(1)
      expect(kit('wechat-pay').log.doubles()).toEqual([])
    },
    30_000,
  )

  test('IN-006 a reset connection and 5xx are unknown too; what stays unknown raises an alarm', async () => {
    const { rig } = scene
    const order = await paidOrder()
    fault({ kind: 'http', status: 502, match: 'refund/domestic', times: 100 })
    await refund(order)
    await settleSoon()
    expect(await outboxOf(order)).toMatchObject({ state: 'unknown' })
    await rig.advance(16 * 60_000)
    const timer = peersTimers.find(({ name }) => name === 'peers.report-stuck')
    await timer?.run(rig.deps, rig.now())
    const { rows } = await rig.do(await asAdmin(), 'peers.listAlarms', {
      filter: { kind: 'outcome-unknown' },
    })
    expect(rows.some((alarm) => alarm.peer === 'wechat-pay')).toBe(true)
    expect(await truthOf(rig, order.orderId)).toMatchObject({
      order: 'to-ship',
      refunds: ['waiting'],
    })
    kit('wechat-pay').faults.clear()
    await drain()
    expect(await outboxOf(order)).toMatchObject({ state: 'confirmed' })
  })

  test('a sender that breaks counts as unknown', async () => {
    scripted(['throw'])
    await send('broken/1')
    await drain()
    expect(await row('broken/1')).toMatchObject({
      state: 'unknown',
      last_error: 'the sender broke',
    })
  })
})

/** Two workers share the work and never the same message. */
test('many workers side by side send every message once', async () => {
  const { rig } = scene
  const seen = scripted([])
  await Promise.all(Array.from({ length: 60 }, (_, index) => send(`many/${index}`)))
  await Promise.all(Array.from({ length: 4 }, drain))
  const keys = seen
    .map(({ message }) => message.businessKey)
    .filter((key) => key.startsWith('many/'))
  expect(keys).toHaveLength(60)
  expect(new Set(keys).size).toBe(60)
  const page = await rig.do(await asAdmin(), 'peers.listOutbox', {
    filter: { peer: 'sms', state: 'confirmed' },
    size: 10,
  })
  expect(page.rows).toHaveLength(10)
  expect(page.next).not.toBeNull()
})

const refunds = (order: Placed) =>
  kit('wechat-pay')
    .store.collection<{ outTradeNo: string }>('refunds')
    .all()
    .filter((one) => one.outTradeNo === order.outTradeNo)
const queries = () =>
  kit('wechat-pay')
    .log.list()
    .filter((call) => call.method === 'GET' && call.path.includes('domestic/refunds')).length

async function refundCall(order: Placed) {
  const { rows } = await scene.rig.db.query(
    `select r.out_refund_no as no, r.reason from payments.refund r
    join payments.attempt a on a.id = r.attempt_id where a.order_id = $1`,
    [order.orderId],
  )
  return {
    outTradeNo: order.outTradeNo,
    outRefundNo: rows[0].no as string,
    refundFen: 100 as never,
    totalFen: order.totalFen as never,
    reason: rows[0].reason as string,
  }
}

async function outboxOf(order: Placed) {
  const { outRefundNo } = await refundCall(order)
  return row(outRefundNo)
}

/** A send that goes on behind the command's answer has ended. */
async function settleSoon(): Promise<void> {
  await finishPeers(scene.rig.deps)
}
