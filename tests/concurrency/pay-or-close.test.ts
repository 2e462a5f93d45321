import { openScene, type Placed, type Scene } from '../callbacks/scene'
import { brokenBooks } from '../callbacks/truth'
import { cancelByStaleGuard } from '../mutants/cancel-by-stale-guard'
import { brokenInvariants } from '../rig/invariants'
import { type SecondProcess, startSecondProcess } from '../rig/second-process'
import { startVariant } from '../rig/variant'
import { type Contestants, endOf, payOrClose, settleAll, worlds } from './pay-or-close-scenario'

const ORDERS = 200
const AT_ONCE = 20

let scene: Scene
let second: SecondProcess
beforeAll(async () => {
  scene = await openScene({ poolMax: 20, wrongOnPurpose: true })
  second = await startSecondProcess(scene.rig)
})
afterAll(async () => {
  second.stop()
  await scene.stop()
})

/** Callbacks and questions come to one process, cancelling and time-out happen in the other. */
const contestants: Contestants = {
  notify: ({ headers, body }) =>
    fetch(`${second.baseUrl}/hooks/wechat-pay/notify`, { method: 'POST', headers, body }),
  cancel: ({ orderId, buyer }) =>
    scene.rig.call(buyer.token, 'orders.cancelOrder', { orderId, reason: '' }),
  ask: ({ orderId, buyer }) => second.call(buyer.token, 'orders.checkPayment', { orderId }),
}

const tally = (ends: readonly string[]) =>
  Object.fromEntries([...new Set(ends)].map((end) => [end, ends.filter((e) => e === end).length]))

describe('A4 pay, cancel and time-out of one order at the same moment', () => {
  test(`${ORDERS} orders end paid, or closed with all money back, never both`, async () => {
    const orders: Placed[] = []
    for (let begun = 0; begun < ORDERS; begun += AT_ONCE) {
      const buyers = await Promise.all([scene.newBuyer(), scene.newBuyer()])
      const placed = await Promise.all(
        Array.from({ length: AT_ONCE }, (_, index) => scene.placed(buyers[index % buyers.length])),
      )
      await second.follow()
      const contested = placed.map((order, index) => ({
        order,
        world: worlds[index % worlds.length] ?? 'paid-before',
      }))
      await payOrClose(scene, contested, contestants)
      orders.push(...placed)
    }
    await settleAll(scene)
    const ends = await Promise.all(orders.map((order) => endOf(scene, order)))
    const { paid = 0, closed = 0, 'closed and refunded': refunded = 0, ...wrong } = tally(ends)
    expect(wrong).toEqual({})
    expect(paid + closed + refunded).toBe(ORDERS)
    // What was paid before anybody asked can only end paid.
    expect(paid).toBeGreaterThanOrEqual(Math.floor(ORDERS / worlds.length))
    expect(await brokenBooks(scene.rig)).toEqual([])
    expect(await brokenInvariants(scene.rig.db)).toEqual([])
  }, 120_000)

  test('a planted bug is caught: the guards of cancelling in the wrong order', async () => {
    const order = await scene.placed()
    await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
    const notice = await scene.notice(order.outTradeNo)
    const wrong = cancelByStaleGuard(async () => {
      expect(await scene.post(notice)).toBe(204)
    })
    const variant = await startVariant(scene.rig, [wrong])
    const { orderId, buyer } = order
    await variant.call(buyer.token, 'orders.cancelOrder', { orderId, reason: '' })
    variant.stop()
    await settleAll(scene)
    expect(['paid', 'closed', 'closed and refunded']).not.toContain(await endOf(scene, order))
  })
})
