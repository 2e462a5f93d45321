import { paymentsSenders, requestRefund } from '../../cloudfunctions/contexts/payments'
import { registerSenders } from '../../cloudfunctions/contexts/peers'
import { runCommand } from '../../cloudfunctions/runtime/run-command'
import { sendersByNewNumber } from '../mutants/refund-by-new-number'
import { dispatch, ship } from '../rig/delivery'
import { doubledAt, moneyAtPeer, peerKit } from '../rig/pay-books'
import { wechatCode } from '../rig/wechat'
import { openScene, type Placed, type Scene } from './scene'
import { brokenBooks, truthOf } from './truth'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.stop())
afterEach(() => clear())

/** What may come instead of an answer; the last one comes too often instead. */
const answers = {
  'time-out, nothing done': { kind: 'timeout-undone' },
  'time-out, all done': { kind: 'timeout-done' },
  '500': { kind: 'http', status: 500 },
  'half a body': { kind: 'half-body' },
  'done and cut off': { kind: 'timeout-done', ms: 50 },
  'success twice': { kind: 'duplicate', on: 'callback', copies: 2, times: 9 },
} as const
type Wrong = keyof typeof answers

const kit = (peer: 'wechat-pay' | 'sms') => peerKit(scene.rig, peer)
function fault(peer: 'wechat-pay' | 'sms', match: string, what: Wrong): void {
  kit(peer).faults.add({ ...answers[what], match }, scene.rig.now())
}
function clear(): void {
  kit('wechat-pay').faults.clear()
  kit('sms').faults.clear()
}

async function paid(): Promise<Placed> {
  const order = await scene.placed(await scene.newBuyer())
  await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
  await scene.rig.do(order.buyer.token, 'orders.checkPayment', { orderId: order.orderId })
  return order
}

/** Time passes with the jobs function at work; breakers close, what is due is tried again. */
async function minutes(count: number, steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) {
    await scene.rig.advance((count * 60_000) / steps)
    await scene.rig.tick()
  }
}

const numbersOf = async (orderId: string): Promise<string[]> => {
  const { rows } = await scene.rig.db.query(
    'select out_trade_no from payments.attempt where order_id = $1',
    [orderId],
  )
  return rows.map(({ out_trade_no: number }) => number)
}

/** Presses 支付 until the sheet opens, as a payer would, and pays what opened. */
async function payThrough({ orderId, buyer }: Awaited<ReturnType<Scene['place']>>) {
  const press = async () => {
    const code = await wechatCode(scene.rig, buyer.user.id)
    return scene.rig.call(buyer.token, 'orders.payOrder', { orderId, wechatCode: code })
  }
  let pressed = await press()
  for (let again = 0; !pressed.ok && again < 3; again++) {
    expect(pressed).toMatchObject({ code: 'PEER_UNAVAILABLE' })
    await scene.rig.advance(31_000)
    pressed = await press()
  }
  const prepayId = pressed.ok ? pressed.value.params.package.replace('prepay_id=', '') : ''
  await scene.act('pay', { prepayId })
  await scene.rig.do(buyer.token, 'orders.checkPayment', { orderId })
}

async function refundPart({ orderId, totalFen }: Placed): Promise<number> {
  const amountFen = Math.floor(totalFen / 3)
  const wish = { orderId, amountFen, reason: '退款', key: `c9/${orderId}` }
  await runCommand(scene.rig.deps, 'test.refund', (ctx) => requestRefund(ctx, wish))
  return amountFen
}

interface Told {
  readonly id: string
  readonly state: string
}
/** The SMS that tells of a shipment, as the console lists it. */
async function shipped(order: Placed): Promise<() => Promise<Told[]>> {
  const { noteId } = await dispatch(scene.rig, scene.admin, order.orderId, null)
  await ship(scene.rig, scene.admin, noteId)
  const { rows } = await scene.rig.db.query('select id from notify.event where subject_id = $1', [
    order.orderId,
  ])
  const events = rows.map(({ id }) => id)
  return async () => {
    const { rows: listed } = await scene.rig.do(scene.admin, 'notify.listDeliveries', {
      filter: { channel: 'sms', eventCode: 'order.shipped' },
      size: 50,
    })
    const { rows: own } = await scene.rig.db.query(
      'select id from notify.delivery where event_id = any($1)',
      [events],
    )
    return listed.filter(({ id }) => own.some((one) => one.id === id))
  }
}
const arrived = (id: string) =>
  kit('sms')
    .log.effects()
    .filter((effect) => effect.key.endsWith(`/${id}`)).length

describe('C9 whatever a peer answers', () => {
  test.each(Object.keys(answers) as Wrong[])(
    '%s: paid once, refunded once, told at most once, and what hangs is seen',
    async (what) => {
      const [toRefund, toShip] = [await paid(), await paid()]
      const toPay = await scene.place(await scene.newBuyer())
      fault('wechat-pay', what === 'success twice' ? '' : 'jsapi', what)
      fault('wechat-pay', what === 'success twice' ? '' : 'POST /v3/refund', what)
      fault('sms', '', what)
      const [, amountFen, told] = await Promise.all([
        payThrough(toPay),
        refundPart(toRefund),
        shipped(toShip),
      ])
      await minutes(14, 7)
      // One payable number, paid once.
      expect(await truthOf(scene.rig, toPay.orderId)).toMatchObject({
        order: 'to-ship',
        payments: ['paid'],
        ledger: { payment: 1 },
      })
      expect(moneyAtPeer(scene.rig, await numbersOf(toPay.orderId))).toEqual({
        paidFen: toPay.totalFen,
        refundedFen: 0,
      })
      // Exactly what was asked for went back.
      expect(await truthOf(scene.rig, toRefund.orderId)).toMatchObject({
        refunds: ['done'],
        refundedFen: amountFen,
        ledger: { payment: 1, refund: 1 },
      })
      expect(moneyAtPeer(scene.rig, [toRefund.outTradeNo]).refundedFen).toBe(amountFen)
      // Sent means arrived; everything else says so in the list within 15 minutes.
      const deliveries = await told()
      expect(deliveries).toHaveLength(1)
      for (const { id, state } of deliveries) {
        expect(arrived(id)).toBeLessThanOrEqual(1)
        expect(['sent', 'delivered'].includes(state) ? arrived(id) : state).toEqual(
          ['sent', 'delivered'].includes(state) ? 1 : 'unknown',
        )
      }
      expect([...doubledAt(scene.rig, 'wechat-pay'), ...doubledAt(scene.rig, 'sms')]).toEqual([])
    },
    60_000,
  )

  test('a refund that is processed for an hour is asked once, seen, and done in the end', async () => {
    await scene.act('set', { refundMode: 'manual' })
    const order = await paid()
    const amountFen = await refundPart(order)
    await minutes(61, 7)
    const { rows } = await scene.rig.do(scene.admin, 'payments.listRefunds', {
      filter: { state: 'processing' },
    })
    expect(rows).toMatchObject([{ outTradeNo: order.outTradeNo, amountFen }])
    expect(moneyAtPeer(scene.rig, [order.outTradeNo]).refundedFen).toBe(amountFen)
    expect(await truthOf(scene.rig, order.orderId)).toMatchObject({
      refundedFen: 0,
      ledger: { payment: 1 },
    })
    // Its notice is lost; the question finds it.
    kit('wechat-pay').faults.add({ kind: 'drop', times: 9 }, scene.rig.now())
    await scene.act('settle-refund', { outRefundNo: rows[0]?.outRefundNo, state: 'SUCCESS' })
    await minutes(22, 2)
    expect(await truthOf(scene.rig, order.orderId)).toMatchObject({ refundedFen: amountFen })
    await scene.act('set', { refundMode: 'auto' })
  }, 60_000)

  test('an outcome that stays unknown is listed at once and reaches a person after 15 minutes', async () => {
    const order = await paid()
    const down = { kind: 'http', status: 500, match: 'refund', times: 1_000 }
    kit('wechat-pay').faults.add(down, scene.rig.now())
    await refundPart(order)
    const listed = await scene.rig.do(scene.admin, 'peers.listOutbox', {
      filter: { state: 'unknown' },
    })
    expect(listed.rows).toMatchObject([{ call: 'refund' }])
    await minutes(22, 6)
    const { rows } = await scene.rig.db.query(
      "select 1 from peers.alarm where kind = 'outcome-unknown'",
    )
    expect(rows.length).toBeGreaterThan(0)
    clear()
    await minutes(61, 3)
    expect(await truthOf(scene.rig, order.orderId)).toMatchObject({ refunds: ['done'] })
    expect(await brokenBooks(scene.rig)).toEqual([])
  }, 60_000)

  test('a planted bug is caught: a new refund number for each try pays twice', async () => {
    registerSenders(sendersByNewNumber)
    const order = await paid()
    fault('wechat-pay', 'POST /v3/refund', 'done and cut off')
    const amountFen = await refundPart(order)
    await minutes(3, 3)
    registerSenders(paymentsSenders)
    expect(moneyAtPeer(scene.rig, [order.outTradeNo]).refundedFen).toBeGreaterThan(amountFen)
    await scene.rig.db.query("delete from peers.outbox where state <> 'confirmed'")
  })
})
