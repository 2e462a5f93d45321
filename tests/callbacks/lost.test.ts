import { paymentsTimers } from '../../cloudfunctions/contexts/payments/timers'
import { openScene, type Placed, type Scene } from './scene'
import { brokenBooks, truthOf } from './truth'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.stop())

const STEP_MS = 5_000

/** The jobs function's payment timers, every five seconds of the business clock. */
async function pollFor(ms: number, poll: () => Promise<void>): Promise<void> {
  for (let passed = 0; passed < ms; passed += STEP_MS) {
    await scene.rig.advance(STEP_MS)
    await poll()
  }
}

async function poll(): Promise<void> {
  for (const timer of paymentsTimers) {
    await timer.run(scene.rig.deps, scene.rig.now())
  }
}

/** Seconds from paying until the order is paid, or null after `limit`. */
async function secondsUntilPaid(
  order: Placed,
  payAfterMs: number,
  pollOnce: () => Promise<void>,
): Promise<number | null> {
  await pollFor(payAfterMs, pollOnce)
  await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'drop' })
  for (let seconds = 0; seconds <= 600; seconds += STEP_MS / 1_000) {
    if ((await truthOf(scene.rig, order.orderId)).order === 'to-ship') {
      return seconds
    }
    await pollFor(STEP_MS, pollOnce)
  }
  return null
}

describe('C8 the notice never comes', () => {
  test.each([0, 10_000, 30_000, 70_000, 200_000, 430_000, 900_000])(
    'paid %i ms after pressing 支付: settled within two minutes by asking',
    async (payAfterMs) => {
      const order = await scene.placed()
      const seconds = await secondsUntilPaid(order, payAfterMs, poll)
      expect(seconds).not.toBeNull()
      expect(seconds).toBeLessThanOrEqual(120)
      expect(await truthOf(scene.rig, order.orderId)).toMatchObject({
        payments: ['paid'],
        ledger: { payment: 1 },
        paidEvents: 1,
      })
    },
  )

  test('IN-047 waiting payments are asked about at 5 s, 15 s, 1 min, 5 min, at expiry and after closing', async () => {
    const { rig } = scene
    const order = await scene.placed()
    await scene.act('hold', { outTradeNo: order.outTradeNo, state: 'USERPAYING' })
    const asked: number[] = []
    const count = () =>
      rig.sandbox.peers
        .get('wechat-pay')
        ?.kit.log.list()
        .filter((call) => call.method === 'GET' && call.path.includes(order.outTradeNo)).length ?? 0
    // The clock of the test goes on by itself too, so that moments are read off it.
    const began = rig.now().getTime()
    const seconds = () => (rig.now().getTime() - began) / 1_000
    while (seconds() <= 310) {
      await rig.advance(1_000)
      const before = count()
      await poll()
      if (count() > before) asked.push(seconds())
    }
    for (const moment of [5, 15, 60, 300]) {
      expect(asked.some((at) => at >= moment - 1 && at <= moment + 5)).toBe(true)
    }
    expect(await truthOf(rig, order.orderId)).toMatchObject({ order: 'unpaid' })

    // NOTPAY until it expires: asked then, closed by the order's own time-out, asked once more.
    await scene.act('hold', { outTradeNo: order.outTradeNo, state: 'NOTPAY' })
    await rig.advance(26 * 60_000)
    const beforeExpiry = count()
    await rig.tick()
    expect(count()).toBeGreaterThan(beforeExpiry)
    expect(await truthOf(rig, order.orderId)).toMatchObject({
      order: 'closed',
      payments: ['closed'],
    })
    await rig.advance(65_000)
    const afterClosing = count()
    await poll()
    expect(count()).toBe(afterClosing + 1)
    await rig.advance(600_000)
    await poll()
    expect(count()).toBe(afterClosing + 1)
  }, 60_000)

  test('a planted bug is caught: without the poller the order waits for ever', async () => {
    const order = await scene.placed()
    expect(await secondsUntilPaid(order, 0, async () => undefined)).toBeNull()
  })

  test('all books are right afterwards', async () => {
    expect(await brokenBooks(scene.rig)).toEqual([])
  })
})
