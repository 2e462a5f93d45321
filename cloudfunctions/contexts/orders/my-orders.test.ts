import { DAY_MS } from '@xietong/domain/kernel/time'
import { buyCards, placeCards, placePackage } from '../../../tests/rig/buy'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, pay, type Shop, SUZHOU } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
})
afterAll(() => rig.stop())

const list = (token: string, filter: object) => rig.do(token, 'orders.listMyOrders', { filter })
const ids = async (token: string, filter: object) =>
  (await list(token, filter)).rows.map((order) => order.id)
const orderOf = (token: string, orderId: string) => rig.do(token, 'orders.getMyOrder', { orderId })

let parcelNo = 1_534_096_288_120

/** The platform ships `quantity` units of the order's only line. */
async function ship(orderId: string, quantity: number) {
  const orderView = await rig.do(admin, 'orders.getOrder', { orderId })
  if (orderView.dispatch === 'to-dispatch') {
    await rig.do(admin, 'fulfilment.dispatchOrders', {
      orderIds: [orderId],
      to: { kind: 'platform' },
    })
  }
  const { notes, items } = await rig.do(admin, 'orders.getOrder', { orderId })
  await rig.do(admin, 'fulfilment.shipNote', {
    noteId: notes.find((note) => note.state === '待发货')?.id ?? '',
    carrierCode: 'SF',
    trackingNo: `SF${parcelNo++}`,
    lines: [{ lineId: items[0]?.lineId ?? '', quantity }],
  })
}

async function paidPackage(token: string, quantity = 1): Promise<string> {
  const { orderId } = await placePackage(rig, token, shop, quantity)
  await pay(rig, token, orderId)
  return orderId
}

async function redeemed(token: string): Promise<string> {
  const cardIds = await buyCards(rig, token, shop, 1)
  const { orderId } = await rig.do(token, 'orders.redeemCards', {
    cardIds,
    packageId: shop.packageId,
    pickUpOn: '2026-10-20',
    address: SUZHOU,
    remark: '',
  })
  return orderId
}

test('MB-074 each type lists only its own orders, and only the member’s', async () => {
  const { token } = await signInMember(rig)
  const bought = await paidPackage(token)
  const cards = (await placeCards(rig, token, shop)).orderId
  const pickedUp = await redeemed(token)
  const other = await signInMember(rig)
  await placePackage(rig, other.token, shop)
  expect(await ids(token, { type: 'package' })).toEqual([bought])
  expect((await ids(token, { type: 'e-card' })).includes(cards)).toBe(true)
  expect(await ids(token, { type: 'pick-up' })).toEqual([pickedUp])
  expect(await ids(token, { type: 'physical-card' })).toEqual([])
  expect((await list(token, {})).total).toBe(4)
  const all = (await list(token, {})).rows.map((order) => order.createdAt)
  expect(all).toEqual([...all].sort().reverse())
})

test('MB-075 an order sits in the tab of its state with counts; 部分发货 under both', async () => {
  const { token } = await signInMember(rig)
  const unpaid = (await placePackage(rig, token, shop)).orderId
  const toShip = await paidPackage(token)
  const part = await paidPackage(token, 3)
  await ship(part, 1)
  const shipped = await paidPackage(token)
  await ship(shipped, 1)
  const done = await paidPackage(token)
  await ship(done, 1)
  await rig.do(token, 'orders.confirmReceipt', { orderId: done })

  const tab = async (name: 'unpaid' | 'to-ship' | 'to-receive' | 'to-review' | 'after-sale') =>
    (await ids(token, { tab: name })).sort()
  expect(await tab('unpaid')).toEqual([unpaid])
  expect(await tab('to-ship')).toEqual([toShip, part].sort())
  expect(await tab('to-receive')).toEqual([part, shipped].sort())
  expect(await tab('to-review')).toEqual([done])
  expect(await tab('after-sale')).toEqual([])
  const counts = { unpaid: 1, toShip: 2, toReceive: 2, toReview: 1, afterSale: 0 }
  expect(await rig.do(token, 'orders.countMyOrders', {})).toEqual(counts)
  const cards = await rig.do(token, 'orders.countMyOrders', { type: 'e-card' })
  expect(cards).toEqual({ unpaid: 0, toShip: 0, toReceive: 0, toReview: 0, afterSale: 0 })
  await rig.db.query('update orders.sales_order set after_sale_count = 1 where id = $1', [shipped])
  expect(await tab('after-sale')).toEqual([shipped])
})

test('MB-076 an entry shows items, quantity, state, amount and its buttons', async () => {
  const { token } = await signInMember(rig)
  const { orderId, totalFen } = await placePackage(rig, token, shop, 2)
  const [entry] = (await list(token, {})).rows
  expect(entry).toMatchObject({
    id: orderId,
    state: 'unpaid',
    totalFen,
    buttons: ['pay', 'cancel'],
  })
  expect(entry?.items).toMatchObject([{ quantity: 2, unitFen: 58_800, amountFen: 117_600 }])
  await pay(rig, token, orderId)
  expect((await list(token, {})).rows[0]?.buttons).toEqual(['after-sale'])
  await ship(orderId, 2)
  expect((await list(token, {})).rows[0]).toMatchObject({
    state: 'shipped',
    buttons: ['track', 'receive', 'extend', 'after-sale'],
  })
})

test('MB-077 the detail shows everything of an order; another member’s is not found', async () => {
  const { token } = await signInMember(rig)
  const orderId = await paidPackage(token, 2)
  await ship(orderId, 2)
  const order = await orderOf(token, orderId)
  expect(order).toMatchObject({
    state: 'shipped',
    items: [{ quantity: 2, shippedQuantity: 2, unitFen: 58_800 }],
    goodsFen: 117_600,
    address: SUZHOU,
    afterSales: [],
    cards: [],
    extended: false,
  })
  expect(order.paidFen).toBe(order.totalFen)
  expect(order.freightFen).toBe(order.totalFen - 117_600)
  expect(order.paidAt).toBeTruthy()
  expect(order.transactionId).toBeTruthy()
  expect(order.orderNo).toMatch(/^\d{16}$/)
  expect(order.parcels).toMatchObject([{ carrierName: '顺丰速运' }])
  expect(order.timeline.map((row) => row.text)).toEqual([
    '提交订单',
    '支付成功',
    '商家备货中',
    '商家已发货',
  ])
  const other = await signInMember(rig)
  const foreign = await rig.call(other.token, 'orders.getMyOrder', { orderId })
  expect(foreign).toMatchObject({ status: 404, code: 'NOT_FOUND' })
})

describe('AD-266 receiving', () => {
  test('MB-079 the member confirms receipt; an open after-sales case blocks it', async () => {
    const { token } = await signInMember(rig)
    const orderId = await paidPackage(token, 2)
    const confirm = () => rig.call(token, 'orders.confirmReceipt', { orderId })
    expect(await confirm()).toMatchObject({ code: 'NOT_SHIPPED' })
    await ship(orderId, 1)
    expect((await orderOf(token, orderId)).state).toBe('part-shipped')
    expect(await confirm()).toMatchObject({ code: 'NOT_SHIPPED' })
    await ship(orderId, 1)
    const other = await signInMember(rig)
    const foreign = await rig.call(other.token, 'orders.confirmReceipt', { orderId })
    expect(foreign).toMatchObject({ code: 'NOT_FOUND' })
    const cases = (open: number) =>
      rig.db.query(
        `update orders.sales_order set after_sale_open = $2, after_sale_count = 1 where id = $1`,
        [orderId, open],
      )
    await cases(1)
    expect(await confirm()).toMatchObject({ code: 'AFTERSALE_OPEN' })
    await cases(0)
    expect(await confirm()).toMatchObject({ ok: true, value: { state: 'completed' } })
    expect(await confirm()).toMatchObject({ code: 'STATE_CONFLICT' })
    const done = await orderOf(token, orderId)
    expect(done).toMatchObject({ state: 'completed', autoReceiptAt: null })
    expect(done.parcels).toHaveLength(2)
  })

  test('MB-080 AD-333 received after the set days; a case pauses; 3 days more once', async () => {
    const { token, phone } = await signInMember(rig)
    const plain = await paidPackage(token, 2)
    const longer = await paidPackage(token)
    const paused = await paidPackage(token)
    const early = await rig.call(token, 'orders.extendReceipt', { orderId: plain })
    expect(early).toMatchObject({ code: 'STATE_CONFLICT' })
    await ship(plain, 1)
    await rig.advance(DAY_MS)
    admin = await signInAdmin(rig)
    await ship(plain, 1)
    await ship(longer, 1)
    await ship(paused, 1)
    const due = (await orderOf(token, plain)).autoReceiptAt ?? ''
    expect(Math.round((Date.parse(due) - rig.now().getTime()) / DAY_MS)).toBe(10)
    const extended = await rig.do(token, 'orders.extendReceipt', { orderId: longer })
    expect(Date.parse(extended.autoReceiptAt)).toBeGreaterThan(Date.parse(due) + 2.9 * DAY_MS)
    const twice = await rig.call(token, 'orders.extendReceipt', { orderId: longer })
    expect(twice).toMatchObject({ code: 'ALREADY_EXTENDED' })
    const { items } = await orderOf(token, paused)
    const { caseId } = await rig.do(token, 'orders.applyAfterSale', {
      orderId: paused,
      type: 'refund',
      reason: '死蟹或变质',
      description: '',
      pictures: [],
      lines: [{ lineId: items[0]?.lineId ?? '', quantity: 1, amountFen: 1_000 }],
      freightFen: 0,
    })
    const states = async () => {
      const rows = await rig.db.query<{ id: string; state: string }>(
        'select id, state from orders.sales_order where id = any($1)',
        [[plain, longer, paused]],
      )
      const byId = new Map(rows.rows.map((row) => [row.id, row.state]))
      return [plain, longer, paused].map((id) => byId.get(id))
    }
    await rig.advance(9.9 * DAY_MS)
    await rig.tick()
    expect(await states()).toEqual(['shipped', 'shipped', 'shipped'])
    await rig.advance(0.2 * DAY_MS)
    await rig.tick()
    expect(await states()).toEqual(['completed', 'shipped', 'shipped'])
    await rig.advance(3 * DAY_MS)
    await rig.tick()
    expect(await states()).toEqual(['completed', 'completed', 'shipped'])
    const again = await signInMember(rig, phone)
    await rig.do(again.token, 'orders.withdrawAfterSale', { caseId })
    await rig.advance(DAY_MS)
    await rig.tick()
    expect(await states()).toEqual(['completed', 'completed', 'completed'])
    const timeline = (await orderOf(again.token, plain)).timeline.map((row) => row.text)
    expect(timeline.at(-1)).toBe('系统自动确认收货')
  })
})
