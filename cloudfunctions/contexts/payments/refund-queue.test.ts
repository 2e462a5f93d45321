import { HOUR_MS, MINUTE_MS } from '@xietong/domain/kernel/time'
import {
  openRefundScene,
  type PaidOrder,
  type RefundScene,
} from '../../../tests/callbacks/refund-scene'
import { signInAdmin } from '../../../tests/rig/people'
import { uploadPicture } from '../../../tests/rig/shop'
import { runCommand } from '../../runtime/run-command'
import { requestRefund } from '.'

let scene: RefundScene
beforeAll(async () => {
  scene = await openRefundScene()
})
afterAll(() => scene.stop())

const ask = (order: PaidOrder, amountFen: number, key: string) =>
  runCommand(scene.rig.deps, 'test.refund', (ctx) =>
    requestRefund(ctx, { orderId: order.orderId, amountFen, reason: '协商退款', key }),
  )
const log = () => {
  const open = scene.rig.sandbox.peers.get('wechat-pay')
  if (!open) throw new Error('the sandbox has no WeChat Pay')
  return open.kit.log
}

test('IN-052 two clerks refunding the last ¥50 at once send one refund', async () => {
  const order = await scene.paid()
  await ask(order, order.totalFen - 5_000, `most/${order.orderId}`)
  const caseId = await scene.claim(order, 5_000)
  const approvals = await Promise.all([
    scene.approve(caseId),
    scene.approve(caseId),
    ask(order, 5_000, `other/${order.orderId}`),
  ])
  expect(approvals.filter(({ ok }) => ok)).toHaveLength(1)
  await scene.rig.advance(MINUTE_MS + 2_000)
  await scene.drain()
  const refunds = await scene.refundsOf(order)
  expect(refunds.map(({ state }) => state)).toEqual(['processing', 'processing'])
  expect(
    log()
      .effects()
      .filter((one) => one.key === refunds[1]?.outRefundNo),
  ).toHaveLength(1)
})

test('IN-052 fifty refunds asked for at once go a minute apart, in turn; the 51st is refused with an instruction', async () => {
  const order = await scene.paid()
  const before = log().effects().length
  for (let turn = 1; turn <= 50; turn++) {
    expect(await ask(order, 100, `${order.orderId}/${turn}`)).toMatchObject({ ok: true })
  }
  // Reserved at once, sent one by one: the peer never sees two within a minute.
  for (let minute = 0; minute < 60; minute++) {
    await scene.rig.advance(MINUTE_MS + 2_000)
    await scene.drain()
  }
  const refunds = await scene.refundsOf(order)
  expect(refunds).toHaveLength(50)
  expect(refunds.every(({ state, tries }) => state === 'processing' && tries === 1)).toBe(true)
  const sent = log()
    .effects()
    .slice(before)
    .filter(({ kind }) => kind === 'refund')
  expect(sent.map(({ key }) => key)).toEqual(refunds.map(({ outRefundNo }) => outRefundNo))
  const times = sent.map(({ firstAt }) => Date.parse(firstAt))
  const gaps = times.slice(1).map((at, place) => at - (times[place] ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(MINUTE_MS)

  const caseId = await scene.claim(order, 100)
  expect(await scene.approve(caseId)).toMatchObject({
    code: 'REFUND_LIMIT',
    message: '这笔支付已退款 50 次，不能再原路退款，请线下处理并登记',
  })
  expect(await scene.refundsOf(order)).toHaveLength(50)
  // One of the fifty that WeChat Pay closes has a way out although no number is left.
  const last = refunds[49]
  await scene.told(last?.outRefundNo ?? '', 'CLOSED')
  const refundId = last?.id ?? ''
  expect(await scene.rig.call(scene.admin, 'payments.retryRefund', { refundId })).toMatchObject({
    code: 'REFUND_LIMIT',
  })
  const voucherFileId = await uploadPicture(scene.rig, scene.admin)
  const hand = { refundId, voucherFileId, note: '转账' }
  expect(await scene.rig.call(scene.admin, 'payments.payRefundByHand', hand)).toMatchObject({
    value: { state: 'manual' },
  })
}, 120_000)

test('IN-052 refunds are never above what was paid, whatever was reserved before it was sent', async () => {
  const order = await scene.paid()
  expect(await ask(order, order.totalFen, `all/${order.orderId}`)).toMatchObject({ ok: true })
  expect(await ask(order, 1, `more/${order.orderId}`)).toEqual({ ok: false, leftFen: 0 })
})

test('IN-055 a refund under way is asked about every 10 minutes for 2 hours, then hourly; lost notices leave none stuck', async () => {
  const asked = (no: string) =>
    log()
      .list()
      .filter(({ method, path }) => method === 'GET' && path.includes(no)).length
  const orders = await Promise.all([scene.paid(), scene.paid(), scene.paid()])
  for (const order of orders) {
    await ask(order, order.totalFen, `slow/${order.orderId}`)
  }
  const lists = await Promise.all(orders.map((order) => scene.refundsOf(order)))
  const numbers = lists.map(([refund]) => refund?.outRefundNo ?? '')
  const first = numbers[0] ?? ''
  const wait = async (ms: number) => {
    for (let spent = 0; spent < ms; spent += 5 * MINUTE_MS) {
      await scene.rig.advance(5 * MINUTE_MS)
      await scene.runTimer('payments.check-refunds')
    }
  }
  await wait(2 * HOUR_MS + 5 * MINUTE_MS)
  expect(asked(first)).toBe(12)
  await wait(5 * HOUR_MS)
  expect(asked(first)).toBe(17)
  // They end one by one, and no notice of any of them arrives.
  const ends = ['SUCCESS', 'ABNORMAL', 'CLOSED'] as const
  for (const [place, state] of ends.entries()) {
    await scene.untold(numbers[place] ?? '', state)
  }
  await wait(HOUR_MS + 5 * MINUTE_MS)
  // The clerk of the morning was signed out long ago.
  const clerk = await signInAdmin(scene.rig)
  for (const [place, state] of ['done', 'abnormal', 'closed'].entries()) {
    const filter = { outRefundNo: numbers[place] ?? '' }
    const { rows } = await scene.rig.do(clerk, 'payments.listRefunds', { filter })
    expect(rows).toMatchObject([{ state }])
  }
  const { rows } = await scene.rig.db.query(
    `select count(*)::int as stuck from payments.refund r
    join payments.attempt a on a.id = r.attempt_id
    where r.state = 'processing' and a.order_id = any($1::uuid[])`,
    [orders.map(({ orderId }) => orderId)],
  )
  expect(rows[0].stuck).toBe(0)
}, 60_000)
