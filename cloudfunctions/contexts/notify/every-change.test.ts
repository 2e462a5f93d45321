import { type Buyer, openScene, type Placed, type Scene } from '../../../tests/callbacks/scene'
import { SUZHOU } from '../../../tests/rig/shop'
import { runCommand } from '../../runtime/run-command'
import { requestRefund } from '../payments'

let scene: Scene
let buyer: Buyer
beforeAll(async () => {
  scene = await openScene()
  buyer = await scene.newBuyer()
})
afterAll(() => scene.stop())

const messages = async () => {
  await scene.rig.tick()
  return (await scene.rig.do(buyer.token, 'notify.listMessages', { size: 100 })).rows
}
const titlesOf = async (orderId: string) =>
  (await messages())
    .filter(({ link }) => link?.id === orderId)
    .map(({ title }) => title)
    .reverse()

async function pay(outTradeNo: string): Promise<void> {
  await scene.act('pay', { outTradeNo, notify: 'none' })
  await scene.post(await scene.notice(outTradeNo))
}

async function shipAndSign(order: Placed): Promise<void> {
  const { rig, admin } = scene
  const { dispatched } = await rig.do(admin, 'fulfilment.dispatchOrders', {
    orderIds: [order.orderId],
    to: { kind: 'platform' },
  })
  const note = await rig.do(admin, 'fulfilment.getNote', { noteId: dispatched[0]?.noteId ?? '' })
  const trackingNo = 'SF1534096288120'
  await rig.do(admin, 'fulfilment.shipNote', {
    noteId: note.id,
    carrierCode: 'SF',
    trackingNo,
    lines: note.lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
  })
  await rig.tick()
  await rig.sandbox.act('kuaidi100', 'sign', { number: trackingNo })
  for (let wait = 0; wait < 50; wait++) {
    await rig.sandbox.tick()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function buyCard(): Promise<string> {
  const { rig, shop } = scene
  const lines = [{ kind: 'e-card' as const, itemId: shop.cardProductId, quantity: 1 }]
  const { totalFen } = await rig.do(buyer.token, 'orders.quoteOrder', { lines, addressId: null })
  const { orderId } = await rig.do(buyer.token, 'orders.placeOrder', {
    lines,
    addressId: null,
    expectedTotalFen: totalFen,
    fromCart: false,
    remark: '',
  })
  await rig.do(buyer.token, 'orders.payOrder', { orderId })
  const { rows } = await rig.db.query(
    'select out_trade_no from payments.attempt where order_id = $1',
    [orderId],
  )
  await pay(rows[0].out_trade_no)
  return orderId
}

async function redeem(): Promise<string> {
  const { rig, shop } = scene
  const { rows } = await rig.do(buyer.token, 'cards.listMyCards', { filter: { state: 'active' } })
  const cardIds = rows.slice(0, 1).map(({ id }) => id)
  const { days } = await rig.do(buyer.token, 'orders.getPickUpCalendar', { cardIds })
  const { orderId } = await rig.do(buyer.token, 'orders.redeemCards', {
    cardIds,
    packageId: shop.packageId,
    pickUpOn: days.find(({ state }) => state === 'free')?.day ?? '',
    address: SUZHOU,
    remark: '',
  })
  return orderId
}

test('MB-089 every change of an order, pick-up, card or refund makes a message that opens it', async () => {
  const { rig } = scene
  const goods = await scene.placed(buyer)
  await pay(goods.outTradeNo)
  await shipAndSign(goods)
  expect(await titlesOf(goods.orderId)).toEqual(['支付成功', '已发货', '已签收'])

  const dropped = await scene.placed(buyer)
  await rig.do(buyer.token, 'orders.cancelOrder', { orderId: dropped.orderId, reason: '' })
  expect(await titlesOf(dropped.orderId)).toEqual(['订单已关闭'])

  const forgotten = await scene.placed(buyer)
  await rig.advance(16 * 60_000)
  expect(await titlesOf(forgotten.orderId)).toEqual(['订单待支付'])

  const cardOrder = await buyCard()
  expect((await titlesOf(cardOrder)).sort()).toEqual(['支付成功', '电子卡已到账'].sort())
  const cardMessage = (await messages()).find(({ title }) => title === '电子卡已到账')
  expect(cardMessage).toMatchObject({ category: 'card', link: { kind: 'card' } })
  expect(await titlesOf(await redeem())).toEqual(['提货已预约'])

  const returned = await scene.placed(buyer)
  await pay(returned.outTradeNo)
  await runCommand(rig.deps, 'test.refund', (ctx) =>
    requestRefund(ctx, {
      orderId: returned.orderId,
      amountFen: 100,
      reason: '协商退款',
      key: 'mb-089',
    }),
  )
  await rig.advance(11 * 60_000)
  expect(await titlesOf(returned.orderId)).toEqual(['支付成功', '退款到账'])

  // Times, the unread count, one and all marked as read.
  const all = await messages()
  expect(all.map(({ at }) => at)).toEqual(
    all
      .map(({ at }) => at)
      .sort()
      .reverse(),
  )
  const unread = async () => (await rig.do(buyer.token, 'notify.countUnread', {})).unread
  expect(await unread()).toBe(all.length)
  await rig.do(buyer.token, 'notify.markMessage', { messageId: all[0]?.id ?? '', read: true })
  expect(await unread()).toBe(all.length - 1)
  await rig.do(buyer.token, 'notify.markAllRead', {})
  expect(await unread()).toBe(0)
}, 60_000)
