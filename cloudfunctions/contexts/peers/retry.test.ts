import { openScene, type Placed, type Scene } from '../../../tests/callbacks/scene'
import { signInAdmin } from '../../../tests/rig/people'
import { runCommand } from '../../runtime/run-command'
import { requestRefund } from '../payments'
import { drainOutbox } from './drain-outbox'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.stop())
afterEach(() => kit().faults.clear())

const kit = () => {
  const open = scene.rig.sandbox.peers.get('wechat-pay')
  if (!open) throw new Error('the sandbox has no wechat-pay')
  return open.kit
}
const fault = (body: Record<string, unknown>) =>
  kit().faults.add({ match: 'refunds', times: 1_000, ...body }, scene.rig.sandbox.clock.now())

async function refunded(key: string): Promise<Placed> {
  const order = await scene.placed()
  await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
  await scene.rig.do(order.buyer.token, 'orders.checkPayment', { orderId: order.orderId })
  await runCommand(scene.rig.deps, 'test.refund', (ctx) =>
    requestRefund(ctx, { orderId: order.orderId, amountFen: 100, reason: '测试', key }),
  )
  return order
}

async function message(orderId: string) {
  const { rows } = await scene.rig.db.query(
    `select o.state, o.attempts, o.next_at, o.last_error, o.business_key from peers.outbox o
     join payments.refund r on r.out_refund_no = o.business_key
     join payments.attempt a on a.id = r.attempt_id where a.order_id = $1`,
    [orderId],
  )
  return rows[0]
}

/** Moments of the calls that WeChat Pay recorded for a refund's number. */
const attempts = (outRefundNo: string) =>
  kit()
    .log.list()
    .filter((call) => call.method === 'POST' && call.body.includes(outRefundNo))
    .map((call) => Date.parse(call.at))

/** Lets the worker do what is due until nothing of this message is left to try. */
async function untilGivenUp(orderId: string): Promise<void> {
  const { rig } = scene
  for (let step = 0; step < 80; step++) {
    await drainOutbox(rig.deps, new Date(rig.now().getTime() + 20_000))
    const { next_at: next } = await message(orderId)
    if (next === null) return
    await rig.advance(Math.max(0, next.getTime() - rig.now().getTime()) + 1)
  }
}

const alarmsOf = async (text: string) => {
  const { rows } = await scene.rig.do(await signInAdmin(scene.rig), 'peers.listAlarms', {
    filter: { kind: 'outbox-manual' },
  })
  return rows.filter((row) => row.text.includes(text)).length
}

const SCHEDULE = [1, 4, 15, 60, 300, 900, 3_600, 3_600]

test('IN-007 429 and retriable codes follow the schedule with jitter for a day and end with a person; business errors are never repeated', async () => {
  // The merchant's calls are limited for a whole day.
  fault({ kind: 'code', code: 'FREQUENCY_LIMITED', status: 429 })
  const limited = await refunded('retry/limited')
  const { business_key: number } = await message(limited.orderId)
  await untilGivenUp(limited.orderId)
  const times = attempts(number)
  const gaps = times.slice(1).map((at, index) => (at - (times[index] ?? 0)) / 1_000)
  for (const [index, seconds] of SCHEDULE.entries()) {
    expect(gaps[index]).toBeGreaterThanOrEqual(seconds)
    expect(gaps[index]).toBeLessThanOrEqual(seconds * 1.2 + 5)
  }
  expect(gaps.some((gap, index) => gap > (SCHEDULE[index] ?? 3_600) + 0.5)).toBe(true)
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(20 * 3_600_000)
  // The last attempt leaves it to a person with an alarm; it is never dropped.
  expect(await message(limited.orderId)).toMatchObject({ state: 'manual' })
  expect(await alarmsOf(number)).toBe(1)

  // A business error says no at once: one attempt, a person.
  kit().faults.clear()
  fault({ kind: 'code', code: 'PARAM_ERROR', status: 400 })
  const refused = await refunded('retry/refused')
  const { business_key: refusedNumber } = await message(refused.orderId)
  await untilGivenUp(refused.orderId)
  await scene.rig.advance(86_400_000)
  await drainOutbox(scene.rig.deps, new Date(scene.rig.now().getTime() + 20_000))
  expect(attempts(refusedNumber)).toHaveLength(1)
  expect(await message(refused.orderId)).toMatchObject({ state: 'manual', attempts: 1 })
  expect(await alarmsOf(refusedNumber)).toBe(1)

  // 500 is neither: unknown, asked by its number, sent again, and done once the peer is well.
  kit().faults.clear()
  kit().faults.add(
    { kind: 'http', status: 500, match: 'refunds', times: 3 },
    scene.rig.sandbox.clock.now(),
  )
  const shaken = await refunded('retry/shaken')
  await untilGivenUp(shaken.orderId)
  expect(await message(shaken.orderId)).toMatchObject({ state: 'confirmed' })
}, 60_000)
