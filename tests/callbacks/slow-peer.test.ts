import { requestRefund } from '../../cloudfunctions/contexts/payments'
import { runCommand } from '../../cloudfunctions/runtime/run-command'
import { wechatCode } from '../rig/wechat'
import { openScene, type Scene } from './scene'

const PAYERS = 30
const WAITING = 25

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
  kit().faults.add(body, scene.rig.sandbox.clock.now())
const callsTo = (path: string) =>
  kit()
    .log.list()
    .filter((call) => call.path.includes(path)).length
const timed = async <Value>(work: Promise<Value>) => {
  const began = performance.now()
  const value = await work
  return { value, ms: performance.now() - began }
}
type Order = Awaited<ReturnType<Scene['place']>>
async function pay({ orderId, buyer }: Order) {
  const code = await wechatCode(scene.rig, buyer.user.id)
  return timed(scene.rig.call(buyer.token, 'orders.payOrder', { orderId, wechatCode: code }))
}

/** Transactions that wait for something outside the database. */
async function heldTransactions(): Promise<number> {
  const { rows } = await scene.rig.db.query(`
    select count(*)::int as n from pg_stat_activity
    where datname = current_database() and state = 'idle in transaction'
      and clock_timestamp() - xact_start > interval '1 second'`)
  return rows[0].n
}

async function ordersOfMany(): Promise<Order[]> {
  const orders: Order[] = []
  for (let n = 0; n < PAYERS; n += 5) {
    const buyer = await scene.newBuyer()
    for (let one = 0; one < 5; one++) {
      orders.push(await scene.place(buyer))
    }
  }
  return orders
}

test('IN-008 a silent peer costs one wait, then calls fail at once, wait in the outbox, and the shop stays quick', async () => {
  const { rig } = scene
  const orders = await ordersOfMany()
  const paid = await scene.placed()
  await scene.act('pay', { outTradeNo: paid.outTradeNo, notify: 'none' })
  await rig.do(paid.buyer.token, 'orders.checkPayment', { orderId: paid.orderId })
  fault({ kind: 'delay', ms: 8_000, times: 1_000 })

  // 25 payers wait for the answer limit, no longer, and hold no transaction open meanwhile.
  const paying = Promise.all(orders.slice(0, WAITING).map(pay))
  const reading = await timed(
    Promise.all(orders.map(({ buyer }) => rig.do(buyer.token, 'orders.listMyOrders', {}))),
  )
  expect(reading.ms).toBeLessThan(4_000)
  expect(await heldTransactions()).toBe(0)
  for (const { value, ms } of await paying) {
    expect(value).toMatchObject({ ok: false, code: 'PEER_UNAVAILABLE' })
    // One wait of 5 s for the answer; two would be 10.
    expect(ms).toBeLessThan(9_500)
  }

  // The breaker is open: nobody waits, nothing is sent, a person was told once.
  const before = callsTo('jsapi')
  for (const { value, ms } of await Promise.all(orders.slice(WAITING).map(pay))) {
    expect(value).toMatchObject({ ok: false, code: 'PEER_UNAVAILABLE' })
    expect(ms).toBeLessThan(2_000)
  }
  expect(callsTo('jsapi')).toBe(before)
  const alarms = await rig.db.query(`select 1 from peers.alarm where kind = 'peer-down'`)
  expect(alarms.rowCount).toBe(1)

  // What may wait stays in the outbox and is not tried meanwhile.
  await runCommand(rig.deps, 'test.refund', (ctx) =>
    requestRefund(ctx, { orderId: paid.orderId, amountFen: 100, reason: '测试', key: 'slow/1' }),
  )
  await rig.tick()
  expect(callsTo('refund/domestic/refunds')).toBe(0)

  // 30 s later one call tries; when it is answered everybody pays again and the refund leaves.
  kit().faults.clear()
  await rig.advance(30_000)
  for (const order of orders.slice(WAITING)) {
    expect((await pay(order)).value).toMatchObject({ ok: true })
  }
  await rig.advance(60_000)
  await rig.tick()
  expect(callsTo('refund/domestic/refunds')).toBeGreaterThan(0)
}, 60_000)
