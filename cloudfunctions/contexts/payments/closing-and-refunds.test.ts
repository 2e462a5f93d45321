import { openScene, type Placed, type Scene } from '../../../tests/callbacks/scene'
import { brokenBooks, truthOf } from '../../../tests/callbacks/truth'
import { runCommand } from '../../runtime/run-command'
import { drainOutbox } from '../peers'
import { requestRefund } from '.'
import { paymentsTimers } from './timers'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
  await scene.act('set', { refundMode: 'manual' })
})
afterAll(() => scene.stop())
afterEach(() => kit().faults.clear())

const kit = () => {
  const open = scene.rig.sandbox.peers.get('wechat-pay')
  if (!open) throw new Error('the sandbox has no WeChat Pay')
  return open.kit
}
const fault = (body: Record<string, unknown>) =>
  kit().faults.add(body, scene.rig.sandbox.clock.now())
const cancel = (order: Placed) =>
  scene.rig.call(order.buyer.token, 'orders.cancelOrder', { orderId: order.orderId, reason: '' })
const truth = (order: Placed) => truthOf(scene.rig, order.orderId)

async function paid(): Promise<Placed> {
  const order = await scene.placed()
  await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
  await scene.rig.do(order.buyer.token, 'orders.checkPayment', { orderId: order.orderId })
  return order
}
const ask = (order: Placed, amountFen: number, key: string) =>
  runCommand(scene.rig.deps, 'test.refund', (ctx) =>
    requestRefund(ctx, { orderId: order.orderId, amountFen, reason: '协商退款', key }),
  )
async function refundOf(order: Placed): Promise<{ no: string; state: string }[]> {
  const { rows } = await scene.rig.db.query(
    `select r.out_refund_no as no, r.state from payments.refund r
    join payments.attempt a on a.id = r.attempt_id where a.order_id = $1 order by r.created_at`,
    [order.orderId],
  )
  return rows
}
/** WeChat Pay tells what became of a refund; the hook has heard it when this returns. */
async function told(outRefundNo: string, state: string): Promise<void> {
  await scene.act('settle-refund', { outRefundNo, state })
  for (let wait = 0; wait < 100; wait++) {
    await scene.rig.sandbox.tick()
    const open = kit()
      .deliveries.list()
      .filter((one) => one.key === outRefundNo)
    if (open.every((one) => one.state === 'done')) {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
const paidBack = () =>
  kit()
    .log.effects()
    .filter((effect) => effect.kind === 'refund-paid')
const drain = () => drainOutbox(scene.rig.deps, new Date(scene.rig.now().getTime() + 10_000))

describe('closing', () => {
  test('IN-048 paid in the second of the close: ORDERPAID keeps the order and it is paid', async () => {
    const order = await scene.placed()
    await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
    expect(await cancel(order)).toMatchObject({ ok: false, code: 'ALREADY_PAID' })
    expect(await truth(order)).toMatchObject({ order: 'to-ship', payments: ['paid'], refunds: [] })
  })

  test('IN-048 a time-out on close is followed by a question; the order waits for a sure answer', async () => {
    const order = await scene.placed()
    fault({ kind: 'timeout-undone', match: '/close' })
    expect(await cancel(order)).toMatchObject({ ok: false, code: 'PEER_UNAVAILABLE' })
    expect(await truth(order)).toMatchObject({ order: 'unpaid', payments: ['unknown'] })
    // Done this time, although the answer is lost: the question finds it closed.
    fault({ kind: 'timeout-done', match: '/close' })
    expect(await cancel(order)).toMatchObject({ ok: true })
    expect(await truth(order)).toMatchObject({ order: 'closed', payments: ['closed'] })
    // A closed number is never used again and cannot be paid.
    await expect(scene.act('pay', { outTradeNo: order.outTradeNo })).rejects.toThrow('已关闭')
    expect(
      await scene.rig.call(order.buyer.token, 'orders.payOrder', { orderId: order.orderId }),
    ).toMatchObject({ code: 'ORDER_CLOSED' })
  }, 30_000)

  test('a payer who is typing the password cannot be closed out', async () => {
    const order = await scene.placed()
    await scene.act('hold', { outTradeNo: order.outTradeNo, state: 'USERPAYING' })
    expect(await cancel(order)).toMatchObject({ code: 'PEER_UNAVAILABLE' })
    await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
    await scene.rig.advance(61_000)
    await paymentsTimers[0]?.run(scene.rig.deps, scene.rig.now())
    expect(await truth(order)).toMatchObject({ order: 'to-ship', payments: ['paid'] })
  })
})

/** Closed on our side while the payer's number was still open at WeChat Pay. */
async function closedButPayable(): Promise<Placed> {
  const order = await scene.placed()
  fault({ kind: 'code', code: 'ORDER_NOT_EXIST', match: '/close' })
  expect(await cancel(order)).toMatchObject({ ok: true })
  return order
}

test('IN-049 money after the close goes back in full by itself, with a message, in the books', async () => {
  const { rig } = scene
  const order = await closedButPayable()
  await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
  expect(await scene.post(await scene.notice(order.outTradeNo))).toBe(204)
  expect(await truth(order)).toMatchObject({
    order: 'closed',
    payments: ['late-paid'],
    ledger: { 'late-payment': 1 },
  })
  const [refund] = await refundOf(order)
  await told(refund?.no ?? '', 'SUCCESS')
  expect(await truth(order)).toMatchObject({
    order: 'closed',
    payments: ['auto-refunded'],
    refunds: ['done'],
    ledger: { 'late-payment': 1, refund: 1 },
  })
  await rig.tick()
  const { rows } = await rig.do(order.buyer.token, 'notify.listMessages', {
    filter: { category: 'money' },
  })
  expect(rows[0]).toMatchObject({ title: '退款到账', link: { kind: 'order', id: order.orderId } })
  expect(rows[0]?.text).toContain(order.orderNo)
  expect(await brokenBooks(rig)).toEqual([])
})

describe('refunds', () => {
  test('IN-051 a time-out and ten retries give the money back once, with one number', async () => {
    const order = await paid()
    const before = paidBack().length
    fault({ kind: 'timeout-done', match: 'domestic/refunds' })
    await ask(order, order.totalFen, `in-051/${order.orderId}`)
    await scene.rig.advance(40_000)
    for (let retry = 0; retry < 10; retry++) {
      await drain()
      await scene.rig.db.query(
        `update peers.outbox
        set state = 'waiting', next_at = now() - interval '1 hour', created_at = $1
        where call = 'refund' and business_key = (
          select out_refund_no from payments.refund r
          join payments.attempt a on a.id = r.attempt_id where a.order_id = $2)`,
        [scene.rig.now(), order.orderId],
      )
    }
    const refunds = await refundOf(order)
    expect(refunds).toMatchObject([{ state: 'processing' }])
    await told(refunds[0]?.no ?? '', 'SUCCESS')
    expect(paidBack().length).toBe(before + 1)
    expect(kit().log.doubles()).toEqual([])
    expect(await truth(order)).toMatchObject({ order: 'closed', refunds: ['done'] })
  }, 30_000)

  test('the sum of refunds never passes what was paid, and one cause is one refund', async () => {
    const order = await paid()
    const half = Math.floor(order.totalFen / 2)
    const first = await ask(order, half, `first/${order.orderId}`)
    expect(await ask(order, half, `first/${order.orderId}`)).toEqual(first)
    const both = await Promise.all([
      ask(order, order.totalFen - half, `a/${order.orderId}`),
      ask(order, order.totalFen - half, `b/${order.orderId}`),
    ])
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    expect(both.find((one) => !one.ok)).toEqual({ ok: false, leftFen: 0 })
    expect(await ask(order, 0, `zero/${order.orderId}`)).toEqual({ ok: false, leftFen: 0 })
  })

  test('IN-053 success, closed and abnormal each count once, twice told or out of order; a lost one is asked for', async () => {
    const states: Record<string, string[]> = {}
    for (const state of ['SUCCESS', 'CLOSED', 'ABNORMAL']) {
      const order = await paid()
      await ask(order, order.totalFen, `in-053/${order.orderId}`)
      const [refund] = await refundOf(order)
      fault({ kind: 'duplicate', on: 'callback', match: refund?.no, times: 2 })
      await told(refund?.no ?? '', state)
      states[state] = [...(await truth(order)).refunds, (await truth(order)).order]
      if (state === 'SUCCESS') {
        // An older report that comes late changes nothing.
        const { rows } = await scene.rig.db.query(
          'select id, body, headers from peers.inbox where business_key = $1 order by received_at desc limit 1',
          [refund?.no],
        )
        await scene.rig.do(scene.admin, 'peers.replayCallback', { callbackId: rows[0].id })
        expect(await truth(order)).toMatchObject({
          refunds: ['done'],
          refundedFen: order.totalFen,
          ledger: { payment: 1, refund: 1 },
        })
      }
    }
    expect(states).toEqual({
      SUCCESS: ['done', 'closed'],
      CLOSED: ['closed', 'to-ship'],
      ABNORMAL: ['abnormal', 'to-ship'],
    })
    const { rows: alarms } = await scene.rig.do(scene.admin, 'peers.listAlarms', {
      filter: { kind: 'refund-abnormal' },
    })
    expect(alarms).toHaveLength(1)

    const lost = await paid()
    await ask(lost, lost.totalFen, `lost/${lost.orderId}`)
    const [refund] = await refundOf(lost)
    fault({ kind: 'drop', on: 'callback', match: refund?.no })
    await scene.act('settle-refund', { outRefundNo: refund?.no, state: 'SUCCESS' })
    await scene.rig.advance(601_000)
    await paymentsTimers[1]?.run(scene.rig.deps, scene.rig.now())
    expect(await truth(lost)).toMatchObject({ refunds: ['done'], order: 'closed' })
    expect(await brokenBooks(scene.rig)).toEqual([])
  }, 30_000)

  test('not enough balance is retried after funding with the same number', async () => {
    const order = await paid()
    fault({ kind: 'code', code: 'NOT_ENOUGH', match: 'domestic/refunds', times: 2 })
    await ask(order, order.totalFen, `poor/${order.orderId}`)
    const [before] = await refundOf(order)
    await scene.rig.advance(3_000)
    await drain()
    await scene.rig.advance(10_000)
    await drain()
    expect(await refundOf(order)).toEqual([{ no: before?.no, state: 'processing' }])
  })
})

test('a platform certificate that ends within 30 days reaches a person', async () => {
  const { deps } = scene.rig
  const soon = new Date(deps.now().getTime() + 29 * 86_400_000)
  const wechatPay = {
    ...deps.ports.wechatPay,
    certificates: () => [{ id: '5B00', expiresAt: soon }],
  }
  const timer = paymentsTimers.find(({ name }) => name === 'payments.check-certificates')
  await timer?.run({ ...deps, ports: { ...deps.ports, wechatPay } }, deps.now())
  const { rows } = await scene.rig.do(scene.admin, 'peers.listAlarms', {
    filter: { kind: 'certificate-expiring' },
  })
  expect(rows).toHaveLength(1)
})

test('the console lists payments with their refunds and filters', async () => {
  const order = await paid()
  await ask(order, 100, `list/${order.orderId}`)
  const list = (filter: Record<string, unknown>) =>
    scene.rig.do(scene.admin, 'payments.listPayments', { filter })
  const found = await list({ orderNo: order.orderNo })
  expect(found.rows).toMatchObject([
    {
      outTradeNo: order.outTradeNo,
      state: 'paid',
      amountFen: order.totalFen,
      paidFen: order.totalFen,
      refunds: [{ amountFen: 100, state: 'processing' }],
    },
  ])
  expect((await list({ outTradeNo: order.outTradeNo })).total).toBe(1)
  expect((await list({ state: 'late-paid', orderNo: order.orderNo })).total).toBe(0)
  const tomorrow = new Date(scene.rig.now().getTime() + 86_400_000).toISOString()
  expect((await list({ from: tomorrow })).total).toBe(0)
})
