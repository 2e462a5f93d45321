import { DAY_MS } from '@xietong/domain/kernel/time'
import { buyCards, placeCards, placePackage } from '../../../tests/rig/buy'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, pay, type Shop, SUZHOU } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
beforeEach(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
})
afterEach(() => rig.stop())

const dashboard = (refresh = true) => rig.do(admin, 'orders.getDashboard', { refresh })
const total = async (filter: object) => (await rig.do(admin, 'orders.listOrders', { filter })).total

async function reviewOn() {
  const { settings, version } = await rig.do(admin, 'settings.getSettings', {})
  await rig.do(admin, 'settings.updateSettings', {
    settings: { ...settings, eCardReview: true },
    version,
  })
}

test('AD-014 counts of 待付款, 待发货 and 待审核 equal the lists they open', async () => {
  await reviewOn()
  const { token } = await signInMember(rig)
  await placePackage(rig, token, shop)
  await placePackage(rig, token, shop)
  const paid = await placePackage(rig, token, shop)
  await pay(rig, token, paid.orderId)
  const card = await placeCards(rig, token, shop)
  await pay(rig, token, card.orderId)
  const seen = await dashboard()
  expect(seen).toMatchObject({ unpaid: 2, toShip: 1, inReview: 1, toDispatch: 1 })
  expect(seen.unpaid).toBe(await total({ state: 'unpaid' }))
  expect(seen.toShip).toBe(await total({ state: 'to-ship' }))
  expect(seen.inReview).toBe(await total({ state: 'in-review' }))
  expect(seen.toDispatch).toBe(await total({ dispatch: 'to-dispatch' }))
  expect(seen.flow).toEqual({ unpaid: 2, toDispatch: 1, toShip: 0, moving: 0, signedToday: 0 })
})

test('AD-015 six figures by their definitions, for the Shanghai day and before', async () => {
  const { token } = await signInMember(rig)
  const before = await dashboard()
  expect(before.members.value).toBe(1)
  expect(before.newMembers.value).toBe(1)
  const [cardId] = await buyCards(rig, token, shop, 1)
  const one = await dashboard()
  expect(one.ordersToday.value).toBe(before.ordersToday.value + 1)
  expect(one.cashTodayFen.value).toBe(before.cashTodayFen.value + 58_800)
  expect(one.buyersToday.value).toBe(1)

  // A second order of the same buyer, one that was cancelled, and a redemption.
  await placePackage(rig, token, shop)
  const cancelled = await placePackage(rig, token, shop)
  await rig.do(token, 'orders.cancelOrder', { orderId: cancelled.orderId, reason: '' })
  await rig.do(token, 'orders.redeemCards', {
    cardIds: [cardId ?? ''],
    packageId: shop.packageId,
    pickUpOn: '2026-10-20',
    address: SUZHOU,
    remark: '',
  })
  const two = await dashboard()
  expect(two.ordersToday.value).toBe(2)
  expect(two.buyersToday.value).toBe(1)
  expect(two.cashTodayFen.value).toBe(58_800)
  expect(two.storedValueTodayFen.value).toBe(0)
  expect(two.hourly.reduce((sum, orders) => sum + orders, 0)).toBe(2)
  expect(two.hourly[10]).toBe(2)

  await rig.advance(DAY_MS)
  admin = await signInAdmin(rig)
  await rig.tick()
  await signInMember(rig)
  const next = await dashboard()
  expect(next.ordersToday).toMatchObject({ value: 0, yesterday: 1 })
  expect(next.cashTodayFen).toMatchObject({ value: 0, yesterday: 58_800 })
  expect(next.members).toMatchObject({ value: 2, yesterday: 1 })
  expect(next.newMembers).toMatchObject({ value: 1, yesterday: 1 })
  expect(next.ordersToday.days).toEqual([0, 0, 0, 0, 0, 0, 1])
})

test('AD-016 figures are at most 60 seconds old, timed, and fresh on demand', async () => {
  const { token } = await signInMember(rig)
  const first = await dashboard(false)
  await placePackage(rig, token, shop)
  await rig.advance(30_000)
  const cached = await dashboard(false)
  expect(cached.at).toBe(first.at)
  expect(cached.unpaid).toBe(0)
  const fresh = await dashboard(true)
  expect(fresh.unpaid).toBe(1)
  expect(Date.parse(fresh.at)).toBeGreaterThan(Date.parse(first.at))
  await placePackage(rig, token, shop)
  await rig.advance(61_000)
  const later = await dashboard(false)
  expect(later.unpaid).toBe(2)
  expect(rig.now().getTime() - Date.parse(later.at)).toBeLessThan(60_000)
})

test('goods at their warning level are shown', async () => {
  const few = await createShop(rig, admin, { stock: 10 })
  const { lowStock } = await dashboard()
  expect(lowStock).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ skuId: few.maleSku, available: 10, warnAt: 20 }),
    ]),
  )
})
