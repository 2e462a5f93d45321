import { MINUTE_MS } from '@xietong/domain/kernel/time'
import { placeCards, placePackage } from '../../../tests/rig/buy'
import { createCast } from '../../../tests/rig/cast'
import { addFault, clearFaults } from '../../../tests/rig/faults'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, pay, type Shop, wechatCode } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
})
afterAll(() => rig.stop())

const orderOf = (token: string, orderId: string) => rig.do(token, 'orders.getMyOrder', { orderId })
const startPaying = async (token: string, orderId: string) =>
  rig.do(token, 'orders.payOrder', { orderId, wechatCode: await wechatCode(rig) })
const prepayId = (params: { package: string }) => params.package.replace('prepay_id=', '')

async function reserved(skuId: string): Promise<number> {
  const { rows } = await rig.do(admin, 'stock.listBalances', { filter: {}, size: 100 })
  return rows.filter((row) => row.skuId === skuId).reduce((sum, row) => sum + row.reserved, 0)
}
const eventsOf = async (orderId: string) =>
  (
    await rig.db.query<{ code: string }>(
      `select code from notify.event where subject_id = $1 order by at, id`,
      [orderId],
    )
  ).rows.map((row) => row.code)

/** The order once WeChat Pay has told that the refund reached the buyer. */
async function refundedOrder(orderId: string) {
  for (let turn = 0; ; turn++) {
    await rig.advance(MINUTE_MS)
    await rig.tick()
    const order = await rig.do(await signInAdmin(rig), 'orders.getOrder', { orderId })
    if (turn === 10 || order.refunds.every((refund) => refund.state === 'done')) {
      return order
    }
  }
}

describe('MB-034 paying', () => {
  test('MB-034 the notice makes the order 待发货 once, however often it comes', async () => {
    const { token } = await signInMember(rig)
    const { orderId, totalFen } = await placePackage(rig, token, shop, 2)
    const { params, payBefore } = await startPaying(token, orderId)
    expect(params.signType).toBe('RSA')
    expect(payBefore).toBe((await orderOf(token, orderId)).payBefore)
    await rig.sandbox.act('wechat-pay', 'pay', { prepayId: prepayId(params), notify: 'double' })
    await rig.advance(1_000)
    await rig.do(token, 'orders.checkPayment', { orderId })
    const order = await orderOf(token, orderId)
    expect(order).toMatchObject({
      state: 'to-ship',
      paidFen: totalFen,
      buttons: ['after-sale'],
      payBefore: null,
    })
    expect(order.transactionId).toBeTruthy()
    expect(order.timeline.map((row) => row.text)).toEqual(['提交订单', '支付成功'])
    expect((await eventsOf(orderId)).filter((code) => code === 'order.paid')).toHaveLength(1)
    const again = await rig.call(token, 'orders.payOrder', { orderId })
    expect(again).toMatchObject({ code: 'ALREADY_PAID' })
    const cancel = await rig.call(token, 'orders.cancelOrder', { orderId, reason: '' })
    expect(cancel).toMatchObject({ code: 'ALREADY_PAID' })
  })

  test('a payer must be known to WeChat; a used code and a foreign order are refused', async () => {
    const { token } = await signInMember(rig)
    const { orderId } = await placePackage(rig, token, shop)
    const unknown = await rig.call(token, 'orders.payOrder', { orderId })
    expect(unknown).toMatchObject({ code: 'WECHAT_CODE_INVALID' })
    const wrong = await rig.call(token, 'orders.payOrder', { orderId, wechatCode: 'nonsense' })
    expect(wrong).toMatchObject({ code: 'WECHAT_CODE_INVALID' })
    const other = await signInMember(rig)
    for (const name of ['orders.payOrder', 'orders.checkPayment', 'orders.getMyOrder'] as const) {
      expect(await rig.call(other.token, name, { orderId } as never)).toMatchObject({
        status: 404,
        code: 'NOT_FOUND',
      })
    }
    const foreign = await rig.call(other.token, 'orders.cancelOrder', { orderId, reason: '' })
    expect(foreign).toMatchObject({ code: 'NOT_FOUND' })
    expect((await orderOf(token, orderId)).state).toBe('unpaid')
  })

  test('WeChat Pay being down refuses the call and keeps the order payable', async () => {
    const { token } = await signInMember(rig)
    const { orderId } = await placePackage(rig, token, shop)
    await addFault(rig, 'wechat-pay', { kind: 'down', seconds: 600 })
    const down = await rig.call(token, 'orders.payOrder', {
      orderId,
      wechatCode: await wechatCode(rig),
    })
    expect(down).toMatchObject({ code: 'PEER_UNAVAILABLE' })
    await clearFaults(rig, 'wechat-pay')
    await pay(rig, token, orderId)
    expect((await orderOf(token, orderId)).state).toBe('to-ship')
  })
})

describe('MB-035 unfinished payment', () => {
  test('MB-035 a closed sheet leaves it payable; asking finds what was paid', async () => {
    const { token } = await signInMember(rig)
    const { orderId } = await placePackage(rig, token, shop)
    const { params } = await startPaying(token, orderId)
    await rig.sandbox.act('wechat-pay', 'cancel', { prepayId: prepayId(params) })
    expect(await rig.do(token, 'orders.checkPayment', { orderId })).toEqual({
      state: 'unpaid',
      paid: false,
    })
    const waiting = await orderOf(token, orderId)
    expect(waiting).toMatchObject({ state: 'unpaid', buttons: ['pay', 'cancel'] })
    expect(waiting.payBefore).not.toBeNull()
    const second = await startPaying(token, orderId)
    await rig.sandbox.act('wechat-pay', 'mark-paid', { prepayId: prepayId(second.params) })
    expect((await orderOf(token, orderId)).state).toBe('unpaid')
    expect(await rig.do(token, 'orders.checkPayment', { orderId })).toEqual({
      state: 'to-ship',
      paid: true,
    })
  })
})

describe('closing unpaid orders', () => {
  test('MB-036 AD-332 closes in time, frees stock, gives late money back', async () => {
    const own = await createShop(rig, admin)
    const { token } = await signInMember(rig)
    const { orderId } = await placePackage(rig, token, own, 3)
    expect(await reserved(own.maleSku)).toBe(12)
    const { params } = await startPaying(token, orderId)
    await rig.advance(16 * MINUTE_MS)
    await rig.tick()
    expect(await eventsOf(orderId)).toEqual(['order.unpaid'])
    await rig.advance(13 * MINUTE_MS)
    await rig.tick()
    expect((await orderOf(token, orderId)).state).toBe('unpaid')
    await rig.advance(2 * MINUTE_MS)
    await rig.tick()
    const closed = await orderOf(token, orderId)
    expect(closed).toMatchObject({ state: 'closed', buttons: [], paidFen: null })
    expect(await reserved(own.maleSku)).toBe(0)
    expect(await eventsOf(orderId)).toEqual(['order.unpaid', 'order.cancelled'])
    const late = await rig.call(token, 'orders.payOrder', { orderId })
    expect(late).toMatchObject({ code: 'ORDER_CLOSED' })
    const paying = rig.sandbox.act('wechat-pay', 'pay', { prepayId: prepayId(params) })
    await expect(paying).rejects.toThrow()

    // Closed here and paid there in the same second: the money goes back, the order stays closed.
    const raced = await placePackage(rig, token, own)
    const started = await startPaying(token, raced.orderId)
    await rig.db.query(`update payments.attempt set state = 'closed' where order_id = $1`, [
      raced.orderId,
    ])
    await rig.do(token, 'orders.cancelOrder', { orderId: raced.orderId, reason: '' })
    await rig.sandbox.act('wechat-pay', 'pay', { prepayId: prepayId(started.params) })
    await rig.do(token, 'orders.checkPayment', { orderId: raced.orderId })
    const refunded = await refundedOrder(raced.orderId)
    expect(refunded).toMatchObject({ state: 'closed', paidFen: null, refundedFen: 0 })
    expect(refunded.refunds).toMatchObject([{ state: 'done', amountFen: raced.totalFen }])
  })

  test('AD-332 an order found paid before closing is kept', async () => {
    const { token } = await signInMember(rig)
    const { orderId } = await placePackage(rig, token, shop)
    const { params } = await startPaying(token, orderId)
    await rig.sandbox.act('wechat-pay', 'mark-paid', { prepayId: prepayId(params) })
    await rig.advance(31 * MINUTE_MS)
    await rig.tick()
    expect((await orderOf(token, orderId)).state).toBe('to-ship')
  })

  test('an unclear answer of WeChat Pay closes nothing', async () => {
    const { token } = await signInMember(rig)
    const { orderId } = await placePackage(rig, token, shop)
    await startPaying(token, orderId)
    await addFault(rig, 'wechat-pay', { kind: 'down', seconds: 3_600 })
    const down = await rig.call(token, 'orders.cancelOrder', { orderId, reason: '' })
    expect(down).toMatchObject({ code: 'PEER_UNAVAILABLE' })
    await rig.advance(31 * MINUTE_MS)
    await rig.tick()
    expect((await orderOf(token, orderId)).state).toBe('unpaid')
    await clearFaults(rig, 'wechat-pay')
    await rig.advance(MINUTE_MS)
    await rig.tick()
    await rig.advance(MINUTE_MS)
    await rig.tick()
    expect((await orderOf(token, orderId)).state).toBe('closed')
  })

  test('member or console cancels with a reason; the quota comes back', async () => {
    const limited = await createShop(rig, admin, { quota: 5 })
    const { token } = await signInMember(rig)
    const { orderId } = await placeCards(rig, token, limited, 5)
    const sold = () =>
      rig.do(null, 'orders.getShopItem', { kind: 'e-card', itemId: limited.cardProductId })
    expect((await sold()).stock.soldOut).toBe(true)
    expect(await rig.do(token, 'orders.cancelOrder', { orderId, reason: '不想要了' })).toEqual({
      state: 'closed',
    })
    expect((await sold()).stock.soldOut).toBe(false)
    const again = await rig.call(token, 'orders.cancelOrder', { orderId, reason: '' })
    expect(again).toMatchObject({ code: 'STATE_CONFLICT' })
    const second = await placeCards(rig, token, limited, 5)
    await rig.do(admin, 'orders.cancelOrder', { orderId: second.orderId, reason: '客户来电取消' })
    const seen = await rig.do(admin, 'orders.getOrder', { orderId: second.orderId })
    expect(seen.timeline.at(-1)).toMatchObject({ text: '商家关闭订单', note: '客户来电取消' })
    const mine = await orderOf(token, second.orderId)
    expect(mine.timeline.at(-1)?.note).toBe('')
  })
})

test('the dealer chain is copied when the order is paid', async () => {
  const cast = await createCast(rig)
  const invite = await rig.do((await cast.signIn('tier3')) ?? '', 'channel.getInviteCode', {})
  const { token } = await signInMember(rig, undefined, invite.token)
  const { orderId } = await placePackage(rig, token, shop)
  await pay(rig, token, orderId)
  const shares = await rig.do(admin, 'channel.listOrderEarnings', { orderId })
  expect(shares.rows.map((row) => row.tier).sort()).toEqual([1, 2, 3])
})
