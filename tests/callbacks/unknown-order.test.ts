import { forgetWhenClosed } from '../mutants/forget-when-closed'
import { doubledAt, moneyAtPeer, peerKit } from '../rig/pay-books'
import { lower } from './deliver'
import { openScene, type Placed, type Scene } from './scene'
import { brokenBooks, truthOf } from './truth'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.stop())

const DAY_MS = 86_400_000

async function alarms(kind: string): Promise<number> {
  const { rows } = await scene.rig.db.query(
    'select coalesce(sum(occurrences), 0)::int as n from peers.alarm where kind = $1',
    [kind],
  )
  return rows[0].n
}
async function inbox(outTradeNo: string): Promise<string[]> {
  const { rows } = await scene.rig.db.query(
    'select state from peers.inbox where business_key = $1 order by received_at',
    [outTradeNo],
  )
  return rows.map(({ state }) => state)
}
async function paymentOf(outTradeNo: string) {
  const { rows } = await scene.rig.do(scene.admin, 'payments.listPayments', {
    filter: { outTradeNo },
  })
  return rows[0]
}

/** Paid at WeChat Pay under a number that our books lost, as after the restore of a backup. */
async function paidAndForgotten(): Promise<Placed> {
  const order = await scene.placed()
  await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
  await scene.rig.db.query('delete from payments.attempt where out_trade_no = $1', [
    order.outTradeNo,
  ])
  return order
}

/** Closed on our side although the number could still be paid, and paid then. */
async function closedButPayable(): Promise<Placed> {
  const order = await scene.placed(await scene.newBuyer())
  const { orderId, outTradeNo, buyer } = order
  const match = `${outTradeNo}/close`
  const fault = { kind: 'code', code: 'ORDER_NOT_EXIST', match, times: 9 }
  peerKit(scene.rig, 'wechat-pay').faults.add(fault, scene.rig.now())
  await scene.rig.do(buyer.token, 'orders.cancelOrder', { orderId, reason: '' })
  await scene.act('pay', { outTradeNo, notify: 'none' })
  return order
}

async function isGivenBack({ outTradeNo, totalFen }: Placed): Promise<boolean> {
  const { paidFen, refundedFen } = moneyAtPeer(scene.rig, [outTradeNo])
  return paidFen === totalFen && refundedFen === totalFen
}

/** Refunds leave, reach the payer and are told of. */
async function settleRefunds(): Promise<void> {
  for (let round = 0; round < 4; round++) {
    await scene.rig.advance(62_000)
    await scene.rig.tick()
  }
}

describe('C6 a notice of money that no open order waits for', () => {
  test('unknown number: recorded once, alarm, and finance sends the money back', async () => {
    const { rig, admin } = scene
    const order = await paidAndForgotten()
    const { outTradeNo, totalFen, orderId } = order
    for (let time = 1; time <= 3; time++) {
      expect(await scene.post(await scene.notice(outTradeNo))).toBe(204)
    }
    expect(await inbox(outTradeNo)).toHaveLength(3)
    expect(await alarms('payment-unmatched')).toBeGreaterThan(0)
    const found = await paymentOf(outTradeNo)
    expect(found).toMatchObject({ state: 'irregular', paidFen: totalFen, refunds: [] })
    expect(await truthOf(rig, orderId)).toMatchObject({ order: 'unpaid', paidFen: null })

    const paymentId = found?.id ?? ''
    await rig.do(admin, 'payments.refundIrregular', { paymentId })
    expect(await rig.call(admin, 'payments.refundIrregular', { paymentId })).toMatchObject({
      code: 'STATE_CONFLICT',
    })
    await settleRefunds()
    expect(await isGivenBack(order)).toBe(true)
    expect(await paymentOf(outTradeNo)).toMatchObject({
      state: 'auto-refunded',
      refunds: [{ amountFen: totalFen, state: 'done' }],
    })
    // The platform's accounts hold as much of it as before: nothing.
    const { rows } = await rig.db.query(
      `select coalesce(sum(e.amount_fen), 0)::int as fen from ledger.entry e
      join ledger.transaction t on t.id = e.transaction_id
      where e.platform_kind = 'late-money'`,
    )
    expect(rows).toEqual([{ fen: 0 }])
  })

  test('long-closed order: recorded, refunded in full by itself, the order stays closed', async () => {
    const { rig } = scene
    const order = await closedButPayable()
    const { outTradeNo, orderId } = order
    // The poller has looked once more and found nothing; its notice comes a month late.
    await scene.rig.db.query(
      'update payments.attempt set next_check_at = null where out_trade_no = $1',
      [outTradeNo],
    )
    await rig.advance(30 * DAY_MS)
    for (let time = 1; time <= 3; time++) {
      expect(await scene.post(await scene.notice(outTradeNo))).toBe(204)
    }
    expect(await inbox(outTradeNo)).toEqual(['done', 'done', 'done'])
    expect(await alarms('payment-late')).toBe(1)
    await settleRefunds()
    expect(await isGivenBack(order)).toBe(true)
    expect(await truthOf(rig, orderId)).toMatchObject({
      order: 'closed',
      payments: ['auto-refunded'],
      ledger: { 'late-payment': 1, refund: 1 },
      refunds: ['done'],
      paidEvents: 0,
    })
    expect(await brokenBooks(rig)).toEqual([])
    expect(doubledAt(rig, 'wechat-pay')).toEqual([])
  })

  test('a planted bug is caught: what looks over is taken for a repetition', async () => {
    const { rig } = scene
    const order = await closedButPayable()
    const { headers, body } = await scene.notice(order.outTradeNo)
    const read = rig.deps.ports.wechatPay.readNotice(lower(headers), body, rig.now())
    if (!read.ok || read.notice.kind !== 'trade') throw new Error('the notice is right')
    await forgetWhenClosed(rig.deps, order, read.notice.trade)
    await rig.tick()
    expect(await isGivenBack(order)).toBe(false)
    // The real thing finds it by asking once more after the close.
    await settleRefunds()
    expect(await isGivenBack(order)).toBe(true)
  })
})
