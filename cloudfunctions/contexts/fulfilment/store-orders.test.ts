import { placePackage } from '../../../tests/rig/buy'
import { signInDealer } from '../../../tests/rig/cast'
import {
  dispatch,
  KUNSHAN,
  openStore,
  paidOrder,
  redeemed,
  type Store,
  ship,
  WUXI,
} from '../../../tests/rig/delivery'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { changeSettings } from '../../../tests/rig/settings'
import { createShop, pay, type Shop } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
let store: Store
let rival: Store
let owner: string
let other: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  store = await openStore(rig, admin, { name: '昆山前进路店', at: KUNSHAN, stock: 400, shop })
  rival = await openStore(rig, admin, { name: '无锡中山路店', at: WUXI, stock: 400, shop })
  owner = await signInDealer(rig, store.phone)
  other = await signInDealer(rig, rival.phone)
})
afterAll(() => rig.stop())

type Filter = { keyword?: string; type?: 'package' | 'pick-up'; tab?: Tab }
type Tab = 'unpaid' | 'to-ship' | 'part-shipped' | 'shipped' | 'ended'
const list = async (filter: Filter, token = owner) =>
  (await rig.do(token, 'fulfilment.listStoreOrders', { filter })).rows
const ids = async (filter: Filter, token = owner) => (await list(filter, token)).map(({ id }) => id)
const counts = (filter: Filter = {}) => rig.do(owner, 'fulfilment.countStoreOrders', { filter })
const assign = (orderId: string, dealerId: string | null) =>
  rig.call(admin, 'fulfilment.assignStore', { orderId, dealerId })
async function unpaidOrder() {
  const { token } = await signInMember(rig)
  return { ...(await placePackage(rig, token, shop)), token }
}

test('DL-101 number, product and type narrow the list together', async () => {
  const plain = await paidOrder(rig, shop)
  const pickUp = await redeemed(rig, shop)
  await dispatch(rig, admin, plain.orderId, store)
  await dispatch(rig, admin, pickUp.orderId, store)
  const [row] = await list({ keyword: plain.orderNo })
  const goods = row?.itemSummary.slice(0, 3) ?? ''
  expect(await ids({ keyword: plain.orderNo })).toEqual([plain.orderId])
  expect(await ids({ keyword: plain.orderNo.slice(-6) })).toContain(plain.orderId)
  expect((await ids({ keyword: goods })).sort()).toEqual([plain.orderId, pickUp.orderId].sort())
  expect(await ids({ keyword: goods, type: 'pick-up' })).toEqual([pickUp.orderId])
  expect(await ids({ keyword: `${goods}  ${plain.orderNo}`, type: 'package' })).toEqual([
    plain.orderId,
  ])
  expect(await ids({ keyword: `${goods} ${plain.orderNo}`, type: 'pick-up' })).toEqual([])
  expect(await ids({ keyword: '%' })).toEqual([])
  expect(await ids({}, other)).toEqual([])
})

test('DL-102 every order in the tab of its state, with counts; named in advance it is 待付款', async () => {
  const before = await counts()
  const [waiting, part, under, done] = [
    await paidOrder(rig, shop),
    await paidOrder(rig, shop, { quantity: 2 }),
    await paidOrder(rig, shop),
    await paidOrder(rig, shop),
  ]
  const notes: string[] = []
  for (const { orderId } of [waiting, part, under, done]) {
    notes.push((await dispatch(rig, admin, orderId, store)).noteId)
  }
  await splitOff(notes[1] ?? '')
  await ship(rig, admin, notes[2] ?? '')
  await ship(rig, admin, notes[3] ?? '')
  await rig.do(done.token, 'orders.confirmReceipt', { orderId: done.orderId })
  const early = await unpaidOrder()
  expect(await assign(early.orderId, store.dealerId)).toMatchObject({ ok: true })
  const tabs = { unpaid: early, 'to-ship': waiting, 'part-shipped': part, shipped: under } as const
  for (const [tab, { orderId }] of Object.entries(tabs)) {
    expect(await ids({ tab: tab as Tab })).toContain(orderId)
  }
  expect(await ids({ tab: 'ended' })).toEqual([done.orderId])
  const after = await counts()
  expect(after).toEqual({
    all: before.all + 5,
    unpaid: 1,
    toShip: before.toShip + 1,
    partShipped: 1,
    shipped: 1,
    ended: 1,
  })
  expect((await list({})).length).toBe(after.all)
  expect(await counts({ keyword: early.orderNo })).toMatchObject({ all: 1, unpaid: 1, toShip: 0 })
})

async function splitOff(noteId: string) {
  await changeSettings(rig, admin, { splitShipping: true })
  const { lines } = await rig.do(admin, 'fulfilment.getNote', { noteId })
  await rig.do(admin, 'fulfilment.shipNote', {
    noteId,
    carrierCode: 'SF',
    trackingNo: 'SF1999999999991',
    lines: [{ lineId: lines[0]?.lineId ?? '', quantity: 1 }],
  })
}

test('named in advance: paid it goes to the store, or to the pool when the store is short', async () => {
  const early = await unpaidOrder()
  expect(await assign(early.orderId, rival.dealerId)).toMatchObject({ ok: true })
  expect(await ids({ tab: 'unpaid' }, other)).toEqual([early.orderId])
  expect(await assign(early.orderId, store.dealerId)).toMatchObject({ ok: true })
  expect(await ids({}, other)).toEqual([])
  const asked = await rig.do(admin, 'fulfilment.getAssignedStore', { orderId: early.orderId })
  expect(asked.store).toEqual({ dealerId: store.dealerId, name: store.name })
  const [unpaid] = await list({ keyword: early.orderNo })
  expect(unpaid).toMatchObject({ state: 'unpaid', noteId: null })
  await pay(rig, early.token, early.orderId)
  await rig.advance(60_000)
  await rig.tick()
  const [sent] = await list({ keyword: early.orderNo })
  expect(sent).toMatchObject({ state: 'to-ship' })
  expect(sent?.noteId).not.toBeNull()
  expect(await assign(early.orderId, rival.dealerId)).toMatchObject({ code: 'STATE_CONFLICT' })

  const empty = await openStore(rig, admin, { name: '空架店', at: KUNSHAN, shop })
  const second = await unpaidOrder()
  expect(await assign(second.orderId, empty.dealerId)).toMatchObject({ ok: true })
  await pay(rig, second.token, second.orderId)
  await rig.advance(60_000)
  await rig.tick()
  const pool = await rig.do(admin, 'fulfilment.listDispatchPool', { filter: {} })
  expect(pool.rows.map(({ id }) => id)).toContain(second.orderId)
  expect(await ids({}, await signInDealer(rig, empty.phone))).toEqual([])

  const third = await unpaidOrder()
  await assign(third.orderId, store.dealerId)
  expect(await assign(third.orderId, null)).toMatchObject({ ok: true })
  expect(await ids({ tab: 'unpaid' })).not.toContain(third.orderId)
  await assign(third.orderId, store.dealerId)
  await rig.do(third.token, 'orders.cancelOrder', { orderId: third.orderId, reason: '不想要了' })
  expect(await ids({})).not.toContain(third.orderId)
  expect(await assign(third.orderId, shop.packageId)).toMatchObject({ code: 'STATE_CONFLICT' })
  const fourth = await unpaidOrder()
  expect(await assign(fourth.orderId, shop.packageId)).toMatchObject({
    code: 'NOT_ALLOWED_FOR_KIND',
  })
  expect(await assign(shop.packageId, null)).toMatchObject({ status: 404 })
})

test('DL-103 number, goods, price, buyer and state, with the way to the note', async () => {
  const { orderId, orderNo } = await paidOrder(rig, shop, { quantity: 2 })
  const { noteId } = await dispatch(rig, admin, orderId, store)
  const order = await rig.do(admin, 'orders.getOrder', { orderId })
  expect(await list({ keyword: orderNo })).toEqual([
    expect.objectContaining({
      id: orderId,
      orderNo,
      itemSummary: order.itemSummary,
      totalFen: order.totalFen,
      buyer: order.buyer,
      state: 'to-ship',
      noteId,
    }),
  ])
  await rig.do(admin, 'fulfilment.recallDispatch', { noteId, reason: '改由别家发' })
  expect(await ids({ keyword: orderNo })).toEqual([])
})
