import { randomUUID } from 'node:crypto'
import { openScene, type Placed, type Scene } from '../../../tests/callbacks/scene'
import { brokenBooks, truthOf } from '../../../tests/callbacks/truth'
import { drainOutbox } from '../peers'
import { ordersTimers } from './timers'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
  await scene.act('set', { refundMode: 'manual' })
})
afterAll(() => scene.stop())

async function paid(): Promise<Placed & { lineId: string }> {
  const order = await scene.placed()
  await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
  await scene.rig.do(order.buyer.token, 'orders.checkPayment', { orderId: order.orderId })
  const { items } = await scene.rig.do(order.buyer.token, 'orders.getMyOrder', {
    orderId: order.orderId,
  })
  return { ...order, lineId: items[0]?.lineId ?? '' }
}
const wish = (order: { orderId: string; lineId: string }, amountFen: number, more = {}) => ({
  orderId: order.orderId,
  type: 'refund' as const,
  reason: '不想要了' as const,
  description: '',
  pictures: [],
  lines: [{ lineId: order.lineId, quantity: 1, amountFen }],
  freightFen: 0,
  ...more,
})
const apply = (order: Placed & { lineId: string }, amountFen: number, more = {}) =>
  scene.rig.call(order.buyer.token, 'orders.applyAfterSale', wish(order, amountFen, more))
const quote = (order: Placed) =>
  scene.rig.do(order.buyer.token, 'orders.quoteAfterSale', { orderId: order.orderId })
const seen = (order: Placed, caseId: string) =>
  scene.rig.do(order.buyer.token, 'orders.getMyAfterSale', { caseId })
const approve = (caseId: string) =>
  scene.rig.call(scene.admin, 'orders.approveAfterSale', { caseId, note: '' })
const drain = () => drainOutbox(scene.rig.deps, new Date(scene.rig.now().getTime() + 10_000))
async function caseOf(order: Placed & { lineId: string }, amountFen: number, more = {}) {
  const made = await apply(order, amountFen, more)
  if (!made.ok) throw new Error(made.code)
  return made.value.caseId
}
async function settle(orderId: string, state: string): Promise<void> {
  const { rows } = await scene.rig.db.query(
    `select out_refund_no as no from payments.refund r join payments.attempt a on a.id = r.attempt_id
    where a.order_id = $1 order by r.created_at desc limit 1`,
    [orderId],
  )
  await scene.act('settle-refund', { outRefundNo: rows[0].no, state })
  for (let wait = 0; wait < 50; wait++) {
    await scene.rig.sandbox.tick()
    const { rows: after } = await scene.rig.db.query(
      'select state from payments.refund where out_refund_no = $1',
      [rows[0].no],
    )
    if (!['waiting', 'processing'].includes(after[0].state)) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('a claim is never above what was paid, foreign orders are not found', async () => {
  const order = await paid()
  const room = await quote(order)
  const unitFen = room.lines[0]?.unitFen ?? 0
  expect(room).toMatchObject({ shipped: false, lines: [{ leftPieces: 1, leftFen: unitFen }] })
  expect(await apply(order, unitFen + 1)).toMatchObject({ code: 'AFTERSALE_TOO_MUCH' })
  expect(await apply(order, unitFen, { freightFen: room.freightFen + 1 })).toMatchObject({
    code: 'AFTERSALE_TOO_MUCH',
  })
  const stranger = await scene.newBuyer()
  const foreign = await scene.rig.call(
    stranger.token,
    'orders.applyAfterSale',
    wish(order, unitFen),
  )
  expect(foreign).toMatchObject({ code: 'NOT_FOUND' })
  expect(await apply(order, unitFen)).toMatchObject({ ok: true })
  // The piece is claimed: a second case cannot ask for it again.
  expect(await apply(order, unitFen)).toMatchObject({ code: 'AFTERSALE_TOO_MUCH' })
})

test('approved money is 退款中 until the notice, then done, and the order closes', async () => {
  const order = await paid()
  const { lines, freightFen } = await quote(order)
  const caseId = await caseOf(order, lines[0]?.unitFen ?? 0, { freightFen })
  expect(await approve(caseId)).toMatchObject({ ok: true, value: { state: 'refunding' } })
  expect(await approve(caseId)).toMatchObject({ code: 'STATE_CONFLICT' })
  await drain()
  expect(await seen(order, caseId)).toMatchObject({ state: 'refunding', doneAt: null })
  await settle(order.orderId, 'SUCCESS')
  expect(await seen(order, caseId)).toMatchObject({
    state: 'done',
    doneAt: expect.any(String),
  })
  expect(await truthOf(scene.rig, order.orderId)).toMatchObject({
    order: 'closed',
    refunds: ['done'],
  })
  expect(await brokenBooks(scene.rig)).toEqual([])
})

test('MB-086 the merchant asks, the member answers, history shows both', async () => {
  const order = await paid()
  const caseId = await caseOf(order, 100)
  const ask = { caseId, wish: 'return' as const, note: '请寄回门店' }
  await scene.rig.do(scene.admin, 'orders.askBuyer', ask)
  const waiting = await seen(order, caseId)
  expect(waiting).toMatchObject({ state: 'buyer', wish: 'return', deadline: expect.any(String) })
  const answer = { caseId, carrier: '', trackingNo: '', note: '', pictures: [] }
  const { token } = order.buyer
  expect(await scene.rig.call(token, 'orders.answerAfterSale', answer)).toMatchObject({
    code: 'ANSWER_MISSING',
  })
  const parcel = { ...answer, carrier: '顺丰', trackingNo: 'SF1234567890' }
  expect(await scene.rig.call(token, 'orders.answerAfterSale', parcel)).toMatchObject({
    value: { state: 'merchant' },
  })
  expect((await seen(order, caseId)).history.map((event) => event.state)).toEqual([
    'merchant',
    'buyer',
    'merchant',
  ])
  const more = { caseId, wish: 'evidence' as const, note: '请说明外观' }
  await scene.rig.do(scene.admin, 'orders.askBuyer', more)
  const evidence = { ...answer, note: '外箱破损，附图' }
  expect(await scene.rig.call(token, 'orders.answerAfterSale', evidence)).toMatchObject({
    value: { state: 'merchant' },
  })
  expect((await seen(order, caseId)).history.at(-1)).toMatchObject({ note: '外箱破损，附图' })
})

test('a buyer who does not answer for 7 days has withdrawn, and may apply again', async () => {
  const order = await paid()
  const caseId = await caseOf(order, 100)
  const ask = { caseId, wish: 'evidence' as const, note: '请补充图片' }
  await scene.rig.do(scene.admin, 'orders.askBuyer', ask)
  await scene.rig.db.query('update orders.after_sale set deadline = created_at where id = $1', [
    caseId,
  ])
  const timer = ordersTimers.find(({ name }) => name === 'orders.close-unanswered')
  await timer?.run(scene.rig.deps, scene.rig.now())
  expect(await seen(order, caseId)).toMatchObject({ state: 'withdrawn' })
  expect(await apply(order, 100)).toMatchObject({ ok: true })
})

test('a withdrawn or refused case frees what it claimed', async () => {
  const order = await paid()
  const { lines } = await quote(order)
  const unitFen = lines[0]?.unitFen ?? 0
  const first = await caseOf(order, unitFen)
  await scene.rig.do(order.buyer.token, 'orders.withdrawAfterSale', { caseId: first })
  const second = await caseOf(order, unitFen)
  const reason = '已发出，请签收后再申请'
  await scene.rig.do(scene.admin, 'orders.refuseAfterSale', { caseId: second, reason })
  expect((await seen(order, second)).history.at(-1)).toMatchObject({ note: reason })
  const again = await scene.rig.call(scene.admin, 'orders.refuseAfterSale', {
    caseId: second,
    reason,
  })
  expect(again).toMatchObject({ code: 'STATE_CONFLICT' })
  expect((await quote(order)).lines[0]).toMatchObject({ leftPieces: 1, leftFen: unitFen })
})

test('a refund that turns abnormal keeps the case open; by hand and by call exclude each other', async () => {
  const order = await paid()
  const { lines } = await quote(order)
  const caseId = await caseOf(order, lines[0]?.unitFen ?? 0)
  await approve(caseId)
  await drain()
  await settle(order.orderId, 'ABNORMAL')
  expect(await seen(order, caseId)).toMatchObject({ state: 'refunding' })
  const filter = { orderNo: order.orderNo, stuck: true }
  const { rows } = await scene.rig.do(scene.admin, 'payments.listRefunds', { filter })
  expect(rows).toMatchObject([
    { state: 'abnormal', mayRetry: false, maySendAbnormal: true, mayPayByHand: true },
  ])
  const refundId = rows[0]?.id ?? ''
  const hand = { refundId, voucherFileId: randomUUID(), note: '银行转账' }
  expect(await scene.rig.call(scene.admin, 'payments.payRefundByHand', hand)).toMatchObject({
    code: 'FILE_NOT_USABLE',
  })
  const card = { bank: 'CMB_DEBIT' as const, account: '6225880112345678', holder: '张秋' }
  const other = { refundId, way: 'user-card' as const, ...card }
  expect(await scene.rig.call(scene.admin, 'payments.sendAbnormalRefund', other)).toMatchObject({
    value: { state: 'processing' },
  })
  expect(await scene.rig.call(scene.admin, 'payments.payRefundByHand', hand)).toMatchObject({
    code: 'STATE_CONFLICT',
  })
  await drain()
  await settle(order.orderId, 'SUCCESS')
  expect(await seen(order, caseId)).toMatchObject({ state: 'done' })
  const sum = await scene.rig.db.query(
    'select refunded_fen from orders.sales_order where id = $1',
    [order.orderId],
  )
  expect(Number(sum.rows[0].refunded_fen)).toBe(lines[0]?.unitFen)
})

test('the period ends at receipt plus the setting; beyond it the hotline is named', async () => {
  const order = await paid()
  await scene.rig.db.query(
    `update orders.sales_order set state = 'completed', completed_at = $2 where id = $1`,
    [order.orderId, new Date(scene.rig.now().getTime() - 8 * 86_400_000)],
  )
  expect(await apply(order, 100)).toMatchObject({
    code: 'AFTERSALE_OVER',
    detail: { hotline: expect.any(String) },
  })
})

test('two clerks refunding the same money at once send one refund', async () => {
  const order = await paid()
  const { lines } = await quote(order)
  const caseId = await caseOf(order, lines[0]?.unitFen ?? 0)
  const answers = await Promise.all([approve(caseId), approve(caseId), approve(caseId)])
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await truthOf(scene.rig, order.orderId)).toMatchObject({ refunds: [expect.any(String)] })
})

test('NOT_ENOUGH is shown, kept open and sent again under the same number after funding', async () => {
  const order = await paid()
  const { lines } = await quote(order)
  const caseId = await caseOf(order, lines[0]?.unitFen ?? 0)
  await scene.act('set', { balanceFen: 1 })
  await approve(caseId)
  await drain()
  expect(await seen(order, caseId)).toMatchObject({ state: 'refunding' })
  const filter = { orderNo: order.orderNo }
  const before = await scene.rig.do(scene.admin, 'payments.listRefunds', { filter })
  expect(before.rows).toMatchObject([{ state: 'waiting', mayRetry: true, mayPayByHand: false }])
  expect(before.rows[0]?.problem).toContain('NOT_ENOUGH')
  await scene.act('set', { balanceFen: -1 })
  const refundId = before.rows[0]?.id ?? ''
  await scene.rig.do(scene.admin, 'payments.retryRefund', { refundId })
  await drain()
  const after = await scene.rig.do(scene.admin, 'payments.listRefunds', { filter })
  expect(after.rows).toMatchObject([{ state: 'processing', problem: '' }])
  expect(after.rows[0]?.outRefundNo).toBe(before.rows[0]?.outRefundNo)
  await settle(order.orderId, 'SUCCESS')
  expect(await seen(order, caseId)).toMatchObject({ state: 'done' })
})

test('a refund that WeChat closed is asked for anew once, and the case follows it', async () => {
  const order = await paid()
  const { lines } = await quote(order)
  const caseId = await caseOf(order, lines[0]?.unitFen ?? 0)
  await approve(caseId)
  await drain()
  await settle(order.orderId, 'CLOSED')
  expect(await seen(order, caseId)).toMatchObject({ state: 'refunding' })
  const filter = { orderNo: order.orderNo, state: 'closed' as const }
  const { rows } = await scene.rig.do(scene.admin, 'payments.listRefunds', { filter })
  const refundId = rows[0]?.id ?? ''
  await scene.rig.do(scene.admin, 'payments.retryRefund', { refundId })
  const twice = await scene.rig.call(scene.admin, 'payments.retryRefund', { refundId })
  expect(twice).toMatchObject({ ok: false })
})
