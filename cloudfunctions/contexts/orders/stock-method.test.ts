import { place, placeCards, placePackage } from '../../../tests/rig/buy'
import {
  dispatch,
  KUNSHAN,
  openStore,
  paidOrder,
  redeemed,
  ship,
} from '../../../tests/rig/delivery'
import { heldUpBy } from '../../../tests/rig/held-up'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { changeSettings } from '../../../tests/rig/settings'
import { createShop, pay, type Shop, saveAddress, stockUp } from '../../../tests/rig/shop'

/** A box holds four males and four females. */
const BOX = 4

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())
beforeEach(() => method('at-order', 'refund'))

const method = (stockDeduction: 'at-order' | 'at-payment', noStockAtPayment: 'refund' | 'wait') =>
  changeSettings(rig, admin, { stockDeduction, noStockAtPayment })

async function stockOf(shop: Shop) {
  const { rows } = await rig.db.query(
    `select on_hand as "onHand", reserved from stock.balances
    where sku_id = $1 and warehouse_id = $2`,
    [shop.maleSku, shop.warehouseId],
  )
  return rows[0] as { onHand: number; reserved: number }
}

async function quotaTaken(listingId: string): Promise<number> {
  const { rows } = await rig.db.query(
    'select coalesce(sum(taken), 0)::int as n from stock.quota_uses where listing_id = $1',
    [listingId],
  )
  return rows[0].n
}

const lose = (shop: Shop, boxes: number, warehouseId = shop.warehouseId) =>
  rig.do(admin, 'stock.adjustStock', {
    warehouseId,
    lines: [shop.maleSku, shop.femaleSku].map((skuId) => ({ skuId, change: -BOX * boxes })),
    reason: '运输途中死亡',
    takePromised: true,
  })
const restock = (shop: Shop, boxes: number, warehouseId = shop.warehouseId) =>
  stockUp(rig, admin, {
    warehouseId,
    skuIds: [shop.maleSku, shop.femaleSku],
    quantity: BOX * boxes,
  })

async function placed(shop: Shop, quantity = 1) {
  const { token } = await signInMember(rig)
  const order = await placePackage(rig, token, shop, quantity)
  return { ...order, token }
}
type Placed = Awaited<ReturnType<typeof placed>>
const seen = ({ token, orderId }: Pick<Placed, 'token' | 'orderId'>) =>
  rig.do(token, 'orders.getMyOrder', { orderId })
const inConsole = ({ orderId }: Pick<Placed, 'orderId'>) =>
  rig.do(admin, 'orders.getOrder', { orderId })

async function refundsOf(orderId: string): Promise<number[]> {
  const { refunds } = await rig.do(admin, 'orders.getOrder', { orderId })
  return refunds.map(({ amountFen }) => amountFen)
}

/** Half a minute later, when every timer of that pace has run. */
async function later(): Promise<void> {
  await rig.advance(31_000)
  await rig.tick()
}

async function messagesOf(token: string): Promise<string[]> {
  await later()
  const { rows } = await rig.do(token, 'notify.listMessages', {})
  return rows.map(({ text }) => text)
}

/** WeChat Pay reports every refund that it was asked for. */
async function refunded({ orderId }: Pick<Placed, 'orderId'>): Promise<void> {
  for (let wait = 0; wait < 20; wait++) {
    const { refundedFen } = await rig.do(admin, 'orders.getOrder', { orderId })
    if (refundedFen > 0) {
      return
    }
    await later()
  }
}

const flagged = async () =>
  (await rig.do(admin, 'orders.listOrders', { filter: { short: true } })).rows.map(({ id }) => id)

test('MB-033 stock falls at order or at payment; paid without stock is refunded in full or waits', async () => {
  const shop = await createShop(rig, admin, { stock: BOX })
  const held = await placed(shop)
  expect(await stockOf(shop)).toEqual({ onHand: BOX, reserved: BOX })
  const refused = await rig.call(held.token, 'orders.placeOrder', {
    lines: [{ kind: 'package', itemId: shop.packageId, quantity: 1 }],
    addressId: await saveAddress(rig, held.token),
    expectedTotalFen: held.totalFen,
    fromCart: false,
    remark: '',
  })
  expect(refused).toMatchObject({ code: 'INSUFFICIENT_STOCK' })
  await rig.do(held.token, 'orders.cancelOrder', { orderId: held.orderId, reason: '' })
  expect(await stockOf(shop)).toEqual({ onHand: BOX, reserved: 0 })

  await method('at-payment', 'refund')
  const first = await placed(shop)
  const second = await placed(shop)
  expect(await stockOf(shop)).toMatchObject({ reserved: 0 })
  await pay(rig, second.token, second.orderId)
  expect(await stockOf(shop)).toMatchObject({ reserved: BOX })
  await pay(rig, first.token, first.orderId)
  expect(await seen(second)).toMatchObject({ state: 'to-ship', restocking: false })
  const closed = await seen(first)
  expect(closed).toMatchObject({ state: 'closed', paidFen: first.totalFen })
  expect(closed.timeline.at(-1)?.text).toBe('付款时商品已售罄，货款将全额原路退回')
  expect(await refundsOf(first.orderId)).toEqual([first.totalFen])
  expect(await messagesOf(first.token)).toEqual(
    expect.arrayContaining([expect.stringContaining('付款时商品已售罄')]),
  )
  await refunded(first)
  expect((await inConsole(first)).refundedFen).toBe(first.totalFen)

  const third = await paidWithoutStock(shop)
  expect(await seen(third)).toMatchObject({ state: 'to-ship', restocking: true })
  expect(await refundsOf(third.orderId)).toEqual([])
  expect(await inConsole(third)).toMatchObject({ shortReason: '支付时无库存，转备货等待' })
  expect(await stockOf(shop)).toMatchObject({ reserved: BOX })
  await restock(shop, 1)
  await later()
  expect(await seen(third)).toMatchObject({ state: 'to-ship', restocking: false })
  expect(await stockOf(shop)).toMatchObject({ reserved: 2 * BOX })
})

/** 转备货等待: bought while one box was there, paid when it was gone. */
async function paidWithoutStock(shop: Shop): Promise<Placed> {
  await method('at-payment', 'wait')
  await restock(shop, 1)
  const order = await placed(shop)
  await lose(shop, 1)
  await pay(rig, order.token, order.orderId)
  return order
}

test('AD-331 switching counts for new orders only; in both methods no more is sold than is there', async () => {
  const shop = await createShop(rig, admin, { stock: 3 * BOX })
  const atOrder = await placed(shop)
  await method('at-payment', 'refund')
  const atPayment = [await placed(shop), await placed(shop), await placed(shop)]
  expect(await stockOf(shop)).toMatchObject({ reserved: BOX })
  await method('at-order', 'refund')
  for (const order of atPayment) {
    await pay(rig, order.token, order.orderId)
  }
  await pay(rig, atOrder.token, atOrder.orderId)
  const states = []
  for (const order of [atOrder, ...atPayment]) {
    states.push((await inConsole(order)).stockMethod, (await inConsole(order)).state)
  }
  expect(states).toEqual([
    ...['at-order', 'to-ship'],
    ...['at-payment', 'to-ship', 'at-payment', 'to-ship', 'at-payment', 'closed'],
  ])
  expect(await stockOf(shop)).toEqual({ onHand: 3 * BOX, reserved: 3 * BOX })

  await method('at-payment', 'refund')
  await restock(shop, 1)
  const unpaid = await placed(shop)
  await method('at-order', 'refund')
  await rig.do(unpaid.token, 'orders.cancelOrder', { orderId: unpaid.orderId, reason: '' })
  expect(await stockOf(shop)).toMatchObject({ reserved: 3 * BOX })
})

test('a limited card takes its quota by the method of its order and gives back only what it took', async () => {
  const shop = await createShop(rig, admin, { quota: 2 })
  const left = async () => 2 - (await quotaTaken(shop.cardProductId))
  await method('at-payment', 'refund')
  const buyers = []
  for (const quantity of [2, 1, 1]) {
    const { token } = await signInMember(rig)
    buyers.push({ token, ...(await placeCards(rig, token, shop, quantity)) })
  }
  expect(await left()).toBe(2)
  const [two, one, another] = buyers as [Placed, Placed, Placed]
  await rig.do(another.token, 'orders.cancelOrder', { orderId: another.orderId, reason: '' })
  expect(await left()).toBe(2)
  await pay(rig, one.token, one.orderId)
  expect(await left()).toBe(1)
  // No waiting for a number that is used up, whatever the setting says.
  await method('at-payment', 'wait')
  await pay(rig, two.token, two.orderId)
  expect(await seen(two)).toMatchObject({ state: 'closed', cards: [] })
  expect(await seen(one)).toMatchObject({ state: 'completed' })
  expect(await left()).toBe(1)
  expect(await refundsOf(two.orderId)).toEqual([two.totalFen])
})

describe('AD-267', () => {
  test('AD-267 paid without stock is refunded and closed; what goes missing later waits with a flag', async () => {
    const shop = await createShop(rig, admin, { stock: 2 * BOX })
    await method('at-payment', 'refund')
    const [early, late, none] = [await placed(shop), await placed(shop), await placed(shop)]
    await pay(rig, early.token, early.orderId)
    await pay(rig, late.token, late.orderId)
    await pay(rig, none.token, none.orderId)
    expect(await seen(none)).toMatchObject({ state: 'closed' })
    expect(await refundsOf(none.orderId)).toEqual([none.totalFen])

    const { noteId } = await dispatch(rig, admin, late.orderId, null)
    const careless = { warehouseId: shop.warehouseId, reason: '盘点' }
    const lines = [{ skuId: shop.maleSku, change: -BOX }]
    expect(await rig.call(admin, 'stock.adjustStock', { ...careless, lines })).toMatchObject({
      code: 'STOCK_NEGATIVE',
    })
    expect(await lose(shop, 1)).toEqual({ shortDocuments: 1 })
    // The newest promise fell; the order keeps its place and its shipper.
    expect(await flagged()).toEqual([late.orderId])
    expect(await inConsole(late)).toMatchObject({
      state: 'to-ship',
      dispatch: 'dispatched',
      shortReason: '运输途中死亡',
    })
    expect(await messagesOf(admin)).toEqual(
      expect.arrayContaining([expect.stringContaining(`缺货待处理：${late.orderNo}`)]),
    )
    await expect(ship(rig, admin, noteId)).rejects.toThrow('INSUFFICIENT_STOCK')
    const again = await rig.call(admin, 'fulfilment.restockOrder', { orderId: late.orderId })
    expect(again).toMatchObject({ code: 'STILL_SHORT' })
    await later()
    expect(await flagged()).toEqual([late.orderId])

    await restock(shop, 1)
    await later()
    expect(await flagged()).toEqual([])
    expect((await inConsole(late)).timeline.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['缺货待处理', '商品已补齐']),
    )
    expect(await ship(rig, admin, noteId)).toMatchObject({ orderState: 'shipped' })

    await lose(shop, 1)
    expect(await flagged()).toEqual([early.orderId])
    const back = { orderId: early.orderId, reason: '今日无货' }
    expect(await rig.do(admin, 'orders.refundShortOrder', back)).toEqual({ state: 'closed' })
    expect(await flagged()).toEqual([])
    expect(await refundsOf(early.orderId)).toEqual([early.totalFen])
    expect(await messagesOf(early.token)).toEqual(
      expect.arrayContaining([expect.stringContaining('商品缺货，货款将全额原路退回')]),
    )
    expect(await rig.call(admin, 'orders.refundShortOrder', back)).toMatchObject({
      code: 'STATE_CONFLICT',
    })
    expect(await stockOf(shop)).toEqual({ onHand: 0, reserved: 0 })
  })

  test('an order at a store keeps its store; after restock a clerk goes on before the timer', async () => {
    const shop = await createShop(rig, admin, { stock: 3 * BOX })
    const store = await openStore(rig, admin, { name: '缺货店', at: KUNSHAN, stock: BOX, shop })
    const order = await paidOrder(rig, shop)
    const { noteId } = await dispatch(rig, admin, order.orderId, store)
    await lose(shop, 1, store.warehouseId)
    expect(await inConsole(order)).toMatchObject({ dispatch: 'dispatched', shipper: '缺货店' })
    await restock(shop, 1, store.warehouseId)
    await rig.do(admin, 'fulfilment.restockOrder', { orderId: order.orderId })
    expect(await rig.call(admin, 'fulfilment.restockOrder', order)).toMatchObject({ ok: false })
    expect(await flagged()).not.toContain(order.orderId)
    expect(await ship(rig, admin, noteId)).toMatchObject({ orderState: 'shipped' })
  })

  test('an unpaid order that lost its goods looks again when it is paid', async () => {
    const shop = await createShop(rig, admin, { stock: 2 * BOX })
    const [first, second] = [await placed(shop), await placed(shop)]
    await lose(shop, 2)
    expect(await flagged()).not.toContain(first.orderId)
    await restock(shop, 1)
    await pay(rig, second.token, second.orderId)
    await pay(rig, first.token, first.orderId)
    expect(await seen(second)).toMatchObject({ state: 'to-ship', restocking: false })
    expect(await seen(first)).toMatchObject({ state: 'closed' })
    expect(await stockOf(shop)).toEqual({ onHand: BOX, reserved: BOX })
  })

  test('a payment that closes an order gives back the goods and the quota that it still held', async () => {
    for (const stockDeduction of ['at-order', 'at-payment'] as const) {
      const shop = await createShop(rig, admin, { stock: 2 * BOX })
      const saved = await rig.do(admin, 'catalog.getPackage', { packageId: shop.packageId })
      const contents = saved.contents.map(({ skuId, quantity }) => ({ skuId, quantity }))
      const { id: packageId, state: _state, available: _available, ...form } = saved
      await rig.do(admin, 'catalog.updatePackage', { ...form, contents, packageId, quota: 5 })
      await method(stockDeduction, 'refund')
      const order = await placed(shop, 2)
      await lose(shop, 1)
      await pay(rig, order.token, order.orderId)
      expect(await seen(order)).toMatchObject({ state: 'closed' })
      expect(await stockOf(shop)).toEqual({ onHand: BOX, reserved: 0 })
      expect(await quotaTaken(packageId)).toBe(0)
      expect(await refundsOf(order.orderId)).toEqual([order.totalFen])
    }
  })

  test('a pick-up without goods gives its cards back; an open case keeps the refund away', async () => {
    const shop = await createShop(rig, admin, { stock: 2 * BOX })
    const pickUp = await redeemed(rig, shop)
    await lose(shop, 2)
    const foreign = { orderId: pickUp.orderId, reason: '缺货' }
    await rig.do(admin, 'orders.refundShortOrder', foreign)
    const { cards, state } = await seen(pickUp)
    expect([state, cards]).toEqual(['closed', []])
    const wallet = await rig.do(pickUp.token, 'cards.listMyCards', { filter: {} })
    expect(wallet.rows.map((card) => card.state)).toEqual(['active'])

    await restock(shop, 2)
    const bought = await paidOrder(rig, shop)
    const { items } = await seen(bought)
    await rig.do(bought.token, 'orders.applyAfterSale', {
      orderId: bought.orderId,
      type: 'refund',
      reason: '不想要了',
      description: '',
      pictures: [],
      lines: items.map(({ lineId, quantity, amountFen }) => ({ lineId, quantity, amountFen })),
      freightFen: 0,
    })
    await lose(shop, 2)
    const refund = { orderId: bought.orderId, reason: '缺货' }
    expect(await rig.call(admin, 'orders.refundShortOrder', refund)).toMatchObject({
      code: 'CASE_OPEN',
    })
  })
})

test('pieces that are refunded at a store give its stock back in the order of all locks', async () => {
  const shop = await createShop(rig, admin, { stock: 3 * BOX })
  const store = await openStore(rig, admin, { name: '锁序店', at: KUNSHAN, stock: 2 * BOX, shop })
  const order = await paidOrder(rig, shop, { quantity: 2 })
  await dispatch(rig, admin, order.orderId, store)
  const { items } = await seen(order)
  const [item] = items
  const { caseId } = await rig.do(order.token, 'orders.applyAfterSale', {
    orderId: order.orderId,
    type: 'refund',
    reason: '不想要了',
    description: '',
    pictures: [],
    lines: [{ lineId: item?.lineId ?? '', quantity: 1, amountFen: item?.unitFen ?? 0 }],
    freightFen: 0,
  })
  await rig.do(admin, 'orders.takeOverAfterSale', { caseId })
  const clerk = await rig.db.connect()
  const lock = 'select from stock.balances where warehouse_id = $1 for no key update'
  try {
    await clerk.query('begin')
    await clerk.query(lock, [shop.warehouseId])
    const approved = rig.call(admin, 'orders.approveAfterSale', { caseId, note: '' })
    await heldUpBy(rig, clerk, approved)
    await clerk.query(`${lock} nowait`, [store.warehouseId])
    await clerk.query('rollback')
    expect(await approved).toMatchObject({ ok: true })
  } finally {
    clerk.release(true)
  }
})

test('several packages of one order are taken together or not at all', async () => {
  const shop = await createShop(rig, admin, { stock: 2 * BOX })
  await method('at-payment', 'refund')
  const { token } = await signInMember(rig)
  const item = { kind: 'package' as const, itemId: shop.packageId }
  const order = await place(rig, token, item, { quantity: 2 })
  await lose(shop, 1)
  await pay(rig, token, order.orderId)
  expect(await seen({ token, orderId: order.orderId })).toMatchObject({ state: 'closed' })
  expect(await stockOf(shop)).toEqual({ onHand: BOX, reserved: 0 })
})
