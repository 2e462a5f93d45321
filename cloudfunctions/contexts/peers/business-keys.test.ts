import { openScene, type Placed, type Scene, startPayment } from '../../../tests/callbacks/scene'
import { truthOf } from '../../../tests/callbacks/truth'
import { runCommand } from '../../runtime/run-command'
import { requestRefund } from '../payments'
import { drainOutbox, finishPeers } from './drain-outbox'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
  await scene.act('set', { refundMode: 'manual' })
})
afterAll(() => scene.stop())

type Peer = 'wechat-pay' | 'wechat' | 'sms'
const kit = (name: Peer) => {
  const open = scene.rig.sandbox.peers.get(name)
  if (!open) throw new Error(`the sandbox has no ${name}`)
  return open.kit
}
/** The peer acts, and its answer never comes. */
const loseAnswer = (name: Peer, match: string) =>
  kit(name).faults.add({ kind: 'timeout-done', match }, scene.rig.sandbox.clock.now())
const drain = () => drainOutbox(scene.rig.deps, new Date(scene.rig.now().getTime() + 20_000))
const effects = (name: Peer, kind: string, key: string) =>
  kit(name)
    .log.effects()
    .filter((effect) => effect.kind === kind && effect.key.includes(key))
    .map(({ count }) => count)

async function paid(): Promise<Placed> {
  const order = await scene.placed()
  await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
  await scene.rig.do(order.buyer.token, 'orders.checkPayment', { orderId: order.orderId })
  return order
}

async function ship(order: Placed): Promise<void> {
  const { rig, admin } = scene
  const { dispatched } = await rig.do(admin, 'fulfilment.dispatchOrders', {
    orderIds: [order.orderId],
    to: { kind: 'platform' },
  })
  const note = await rig.do(admin, 'fulfilment.getNote', { noteId: dispatched[0]?.noteId ?? '' })
  await rig.do(admin, 'fulfilment.shipNote', {
    noteId: note.id,
    carrierCode: 'SF',
    trackingNo: `SF15340962${order.orderNo.slice(-5)}`,
    lines: note.lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
  })
}

test('IN-005 the key is stored before the first send, and a lost answer and a repeat have one effect', async () => {
  const { rig } = scene
  // One payment: the same number for the same attempt.
  const order = await scene.place()
  await startPayment(rig, await scene.placed())
  loseAnswer('wechat-pay', 'jsapi')
  const first = await rig.call(order.buyer.token, 'orders.payOrder', { orderId: order.orderId })
  expect(first).toMatchObject({ code: 'PEER_UNAVAILABLE' })
  const stored = await rig.db.query(
    'select out_trade_no from payments.attempt where order_id = $1',
    [order.orderId],
  )
  const outTradeNo = await startPayment(rig, order)
  expect(stored.rows).toEqual([{ out_trade_no: outTradeNo }])
  await scene.act('pay', { outTradeNo, notify: 'none' })
  expect(effects('wechat-pay', 'payment', outTradeNo)).toEqual([1])

  // One refund.
  const back = await paid()
  loseAnswer('wechat-pay', 'domestic/refunds')
  await runCommand(rig.deps, 'test.refund', (ctx) =>
    requestRefund(ctx, { orderId: back.orderId, amountFen: 1, reason: '测试', key: 'in-005' }),
  )
  const { rows } = await rig.db.query(
    "select out_refund_no from payments.refund where business_key = 'in-005'",
  )
  await finishPeers(rig.deps)
  await rig.advance(2_000)
  await drain()
  expect(effects('wechat-pay', 'refund', rows[0].out_refund_no)).toEqual([1])
  expect(await truthOf(rig, back.orderId)).toMatchObject({ refunds: ['processing'] })

  // One shipping report, and one SMS for the event of shipping.
  const goods = await paid()
  loseAnswer('wechat', 'upload_shipping_info')
  loseAnswer('sms', 'TemplateId')
  await ship(goods)
  await finishPeers(rig.deps)
  for (let round = 0; round < 4; round++) {
    await rig.tick()
    await rig.advance(61_000)
  }
  expect(effects('wechat', 'shipping-report', goods.outTradeNo)).toEqual([1])
  expect(effects('sms', 'sms', goods.buyer.user.phone).every((count) => count === 1)).toBe(true)
  const told = await rig.db.query(
    `select count(*)::int as n from notify.delivery d join notify.event e on e.id = d.event_id
    where e.code = 'order.shipped' and e.subject_id = $1 and d.channel = 'sms'`,
    [goods.orderId],
  )
  expect(told.rows[0].n).toBe(1)
  for (const name of ['wechat-pay', 'wechat', 'sms'] as const) {
    expect(kit(name).log.doubles()).toEqual([])
  }
}, 60_000)
