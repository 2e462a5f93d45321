import { settleByNumberAlone } from '../mutants/settle-by-number-alone'
import { openScene, type Placed, type Scene, startPayment } from './scene'
import { brokenBooks, truthOf } from './truth'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.stop())

const stranger = 'oSBXstrangerstrangerstranger'
const alarmCount = async () => {
  const { rows } = await scene.rig.db.query(
    "select coalesce(sum(occurrences), 0)::int as n from peers.alarm where kind like 'payment-%' or kind = 'forged-callback'",
  )
  return rows[0].n as number
}
const unpaid = { order: 'unpaid', paidFen: null, paidEvents: 0, ledger: {} }

/** What is wrong, and what becomes of the attempt: kept money, or nothing at all. */
const wrongs: readonly [string, Record<string, unknown>, string][] = [
  ['amount', { amount: { total: 100 } }, 'irregular'],
  ['larger amount', { amount: { total: 99_999_999 } }, 'irregular'],
  ['no amount', { amount: { total: null } }, 'irregular'],
  ['currency', { amount: { currency: 'USD' } }, 'irregular'],
  ['payer', { payer: { openid: stranger } }, 'irregular'],
  ['app', { appid: 'SBXwx8800000000002' }, 'pending'],
]

describe('C5 rightly signed, but not what was asked for', () => {
  test.each(wrongs)('%s: order unchanged, alarm raised', async (_what, set, state) => {
    const order = await scene.placed()
    const before = await alarmCount()
    const notice = await scene.notice(order.outTradeNo, { set })
    expect(await scene.post(notice)).toBe(204)
    expect(await truthOf(scene.rig, order.orderId)).toMatchObject({ ...unpaid, payments: [state] })
    expect(await alarmCount()).toBeGreaterThan(before)
  })

  test('merchant: refused as not ours, nothing changed', async () => {
    const order = await scene.placed()
    const notice = await scene.notice(order.outTradeNo, { set: { mchid: 'SBX1900009999' } })
    expect(await scene.post(notice)).toBe(400)
    expect(await truthOf(scene.rig, order.orderId)).toMatchObject({
      ...unpaid,
      payments: ['pending'],
    })
  })

  test('order: money for a number that we never gave out is kept and told, no order changes', async () => {
    const order = await scene.placed()
    const before = await alarmCount()
    const outTradeNo = 'P20991231000000000000'
    const notice = await scene.notice(order.outTradeNo, { set: { out_trade_no: outTradeNo } })
    expect(await scene.post(notice)).toBe(204)
    expect(await truthOf(scene.rig, order.orderId)).toMatchObject({
      ...unpaid,
      payments: ['pending'],
    })
    const { rows } = await scene.rig.do(scene.admin, 'payments.listPayments', {
      filter: { outTradeNo },
    })
    expect(rows).toMatchObject([{ state: 'irregular', paidFen: order.totalFen }])
    expect(await alarmCount()).toBe(before + 1)
  })

  test('IN-046 ¥1 for an order of ¥588 never completes it, is kept as 异常收款, shown and refundable', async () => {
    const { rig, admin } = scene
    const order = await scene.placed()
    await scene.post(await scene.notice(order.outTradeNo, { set: { amount: { total: 100 } } }))
    const { rows } = await rig.do(admin, 'payments.listPayments', {
      filter: { outTradeNo: order.outTradeNo },
    })
    expect(rows).toMatchObject([
      { state: 'irregular', amountFen: order.totalFen, paidFen: 100, orderNo: order.orderNo },
    ])
    expect(rows[0]?.note).toContain('金额不一致')
    for (const set of [{ payer: { openid: stranger } }, { amount: { currency: 'USD' } }]) {
      const other = await scene.placed()
      await scene.post(await scene.notice(other.outTradeNo, { set }))
      expect(await truthOf(rig, other.orderId)).toMatchObject({ payments: ['irregular'] })
    }
    // The order is still to be paid, with another number.
    const again = await payAgain(order)
    expect(await truthOf(rig, order.orderId)).toMatchObject({
      order: 'to-ship',
      paidFen: order.totalFen,
      payments: ['irregular', 'paid'],
    })
    expect(again).not.toBe(order.outTradeNo)
  })

  test('a report that matches in every field matches the money after all', async () => {
    const order = await scene.placed()
    await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
    await scene.post(await scene.notice(order.outTradeNo, { set: { amount: { total: 1 } } }))
    expect(await truthOf(scene.rig, order.orderId)).toMatchObject(unpaid)
    await scene.post(await scene.notice(order.outTradeNo))
    expect(await truthOf(scene.rig, order.orderId)).toMatchObject({
      order: 'to-ship',
      payments: ['paid'],
      ledger: { payment: 1 },
    })
    expect(await brokenBooks(scene.rig)).toEqual([])
  })

  test('a planted bug is caught: settling by the number alone takes ¥1 for the order', async () => {
    const order = await scene.placed()
    const { rig } = scene
    await settleByNumberAlone(rig.deps, {
      outTradeNo: order.outTradeNo,
      transactionId: '4200002026092200000000001',
      paidFen: 100,
    })
    expect(await truthOf(rig, order.orderId)).not.toMatchObject(unpaid)
  })
})

async function payAgain(order: Placed): Promise<string> {
  const outTradeNo = await startPayment(scene.rig, order)
  await scene.act('pay', { outTradeNo, notify: 'none' })
  expect(await scene.post(await scene.notice(outTradeNo))).toBe(204)
  return outTradeNo
}
