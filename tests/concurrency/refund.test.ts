import { requestRefund } from '../../cloudfunctions/contexts/payments'
import { runCommand } from '../../cloudfunctions/runtime/run-command'
import { openScene, type Scene } from '../callbacks/scene'
import { refundByReadAndWrite } from '../mutants/request-refund'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
  await scene.act('set', { refundMode: 'manual' })
})
afterAll(() => scene.stop())

async function paidOrder(): Promise<{ paymentId: string; paidFen: number }> {
  const order = await scene.placed()
  await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
  await scene.rig.do(order.buyer.token, 'orders.checkPayment', { orderId: order.orderId })
  const { rows } = await scene.rig.db.query(
    'select id, paid_fen from payments.attempt where out_trade_no = $1',
    [order.outTradeNo],
  )
  return { paymentId: rows[0].id, paidFen: Number(rows[0].paid_fen) }
}
async function refundedFen(paymentId: string): Promise<number> {
  const { rows } = await scene.rig.db.query(
    'select coalesce(sum(amount_fen), 0) as sum from payments.refund where attempt_id = $1',
    [paymentId],
  )
  return Number(rows[0].sum)
}
type Ask = (paymentId: string, amountFen: number, key: string) => Promise<boolean>
const ask: Ask = (paymentId, amountFen, key) =>
  runCommand(scene.rig.deps, 'test.refund', async (ctx) => {
    const asked = await requestRefund(ctx, { paymentId, amountFen, reason: '退款', key })
    return asked.ok
  })
const badly: Ask = (paymentId, amountFen, key) =>
  runCommand(scene.rig.deps, 'test.refund', (ctx) =>
    refundByReadAndWrite(ctx, { paymentId, amountFen, key }),
  )

async function race(one: Ask) {
  const { paymentId, paidFen } = await paidOrder()
  const told = await Promise.all(
    Array.from({ length: 6 }, (_, clerk) => one(paymentId, paidFen, `${paymentId}/${clerk}`)),
  )
  const taken = told.filter(Boolean).length
  return { taken, backFen: await refundedFen(paymentId), paidFen, paymentId }
}

test('A5 clerks who refund the same last money at once send one refund', async () => {
  const { taken, backFen, paidFen } = await race(ask)
  expect(taken).toBe(1)
  expect(backFen).toBe(paidFen)
})

test('A5 would notice a refund that reads and writes without the lock', async () => {
  const { backFen, paidFen, paymentId } = await race(badly)
  expect(backFen).toBeGreaterThan(paidFen)
  // The invariants after the suite would find what the bug left.
  await scene.rig.db.query('delete from payments.refund where attempt_id = $1', [paymentId])
})

test('the 51st refund of a payment is refused here, before WeChat Pay hears of it', async () => {
  const { paymentId } = await paidOrder()
  for (let turn = 1; turn <= 50; turn++) {
    expect(await ask(paymentId, 1, `${paymentId}/${turn}`)).toBe(true)
  }
  expect(await ask(paymentId, 1, `${paymentId}/51`)).toBe(false)
  expect(await refundedFen(paymentId)).toBe(50)
})
