import { settleAndTellBySms } from '../mutants/sms-within-settling'
import { peerKit } from '../rig/pay-books'
import { randomPhone } from '../rig/people'
import { lower } from './deliver'
import { openScene, type Placed, type Scene, type Signed } from './scene'
import { truthOf } from './truth'

const NOTICES = 50
const SMS_MS = 2_000
/** WeChat Pay gives up waiting after 5 s; a second is left for the network. */
const LIMIT_MS = 4_000

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.stop())

async function paidOrders(count: number): Promise<{ order: Placed; notice: Signed }[]> {
  const buyers = await Promise.all(Array.from({ length: 5 }, () => scene.newBuyer()))
  const orders: { order: Placed; notice: Signed }[] = []
  for (let made = 0; made < count; made += buyers.length) {
    const placed = await Promise.all(buyers.map((buyer) => scene.placed(buyer)))
    for (const order of placed) {
      await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
      orders.push({ order, notice: await scene.notice(order.outTradeNo) })
    }
  }
  return orders
}

/** The longest of the answers, all asked for at the same moment. */
async function slowest(asked: readonly (() => Promise<unknown>)[]): Promise<number> {
  const times = await Promise.all(
    asked.map(async (one) => {
      const began = performance.now()
      await one()
      return performance.now() - began
    }),
  )
  return Math.max(...times)
}

const slowSms = () =>
  peerKit(scene.rig, 'sms').faults.add({ kind: 'delay', ms: SMS_MS, times: 1_000 }, scene.rig.now())

/** People who wait for their codes while the provider takes its time; some are told to ask later. */
const codesUnderWay = (count: number) =>
  Array.from({ length: count }, () =>
    scene.rig.call(null, 'identity.requestSmsCode', {
      phone: randomPhone(),
      app: 'member',
      purpose: 'sign-in',
    }),
  )

/** New payments told at once while codes are under way: all are settled; how long one took. */
async function storm(): Promise<number> {
  const orders = await paidOrders(NOTICES)
  slowSms()
  const codes = codesUnderWay(20)
  const statuses: number[] = []
  const longest = await slowest(
    orders.map(({ notice }) => async () => {
      statuses.push(await scene.post(notice))
    }),
  )
  await Promise.all(codes)
  peerKit(scene.rig, 'sms').faults.clear()
  expect(statuses).toEqual(Array.from({ length: NOTICES }, () => 204))
  for (const { order } of orders) {
    expect(await truthOf(scene.rig, order.orderId)).toMatchObject({ order: 'to-ship' })
  }
  return longest
}

describe('C7 notices while the SMS provider is slow', () => {
  test(`${NOTICES} at once, SMS taking 2 s: each is answered within 4 s and settled`, async () => {
    const longest = await storm()
    expect(longest).toBeLessThan(LIMIT_MS)
  }, 120_000)

  test('a planted bug is caught: an SMS inside the settling transaction', async () => {
    const { deps } = scene.rig
    const orders = await paidOrders(30)
    slowSms()
    const longest = await slowest(
      orders.map(({ notice: { headers, body } }) => async () => {
        const read = deps.ports.wechatPay.readNotice(lower(headers), body, scene.rig.now())
        if (!read.ok || read.notice.kind !== 'trade') throw new Error('the notice is right')
        const { trade } = read.notice
        await settleAndTellBySms(deps, trade, randomPhone()).catch(() => undefined)
      }),
    )
    peerKit(scene.rig, 'sms').faults.clear()
    // Ten connections at 2 s each: the last of thirty waits for three rounds.
    expect(longest).toBeGreaterThan(LIMIT_MS)
  }, 60_000)
})
