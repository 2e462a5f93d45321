import { openRefundScene, type RefundScene } from '../../../tests/callbacks/refund-scene'
import { brokenBooks, truthOf } from '../../../tests/callbacks/truth'

let scene: RefundScene
beforeAll(async () => {
  scene = await openRefundScene()
})
afterAll(() => scene.stop())

const HOUR_MS = 3_600_000
const seen = (caseId: string) => scene.rig.do(scene.admin, 'orders.getAfterSale', { caseId })
const stuck = async (orderNo: string) => {
  const filter = { orderNo, stuck: true }
  return (await scene.rig.do(scene.admin, 'payments.listRefunds', { filter })).rows
}
const alarms = async (no: string) =>
  (await scene.rig.do(scene.admin, 'peers.listAlarms', {})).rows.filter(({ text }) =>
    text.includes(no),
  )

test('MB-087 approved money goes back to its payer; 退款中 until the notice; a failed refund is retried, raised in the console and never shown as done', async () => {
  const order = await scene.paid()
  const caseId = await scene.claim(order)
  await scene.act('set', { balanceFen: 1 })
  expect(await scene.approve(caseId)).toMatchObject({ ok: true })
  const [refund] = await scene.refundsOf(order)
  const no = refund?.outRefundNo ?? ''
  // WeChat Pay refused: the buyer reads 退款中, head office reads why.
  expect(await scene.caseOf(order, caseId)).toMatchObject({ state: 'refunding', doneAt: null })
  expect(await stuck(order.orderNo)).toMatchObject([
    { outRefundNo: no, state: 'waiting', problem: expect.stringContaining('NOT_ENOUGH') },
  ])
  expect((await alarms(no)).length).toBeGreaterThan(0)
  const unpaid = await scene.rig.do(order.buyer.token, 'orders.getMyOrder', {
    orderId: order.orderId,
  })
  expect(JSON.stringify(unpaid)).not.toContain('已原路退回')

  // Funded: retried by itself within the hour, under the same number.
  await scene.act('set', { balanceFen: -1 })
  await scene.rig.advance(HOUR_MS + 60_000)
  await scene.runTimer('payments.retry-refunds')
  await scene.drain()
  expect(await scene.refundsOf(order)).toMatchObject([{ outRefundNo: no, state: 'processing' }])
  expect(await scene.caseOf(order, caseId)).toMatchObject({ state: 'refunding', doneAt: null })
  await scene.told(no, 'SUCCESS')
  expect(await scene.caseOf(order, caseId)).toMatchObject({
    state: 'done',
    doneAt: expect.any(String),
  })
  // To the payer of this very payment, once.
  expect(scene.effects('refund-paid', no)).toBe(1)
  expect(await truthOf(scene.rig, order.orderId)).toMatchObject({
    refunds: ['done'],
    refundedFen: order.unitFen,
  })
  expect(await stuck(order.orderNo)).toEqual([])
})

test('AD-257 the applied amount goes back the way it came: 退款中, then 已退款; never above what was paid; a failure stays open with its reason and is retried without paying twice', async () => {
  const order = await scene.paid()
  const caseId = await scene.claim(order, 5_000)
  await scene.approve(caseId)
  const [refund] = await scene.refundsOf(order)
  const no = refund?.outRefundNo ?? ''
  expect(await seen(caseId)).toMatchObject({
    state: 'refunding',
    amountFen: 5_000,
    refund: { outRefundNo: no, state: 'processing', problem: '' },
    refundedFen: 0,
  })
  // WeChat Pay cannot pay it: the case stays open and says so.
  await scene.told(no, 'CLOSED')
  expect(await seen(caseId)).toMatchObject({ state: 'refunding', refund: { state: 'closed' } })
  const again = () =>
    scene.rig.call(scene.admin, 'payments.retryRefund', { refundId: refund?.id ?? '' })
  const pressed = await Promise.all([again(), again()])
  expect(pressed.filter(({ ok }) => ok)).toHaveLength(1)
  await scene.rig.advance(62_000)
  await scene.drain()
  const anew = (await seen(caseId)).refund
  expect(anew).toMatchObject({ state: 'processing' })
  scene.fault({ kind: 'duplicate', on: 'callback', match: anew?.outRefundNo, times: 2 })
  await scene.told(anew?.outRefundNo ?? '', 'SUCCESS')
  expect(await seen(caseId)).toMatchObject({
    state: 'done',
    refund: { state: 'done' },
    refundedFen: 5_000,
    paidFen: order.totalFen,
  })
  expect(
    scene.effects('refund-paid', no) + scene.effects('refund-paid', anew?.outRefundNo ?? ''),
  ).toBe(1)

  // What is left can go back, and not a fen more.
  const rest = await scene.rig.call(order.buyer.token, 'orders.applyAfterSale', {
    orderId: order.orderId,
    type: 'refund',
    reason: '不想要了',
    description: '',
    pictures: [],
    lines: [{ lineId: order.lineId, quantity: 1, amountFen: order.unitFen }],
    freightFen: 0,
  })
  expect(rest).toMatchObject({ code: 'AFTERSALE_TOO_MUCH' })
  expect(await brokenBooks(scene.rig)).toEqual([])
})
