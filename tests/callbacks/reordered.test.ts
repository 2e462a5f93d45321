import { ordersTimers } from '../../cloudfunctions/contexts/orders/timers'
import { requestRefund } from '../../cloudfunctions/contexts/payments'
import { paymentsTimers } from '../../cloudfunctions/contexts/payments/timers'
import { runCommand } from '../../cloudfunctions/runtime/run-command'
import { runOperation } from '../../cloudfunctions/runtime/run-operation'
import { closingWithoutAsking } from '../mutants/closing-without-asking'
import { expectedEnd, type Happening, happenings, permutations, type World } from './auditor'
import { type Buyer, openScene, type Placed, type Scene } from './scene'
import { brokenBooks, truthOf } from './truth'

let scene: Scene
let buyer: Buyer
beforeAll(async () => {
  scene = await openScene()
  await scene.act('set', { refundMode: 'manual' })
})
afterAll(() => scene.stop())

const kit = () => {
  const open = scene.rig.sandbox.peers.get('wechat-pay')
  if (!open) throw new Error('the sandbox has no WeChat Pay')
  return open.kit
}
const fault = (body: Record<string, unknown>) =>
  kit().faults.add(body, scene.rig.sandbox.clock.now())

/** Payer and peer; a payment that was closed in time is refused by the peer itself. */
async function payNow(outTradeNo: string): Promise<boolean> {
  return scene.act('pay', { outTradeNo, notify: 'none' }).then(
    () => true,
    () => false,
  )
}

async function notify(order: Placed): Promise<void> {
  if (await payNow(order.outTradeNo)) {
    expect(await scene.post(await scene.notice(order.outTradeNo))).toBe(204)
  }
}

async function timeOut(): Promise<void> {
  await scene.rig.advance(31 * 60_000)
  for (const timer of [...ordersTimers, ...paymentsTimers]) {
    if (['orders.close-unpaid', 'payments.check-payments'].includes(timer.name)) {
      await timer.run(scene.rig.deps, scene.rig.now())
    }
  }
}

async function refund(order: Placed): Promise<void> {
  await runCommand(scene.rig.deps, 'test.refund', (ctx) =>
    requestRefund(ctx, {
      orderId: order.orderId,
      amountFen: order.totalFen,
      reason: '协商退款',
      key: `c4/${order.orderId}`,
    }),
  )
  await settleRefunds(order)
}

/** WeChat Pay finishes what it accepted, and tells it twice. */
async function settleRefunds(order: Placed): Promise<void> {
  const { rows } = await scene.rig.db.query(
    `select out_refund_no from payments.refund r join payments.attempt a on a.id = r.attempt_id
    where a.order_id = $1 and r.state = 'processing'`,
    [order.orderId],
  )
  for (const { out_refund_no: outRefundNo } of rows) {
    fault({ kind: 'duplicate', on: 'callback', match: outRefundNo, times: 2 })
    await scene.act('settle-refund', { outRefundNo, state: 'SUCCESS' })
    await scene.rig.sandbox.tick()
    await settled(outRefundNo)
  }
}

async function settled(outRefundNo: string): Promise<void> {
  for (let wait = 0; wait < 100; wait++) {
    const { rows } = await scene.rig.db.query(
      "select 1 from payments.refund where out_refund_no = $1 and state = 'done'",
      [outRefundNo],
    )
    if (rows.length > 0) {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

type Cancel = (order: Placed) => Promise<unknown>
const cancelByApi: Cancel = (order) =>
  scene.rig.call(order.buyer.token, 'orders.cancelOrder', { orderId: order.orderId, reason: '' })

async function happen(what: Happening, order: Placed, cancel: Cancel): Promise<void> {
  switch (what) {
    case 'notify':
      return notify(order)
    case 'query':
      await scene.rig.call(order.buyer.token, 'orders.checkPayment', { orderId: order.orderId })
      return
    case 'cancel':
      await cancel(order)
      return
    case 'time-out':
      return timeOut()
    case 'refund':
      return refund(order)
  }
}

async function play(world: World, order: readonly Happening[], cancel = cancelByApi) {
  const placed = await scene.placed(buyer)
  if (world === 'paid-before') {
    await payNow(placed.outTradeNo)
  }
  if (world === 'pays-after-close') {
    fault({ kind: 'code', code: 'ORDER_NOT_EXIST', match: `${placed.outTradeNo}/close`, times: 9 })
  }
  for (const what of order) {
    await happen(what, placed, cancel)
    await happen(what, placed, cancel)
  }
  await settleRefunds(placed)
  kit().faults.clear()
  return truthOf(scene.rig, placed.orderId)
}

const all = permutations(happenings)
/** Money can only come after a close that went before it. */
const ordersOf = (world: World) =>
  world === 'pays-after-close'
    ? all.filter((order) => order.indexOf('cancel') < order.indexOf('notify'))
    : all

describe('C4 every order of notice, query, cancel, time-out and refund, each twice', () => {
  test.each(['paid-before', 'pays-at-notice', 'pays-after-close'] as const)(
    '%s: every permutation ends as the auditor says',
    async (world) => {
      expect(all).toHaveLength(120)
      const wrong: unknown[] = []
      for (const [index, order] of ordersOf(world).entries()) {
        if (index % 40 === 0) {
          buyer = await scene.newBuyer()
        }
        const end = await play(world, order)
        const expected = expectedEnd(world, order)
        try {
          expect(end).toMatchObject(expected)
        } catch {
          wrong.push({ order, end, expected })
        }
      }
      expect(wrong).toEqual([])
      expect(await brokenBooks(scene.rig)).toEqual([])
    },
    240_000,
  )

  test('a planted bug is caught: closing our side without asking the peer', async () => {
    buyer = await scene.newBuyer()
    const { rig } = scene
    const pipeline = closingWithoutAsking(rig.pipeline)
    const cancel: Cancel = (order) =>
      runOperation(pipeline, {
        name: 'orders.cancelOrder',
        input: { orderId: order.orderId, reason: '', requestId: rig.deps.newId() },
        token: order.buyer.token,
        address: '10.0.0.1',
      })
    const order: Happening[] = ['cancel', 'notify', 'query', 'time-out', 'refund']
    const end = await play('paid-before', order, cancel)
    expect(end).not.toMatchObject(expectedEnd('paid-before', order))
  })
})
