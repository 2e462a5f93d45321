import { buyCards } from '../../../tests/rig/buy'
import { createDealer } from '../../../tests/rig/cast'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop, SUZHOU, stockUp } from '../../../tests/rig/shop'

/** The rig begins on 22 September 2026; the shop's cards open on the 20th with two lead days. */
let rig: Rig
let admin: string
let shop: Shop
let token: string
let storeId: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  token = (await signInMember(rig)).token
  const store = await createDealer(rig, admin, {
    name: '阳澄湖路店',
    tier: 1,
    kind: 'store',
    discount: 6_000,
  })
  storeId = store.dealerId
  const { rows } = await rig.do(admin, 'stock.listWarehouses', {})
  const warehouseId = rows.find((row) => row.dealerId === storeId)?.id ?? ''
  await stockUp(rig, admin, {
    warehouseId,
    skuIds: [shop.maleSku, shop.femaleSku],
    quantity: 1_000,
  })
})
beforeEach(() => rig.advance(61_000))
afterAll(() => rig.stop())

const HANGZHOU = {
  ...SUZHOU,
  name: '顾清禾',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  street: '文三路 90 号',
}

async function redeemed(count = 1, day = '2026-09-24') {
  const cardIds = await buyCards(rig, token, shop, count)
  const { orderId } = await rig.do(token, 'orders.redeemCards', {
    cardIds,
    packageId: shop.packageId,
    pickUpOn: day,
    address: SUZHOU,
    remark: '',
  })
  return { cardIds, orderId }
}
const dispatch = (orderId: string) =>
  rig.call(admin, 'fulfilment.dispatchOrders', {
    orderIds: [orderId],
    to: { kind: 'store', dealerId: storeId },
  })
const change = (orderId: string, changes: object = {}, by = token) =>
  rig.call(by, 'orders.changePickUp', {
    orderId,
    pickUpOn: '2026-09-26',
    address: SUZHOU,
    ...changes,
  })
const cancel = (orderId: string, by = token) =>
  rig.call(by, 'orders.cancelPickUp', { orderId, reason: '行程有变' })
const order = (orderId: string) => rig.do(token, 'orders.getMyOrder', { orderId })
const cardStates = async (cardIds: string[]) =>
  Promise.all(
    cardIds.map(async (cardId) => (await rig.do(token, 'cards.getMyCard', { cardId })).state),
  )
async function booked(day: string): Promise<number> {
  const { rows } = await rig.db.query('select booked from orders.pick_up_day where day = $1', [day])
  return rows[0]?.booked ?? 0
}
async function reserved(): Promise<number> {
  const { rows } = await rig.db.query(
    'select sum(reserved)::int as n from stock.balances where sku_id = $1',
    [shop.maleSku],
  )
  return rows[0].n
}

test('MB-058 until a shipment exists a pick-up changes its day and address, or is cancelled and the cards are active again', async () => {
  const { cardIds, orderId } = await redeemed(2)
  expect((await order(orderId)).buttons).toEqual(['cancel-pick-up', 'change-pick-up'])
  const before = { old: await booked('2026-09-24'), next: await booked('2026-09-26') }

  expect(await change(orderId, { address: HANGZHOU })).toMatchObject({
    ok: true,
    value: { pickUpOn: '2026-09-26' },
  })
  expect(await order(orderId)).toMatchObject({ wantedOn: '2026-09-26', address: HANGZHOU })
  expect(await booked('2026-09-24')).toBe(before.old - 1)
  expect(await booked('2026-09-26')).toBe(before.next + 1)

  // Cancelled: closed, the cards usable, the goods and the day free again.
  const held = await reserved()
  expect(await cancel(orderId)).toMatchObject({ ok: true, value: { state: 'closed' } })
  expect(await cardStates(cardIds)).toEqual(['active', 'active'])
  expect(await reserved()).toBeLessThan(held)
  expect(await booked('2026-09-26')).toBe(before.next)
  expect(await cancel(orderId)).toMatchObject({ code: 'STATE_CONFLICT' })
  expect(await change(orderId)).toMatchObject({ code: 'STATE_CONFLICT' })
  // The same cards are redeemed again.
  const again = await rig.call(token, 'orders.redeemCards', {
    cardIds,
    packageId: shop.packageId,
    pickUpOn: '2026-09-27',
    address: SUZHOU,
    remark: '',
  })
  expect(again).toMatchObject({ ok: true })

  // Once a shipment exists only after-sale is left.
  const second = await redeemed()
  expect(await dispatch(second.orderId)).toMatchObject({ ok: true })
  expect((await order(second.orderId)).buttons).not.toContain('change-pick-up')
  expect(await change(second.orderId)).toMatchObject({ code: 'SHIPMENT_CREATED', message: /售后/ })
  expect(await cancel(second.orderId)).toMatchObject({ code: 'SHIPMENT_CREATED' })
  expect(await cardStates(second.cardIds)).toEqual(['used'])
})

test('a new day is checked like the first, and a refusal changes nothing', async () => {
  const { orderId } = await redeemed()
  const places = () => Promise.all(['2026-09-24', '2026-09-23', '2026-12-20'].map(booked))
  const before = await places()
  expect(await change(orderId, { pickUpOn: '2026-09-23' })).toMatchObject({
    code: 'DATE_NOT_OFFERED',
  })
  expect(await change(orderId, { pickUpOn: '2026-12-20' })).toMatchObject({
    code: 'DATE_NOT_OFFERED',
  })
  expect(await change(orderId, { address: { ...SUZHOU, province: '西藏自治区' } })).toMatchObject({
    code: 'REGION_NOT_SERVED',
  })
  const { settings, version } = await rig.do(admin, 'settings.getSettings', {})
  await rig.do(admin, 'settings.updateSettings', {
    settings: { ...settings, pickUpDailyCapacity: 1 },
    version,
  })
  await redeemed(1, '2026-10-09')
  expect(await change(orderId, { pickUpOn: '2026-10-09' })).toMatchObject({
    code: 'DATE_FULL',
    message: /10 月 9 日/,
  })
  await rig.do(admin, 'settings.updateSettings', { settings, version: version + 1 })
  expect(await places()).toEqual(before)
  expect(await order(orderId)).toMatchObject({ wantedOn: '2026-09-24', address: SUZHOU })
})

test('a foreign pick-up is not found, and nothing but a pick-up is changed', async () => {
  const { orderId } = await redeemed()
  const stranger = (await signInMember(rig)).token
  expect(await change(orderId, {}, stranger)).toMatchObject({ code: 'NOT_FOUND' })
  expect(await cancel(orderId, stranger)).toMatchObject({ code: 'NOT_FOUND' })
  expect(await order(orderId)).toMatchObject({ state: 'to-ship' })
})

test('of a cancellation and a dispatch at the same moment exactly one happens', async () => {
  for (let round = 0; round < 10; round++) {
    await rig.advance(61_000)
    const { cardIds, orderId } = await redeemed()
    const [cancelled, sent] = await Promise.all([cancel(orderId), dispatch(orderId)])
    const wasSent = sent.ok && sent.value.dispatched.length === 1
    expect(cancelled.ok).toBe(!wasSent)
    expect(await cardStates(cardIds)).toEqual([wasSent ? 'used' : 'active'])
  }
})
