import { DAY_MS, HOUR_MS, MINUTE_MS } from '@xietong/domain/kernel/time'
import { sql } from 'kysely'
import {
  openRefundScene,
  type PaidOrder,
  type RefundScene,
} from '../../../tests/callbacks/refund-scene'
import { brokenBooks, truthOf } from '../../../tests/callbacks/truth'
import { signInAdmin } from '../../../tests/rig/people'
import { explaining } from '../../../tests/rig/plans'
import { ownRecords, toldOnOtherDays } from './bill-store'

const DAY = '2026-09-22'
let scene: RefundScene
let clerk: string
beforeEach(async () => {
  scene = await openRefundScene()
  clerk = scene.admin
})
afterEach(() => scene.stop())

/** It is a quarter past ten on the morning after, and somebody is at the console. */
async function nextMorning(): Promise<void> {
  await scene.rig.advance(DAY_MS + 15 * MINUTE_MS)
  clerk = await signInAdmin(scene.rig)
}
const run = () => scene.runTimer('payments.reconcile')
const days = async () =>
  (await scene.rig.do(clerk, 'payments.listReconciliations', { sort: 'day' })).rows
const differences = async (filter: Record<string, unknown> = { state: 'open' }) =>
  (await scene.rig.do(clerk, 'payments.listDifferences', { filter })).rows
const edit = (wish: Record<string, unknown>) => scene.act('bill-edit', { date: DAY, ...wish })
const stateOf = async (order: { orderId: string }) => truthOf(scene.rig, order.orderId)
/** Paid at WeChat Pay, and nothing of it ever reached us. */
async function paidUnheard() {
  const order = await scene.placed()
  await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
  return order
}
async function refundedUnheard(): Promise<PaidOrder> {
  const order = await scene.paid()
  await scene.approve(await scene.claim(order))
  const [refund] = await scene.refundsOf(order)
  await scene.untold(refund?.outRefundNo ?? '', 'SUCCESS')
  return order
}

test('IN-014 every callback of a day is lost: the next day’s reconciliation brings us to WeChat Pay’s truth', async () => {
  const unheard = [await paidUnheard(), await paidUnheard(), await paidUnheard()]
  const refunded = [await refundedUnheard(), await refundedUnheard()]
  const heard = await scene.paid()
  const late = await scene.placed()
  await scene.rig.do(late.buyer.token, 'orders.cancelOrder', { orderId: late.orderId, reason: '' })
  for (const order of unheard) {
    expect(await stateOf(order)).toMatchObject({ order: 'unpaid' })
  }
  await nextMorning()
  await run()
  for (const order of unheard) {
    expect(await stateOf(order)).toMatchObject({
      order: 'to-ship',
      payments: ['paid'],
      ledger: { payment: 1 },
      paidEvents: 1,
    })
  }
  for (const order of refunded) {
    expect(await stateOf(order)).toMatchObject({ refunds: ['done'], refundedFen: order.unitFen })
  }
  expect(await stateOf(heard)).toMatchObject({ order: 'to-ship', payments: ['paid'] })
  const paidFen = [...unheard, ...refunded, heard].reduce((sum, one) => sum + one.totalFen, 0)
  expect(await days()).toMatchObject([
    {
      day: DAY,
      state: 'done',
      payments: 6,
      paidFen,
      refunds: 2,
      refundedFen: refunded.reduce((sum, one) => sum + one.unitFen, 0),
      matched: 8,
      open: 0,
      problem: '',
    },
  ])
  // Nothing is unexplained, and a day compared again says the same.
  expect(await differences({})).toEqual([])
  await scene.rig.do(clerk, 'payments.reconcileAgain', { day: DAY })
  await run()
  expect(await days()).toMatchObject([{ state: 'done', matched: 8, open: 0 }])
  expect(await brokenBooks(scene.rig)).toEqual([])
}, 60_000)

test('IN-014 both sides are compared daily; differences stay listed until a person handles them', async () => {
  const orders = [await scene.paid(), await scene.paid(), await scene.paid()]
  const [same, missing, other] = orders as [PaidOrder, PaidOrder, PaidOrder]
  const strange = { 商户订单号: 'P-OF-NOBODY', 交易状态: 'SUCCESS', 订单金额: '8.88' }
  const line = {
    交易时间: `${DAY} 12:00:00`,
    微信订单号: '4200008',
    申请退款金额: '0.00',
    ...strange,
  }
  await edit({
    drop: [missing.outTradeNo],
    alter: [{ key: other.outTradeNo, set: { 订单金额: '0.01' } }],
    add: [line],
  })
  await nextMorning()
  await run()
  const found = await differences()
  const of = (key: string) =>
    found
      .filter((one) => one.key === key)
      .map(({ kind, peerFen, ownFen }) => [kind, peerFen, ownFen])
  expect(of(same.outTradeNo)).toEqual([])
  expect(of(missing.outTradeNo)).toEqual(
    expect.arrayContaining([['only-here', null, missing.totalFen]]),
  )
  expect(of(other.outTradeNo)).toEqual(expect.arrayContaining([['amount', 1, other.totalFen]]))
  expect(of('P-OF-NOBODY')).toEqual(expect.arrayContaining([['only-there', 888, null]]))
  const { rows: alarms } = await scene.rig.do(clerk, 'peers.listAlarms', {
    filter: { kind: 'reconciliation' },
  })
  expect(alarms).toHaveLength(1)
  expect(await differences({ kind: 'only-there' })).toMatchObject([{ key: 'P-OF-NOBODY' }])
  expect((await differences({ key: other.outTradeNo })).length).toBeGreaterThan(0)
  expect(await differences({ day: '2026-09-21' })).toEqual([])
  const open = await scene.rig.do(clerk, 'payments.listReconciliations', {
    filter: { withDifferences: true, state: 'done' },
  })
  expect(open.rows).toMatchObject([{ day: DAY, open: found.length }])

  // The same day again, and the days after: nothing is opened twice, nothing goes away by itself.
  await scene.rig.do(clerk, 'payments.reconcileAgain', { day: DAY })
  await run()
  expect((await differences()).map(({ id }) => id)).toEqual(found.map(({ id }) => id))
  const handle = (differenceId: string) =>
    scene.rig.call(clerk, 'payments.handleDifference', { differenceId, note: '已与微信核对' })
  const [first] = found
  const pressed = await Promise.all([handle(first?.id ?? ''), handle(first?.id ?? '')])
  expect(pressed.map(({ ok }) => ok).sort()).toEqual([false, true])
  expect(pressed.find(({ ok }) => !ok)).toMatchObject({ code: 'STATE_CONFLICT' })
  await scene.rig.do(clerk, 'payments.reconcileAgain', { day: DAY })
  await run()
  expect(await differences()).toHaveLength(found.length - 1)
  expect(await differences({ state: 'handled' })).toMatchObject([
    { id: first?.id, note: '已与微信核对', handledBy: expect.any(String) },
  ])
  // The bill is put right at WeChat Pay: what fits now closes, what a person handled stays.
  await edit({})
  await scene.rig.do(clerk, 'payments.reconcileAgain', { day: DAY })
  await run()
  expect(await differences()).toEqual([])
}, 60_000)

test('a bill that is not ready, absent or damaged is never parsed; the day waits and is caught up', async () => {
  await scene.paid()
  await edit({ state: 'creating' })
  await nextMorning()
  await run()
  expect(await days()).toMatchObject([{ state: 'waiting', problem: '微信支付正在生成账单' }])
  await edit({ hash: 'wrong' })
  await scene.rig.advance(11 * MINUTE_MS)
  await run()
  expect(await days()).toMatchObject([
    { state: 'waiting', problem: '账单文件校验不符', payments: 0 },
  ])
  const { rows } = await scene.rig.db.query('select count(*)::int as n from payments.bill_line')
  expect(rows[0].n).toBe(0)
  // Put right a week later: every day since is fetched, those without trade are done as well.
  await edit({})
  await scene.rig.advance(7 * DAY_MS)
  clerk = await signInAdmin(scene.rig)
  await run()
  const seen = await days()
  expect(seen).toHaveLength(8)
  expect(seen[0]).toMatchObject({ day: DAY, state: 'done', payments: 1, matched: 1, open: 0 })
  expect(seen.slice(1).every((one) => one.state === 'done' && one.payments === 0)).toBe(true)
})

test('a day is compared once by two workers at once, and never before its bill is ready', async () => {
  await scene.paid()
  await scene.rig.advance(23 * HOUR_MS)
  await run()
  clerk = await signInAdmin(scene.rig)
  expect(await days()).toMatchObject([{ state: 'waiting', problem: '' }])
  await scene.rig.advance(75 * MINUTE_MS)
  await Promise.all([run(), run(), run()])
  expect(await days()).toMatchObject([{ state: 'done', matched: 1 }])
  const today = '2026-09-23'
  expect(await scene.rig.call(clerk, 'payments.reconcileAgain', { day: today })).toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('a difference that had gone by itself is listed again when it comes back', async () => {
  const order = await scene.paid()
  await nextMorning()
  const again = async (alter: Record<string, unknown>[]) => {
    await edit({ alter })
    await scene.rig.do(clerk, 'payments.reconcileAgain', { day: DAY })
    await run()
    const found = await differences()
    return found.filter(({ kind }) => kind === 'amount').map(({ peerFen }) => peerFen)
  }
  const cents = (text: string) => [{ key: order.outTradeNo, set: { 订单金额: text } }]
  expect(await again(cents('0.01'))).toEqual([1])
  expect(await again([])).toEqual([])
  expect(await again(cents('0.02'))).toEqual([2])
  const mine = (await differences()).find(({ kind }) => kind === 'amount')
  const handled = { differenceId: mine?.id ?? '', note: '已与微信支付核对' }
  await scene.rig.do(clerk, 'payments.handleDifference', handled)
  expect(await again(cents('0.03'))).toEqual([])
})

test('a day whose bill cannot be kept says so and does not stop the days behind it', async () => {
  const order = await scene.paid()
  // No amount of ours is as large as this, and the table says so.
  await edit({ alter: [{ key: order.outTradeNo, set: { 订单金额: '9999999999.99' } }] })
  await scene.rig.advance(3 * DAY_MS + 15 * MINUTE_MS)
  clerk = await signInAdmin(scene.rig)
  await run()
  const [bad, ...others] = await days()
  expect(bad).toMatchObject({
    day: DAY,
    state: 'waiting',
    problem: expect.stringContaining('没有'),
  })
  expect(others.length).toBeGreaterThan(0)
  expect(others.every(({ state }) => state === 'done')).toBe(true)
  await edit({})
  await scene.rig.advance(11 * MINUTE_MS)
  await run()
  expect((await days())[0]).toMatchObject({ day: DAY, state: 'done', matched: 1, problem: '' })
})

test('what a day is compared with is found by its indexes, however long the history is', async () => {
  const plans = await scene.rig.deps.db.transaction().execute(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx)
    const { db, plans } = explaining({ deps: { db: tx } })
    await ownRecords(db, DAY, ['P1', 'P2'])
    await toldOnOtherDays(db, DAY, ['P1', 'P2'])
    return plans.join('\n')
  })
  expect(plans).not.toContain('Seq Scan')
  expect(plans).toMatch(/attempt_by_paid[\s\S]*refund_by_sent[\s\S]*Index Cond: \(\(subject/)
})
