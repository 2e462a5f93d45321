import { openRefundScene, type RefundScene } from '../../../tests/callbacks/refund-scene'
import { startPayment } from '../../../tests/callbacks/scene'
import { brokenBooks, truthOf } from '../../../tests/callbacks/truth'
import { closeAttempt } from '.'

let scene: RefundScene
beforeAll(async () => {
  scene = await openRefundScene()
})
afterAll(() => scene.stop())

/**
 * One order with two prepay ids that can both be paid: WeChat Pay answered the close of the first
 * with "no such order" although its payer still sees it.
 */
async function twice() {
  const buyer = await scene.newBuyer()
  const order = await scene.placed(buyer)
  scene.fault({ kind: 'code', code: 'ORDER_NOT_EXIST', match: '/close' })
  expect(await closeAttempt(scene.rig.deps, { orderId: order.orderId })).toBe('closed')
  const second = await startPayment(scene.rig, order)
  expect(second).not.toBe(order.outTradeNo)
  return { ...order, numbers: [order.outTradeNo, second] as const }
}
const pay = (outTradeNo: string) => scene.act('pay', { outTradeNo, notify: 'none' })
const tell = async (outTradeNo: string) => scene.post(await scene.notice(outTradeNo))
const attempts = async (orderNo: string) =>
  (await scene.rig.do(scene.admin, 'payments.listPayments', { filter: { orderNo } })).rows

test('IN-050 two prepay ids of one order are paid: the second goes back in full by itself and finance sees both', async () => {
  const order = await twice()
  const [first, second] = order.numbers
  await pay(first)
  await pay(second)
  expect(await tell(second)).toBe(204)
  expect(await truthOf(scene.rig, order.orderId)).toMatchObject({ order: 'to-ship' })
  expect(await tell(first)).toBe(204)
  // Told again and again: it goes back once.
  expect(await tell(first)).toBe(204)

  const [refund, ...more] = await scene.refundsOf(order)
  expect(more).toEqual([])
  expect(refund).toMatchObject({ state: 'processing' })
  const [newer, older] = await attempts(order.orderNo)
  expect(newer).toMatchObject({ outTradeNo: second, state: 'paid', refunds: [] })
  expect(older).toMatchObject({
    outTradeNo: first,
    state: 'late-paid',
    paidFen: order.totalFen,
    note: '订单已由另一笔支付，自动退款',
    refunds: [{ amountFen: order.totalFen, state: 'processing' }],
  })
  await scene.told(refund?.outRefundNo ?? '', 'SUCCESS')
  expect((await attempts(order.orderNo))[1]).toMatchObject({
    state: 'auto-refunded',
    refunds: [{ amountFen: order.totalFen, state: 'done' }],
  })
  // The order stands, paid once, and nothing of it was given back.
  expect(await truthOf(scene.rig, order.orderId)).toMatchObject({
    order: 'to-ship',
    paidFen: order.totalFen,
    refundedFen: 0,
    payments: ['auto-refunded', 'paid'],
    refunds: ['done'],
    paidEvents: 1,
  })
  await scene.rig.tick()
  const { rows } = await scene.rig.do(order.buyer.token, 'notify.listMessages', {
    filter: { category: 'money' },
  })
  expect(rows[0]?.text).toContain('订单已由另一笔支付')
  expect(rows[0]?.text).not.toContain('关闭')
  expect(await brokenBooks(scene.rig)).toEqual([])
})

test('IN-050 both payments of an order told in the same moment: one pays it, one goes back', async () => {
  for (let round = 0; round < 4; round++) {
    const order = await twice()
    // The first number may be paid again in our books: both are open, as after a lost close.
    await scene.rig.db.query(
      `update payments.attempt set state = 'irregular', paid_fen = 1
      where out_trade_no = $1`,
      [order.numbers[0]],
    )
    await Promise.all(order.numbers.map(pay))
    const statuses = await Promise.all(order.numbers.map(tell))
    expect(statuses).toEqual([204, 204])
    const truth = await truthOf(scene.rig, order.orderId)
    expect([...truth.payments].sort()).toEqual(['late-paid', 'paid'])
    expect(truth).toMatchObject({ order: 'to-ship', paidEvents: 1 })
    expect(await scene.refundsOf(order)).toMatchObject([{ amountFen: order.totalFen }])
  }
  expect(await brokenBooks(scene.rig)).toEqual([])
})
