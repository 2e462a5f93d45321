import { randomUUID } from 'node:crypto'
import { createDealer, signInDealer } from '../../../tests/rig/cast'
import {
  dispatch,
  KUNSHAN,
  newTrackingNo,
  openStore,
  paidOrder,
  redeemed,
  type Store,
  seenBy,
  ship,
  WUXI,
} from '../../../tests/rig/delivery'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
let store: Store
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  store = await openStore(rig, admin, { name: '昆山前进路店', at: KUNSHAN, stock: 400, shop })
})
afterAll(() => rig.stop())

const pool = async (filter: Record<string, unknown> = {}) =>
  (await rig.do(admin, 'fulfilment.listDispatchPool', { filter, size: 100 })).rows
const balance = async (warehouseId: string) => {
  const { rows } = await rig.do(admin, 'stock.listBalances', { filter: { warehouseId } })
  return rows.find(({ skuId }) => skuId === shop.maleSku)
}
const toStore = { kind: 'store' as const, dealerId: '' }
const call = (orderIds: string[], to: { kind: 'platform' } | typeof toStore) =>
  rig.call(admin, 'fulfilment.dispatchOrders', { orderIds, to })

test('AD-244 the pool sorts by VIP, wanted date and time; one or many are dispatched', async () => {
  const paid = await paidOrder(rig, shop)
  const later = await redeemed(rig, shop, { pickUpOn: '2026-09-28' })
  const sooner = await redeemed(rig, shop, { pickUpOn: '2026-09-26' })
  const vip = await redeemed(rig, shop, { pickUpOn: '2026-10-02', vip: true })
  const second = await redeemed(rig, shop, { pickUpOn: '2026-09-26' })
  const order = (await pool()).map(({ id }) => id)
  expect(order).toEqual([vip, sooner, second, later, paid].map(({ orderId }) => orderId))
  expect((await pool())[0]).toMatchObject({ vip: true, wantedOn: '2026-10-02', type: 'pick-up' })
  expect((await pool({ wantedOn: '2026-09-26' })).map(({ id }) => id)).toHaveLength(2)
  expect((await pool({ type: 'package' })).map(({ id }) => id)).toEqual([paid.orderId])
  expect(await pool({ province: '上海市' })).toEqual([])

  await dispatch(rig, admin, vip.orderId, null)
  const batch = [sooner, second, later].map(({ orderId }) => orderId)
  const done = await rig.do(admin, 'fulfilment.dispatchOrders', {
    orderIds: [...batch, vip.orderId, randomUUID()],
    to: { kind: 'platform' },
  })
  expect(done.dispatched.map(({ orderId }) => orderId).sort()).toEqual([...batch].sort())
  expect(done.refused.map(({ code }) => code).sort()).toEqual(['NOT_DISPATCHABLE', 'NOT_FOUND'])
  expect((await pool()).map(({ id }) => id)).toEqual([paid.orderId])
  await dispatch(rig, admin, paid.orderId, store)
})

test('AD-245 the platform ships: central stock stays promised, a note is made', async () => {
  const before = await balance(shop.warehouseId)
  const { orderId, orderNo } = await paidOrder(rig, shop, { quantity: 2 })
  const { noteId, noteNo } = await dispatch(rig, admin, orderId, null)
  expect(noteNo).toMatch(/^FH\d{14}$/)
  const after = await balance(shop.warehouseId)
  expect((after?.reserved ?? 0) - (before?.reserved ?? 0)).toBe(8)
  expect(after?.onHand).toBe(before?.onHand)
  const { rows } = await rig.do(admin, 'fulfilment.listNotes', { filter: { keyword: orderNo } })
  expect(rows).toMatchObject([
    { id: noteId, noteNo, state: 'to-ship', shipper: '总仓', orderNo, recipient: '林晓月' },
  ])
  const note = await rig.do(admin, 'fulfilment.getNote', { noteId })
  expect(note).toMatchObject({
    goodsSettlementFen: 0,
    subsidyFen: 0,
    orderState: 'to-ship',
    contents: [
      { sku: /公 4.0 两/, quantity: 8 },
      { sku: /母 3.0 两/, quantity: 8 },
    ],
  })
  const detail = await rig.do(admin, 'orders.getOrder', { orderId })
  expect(detail).toMatchObject({
    dispatch: 'dispatched',
    shipper: '总仓',
    dispatches: [{ shipper: '总仓', state: '已派单' }],
    notes: [{ noteNo, state: '待发货' }],
  })
})

test('AD-247 a store that is short cannot be chosen, nor one just sold out', async () => {
  const few = await openStore(rig, admin, { name: '无锡一店', at: WUXI, stock: 4, shop })
  const to = { kind: 'store' as const, dealerId: few.dealerId }
  const big = await paidOrder(rig, shop, { quantity: 2 })
  const { stores } = await rig.do(admin, 'fulfilment.listCandidates', { orderId: big.orderId })
  const candidate = stores.find(({ dealerId }) => dealerId === few.dealerId)
  expect(candidate).toMatchObject({ enough: false })
  expect(candidate?.short).toMatchObject([
    { sku: /公 4.0 两/, needed: 8, available: 4 },
    { sku: /母 3.0 两/, needed: 8, available: 4 },
  ])
  expect(stores.find(({ dealerId }) => dealerId === store.dealerId)?.enough).toBe(true)
  const refused = await call([big.orderId], to)
  expect(refused).toMatchObject({ code: 'STORE_SHORT', message: /^无锡一店 缺少 .*公 4.0 两/ })

  const rivals = [await paidOrder(rig, shop), await paidOrder(rig, shop)]
  const answers = await Promise.all(rivals.map(({ orderId }) => call([orderId], to)))
  expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true])
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'STORE_SHORT' })
  const loser = rivals[answers.findIndex(({ ok }) => !ok)]
  expect((await pool()).map(({ id }) => id)).toContain(loser?.orderId)
  expect(await balance(few.warehouseId)).toMatchObject({ onHand: 4, reserved: 4, available: 0 })
})

test('only an active 专卖店 may be chosen, and an order only while it waits', async () => {
  const partner = await createDealer(rig, admin, {
    name: '吴中合伙人',
    tier: 1,
    kind: 'partner',
    discount: 6_100,
  })
  const { orderId } = await paidOrder(rig, shop)
  for (const dealerId of [partner.dealerId, randomUUID()]) {
    expect(await call([orderId], { kind: 'store', dealerId })).toMatchObject({
      code: 'NOT_ALLOWED_FOR_KIND',
    })
  }
  await dispatch(rig, admin, orderId, store)
  expect(await call([orderId], { kind: 'platform' })).toMatchObject({ code: 'NOT_DISPATCHABLE' })
  const candidates = await rig.call(admin, 'fulfilment.listCandidates', { orderId })
  expect(candidates).toMatchObject({ code: 'NOT_DISPATCHABLE' })
})

const smsTo = async (phone: string) =>
  (await seenBy(rig, 'sms/outbox'))
    .map((sms) => JSON.stringify(sms))
    .filter((sms) => sms.includes(phone))

test('AD-248 a chosen store’s stock is reserved, its prices frozen, and it is told', async () => {
  const busy = await openStore(rig, admin, { name: '太仓弇山店', at: KUNSHAN, stock: 40, shop })
  const owner = await signInDealer(rig, busy.phone)
  const { orderId } = await paidOrder(rig, shop, { quantity: 2 })
  const { noteId, noteNo } = await dispatch(rig, admin, orderId, busy)
  expect(await balance(busy.warehouseId)).toMatchObject({ onHand: 40, reserved: 8, available: 32 })
  // One package: 8 crabs at 80.00 × 0.60 = 384.00, subsidy 20.00; two of them.
  const frozen = { goodsSettlementFen: 76_800, subsidyFen: 4_000 }
  expect(await rig.do(admin, 'fulfilment.getNote', { noteId })).toMatchObject(frozen)
  await rig.db.query('update catalog.skus set retail_fen = 99900')
  await rig.db.query('update channel.dealer set discount = 6500 where id = $1', [busy.dealerId])
  expect(await rig.do(admin, 'fulfilment.getNote', { noteId })).toMatchObject(frozen)
  await rig.db.query('update catalog.skus set retail_fen = 8000')

  const second = await dispatch(rig, admin, (await paidOrder(rig, shop)).orderId, busy)
  await rig.tick()
  const { rows } = await rig.do(owner, 'notify.listMessages', { filter: { unread: true } })
  const told = [noteNo, second.noteNo].map((no) => rows.find(({ text }) => text.includes(no)))
  expect(told.every(Boolean)).toBe(true)
  const { rows: tried } = await rig.db.query(
    `select distinct channel from notify.delivery where event_code = 'order.dispatched'`,
  )
  expect(tried.map(({ channel }) => channel)).toContain('subscription')
  await rig.do(owner, 'notify.markMessage', { messageId: told[0]?.id ?? '', read: true })
  const before = (await smsTo(busy.phone)).length
  await rig.advance(31 * 60_000)
  await rig.tick()
  const sms = (await smsTo(busy.phone)).slice(before)
  expect(sms).toHaveLength(1)
  expect(sms[0]).toContain(second.noteNo.slice(-10))
})

test('AD-207 a card’s subsidy is the same for all stores and copied to the note', async () => {
  const subsidyOf = async (orderId: string, at: Store) => {
    const { noteId } = await dispatch(rig, admin, orderId, at)
    return (await rig.do(admin, 'fulfilment.getNote', { noteId })).subsidyFen
  }
  const other = await openStore(rig, admin, { name: '常熟虞山店', at: KUNSHAN, stock: 40, shop })
  const first = await redeemed(rig, shop, { cards: 3 })
  const second = await redeemed(rig, shop, { cards: 3 })
  expect(await subsidyOf(first.orderId, store)).toBe(6_000)
  expect(await subsidyOf(second.orderId, other)).toBe(6_000)
  await rig.do(admin, 'catalog.updateCardProduct', { ...(await cardProduct()), subsidyFen: 2_600 })
  const dearer = await redeemed(rig, shop, { cards: 3 })
  expect(await subsidyOf(dearer.orderId, store)).toBe(7_800)
})

async function cardProduct() {
  const saved = await rig.do(admin, 'catalog.getCardProduct', { cardProductId: shop.cardProductId })
  const { id: cardProductId, state: _state, available: _left, nextSeason: _next, ...form } = saved
  return { ...form, cardProductId }
}

test('a note taken back before shipping is void, its stock free, another ships', async () => {
  const before = await balance(store.warehouseId)
  const { orderId } = await paidOrder(rig, shop)
  const { noteId } = await dispatch(rig, admin, orderId, store)
  await rig.do(admin, 'fulfilment.recallDispatch', { noteId, reason: '门店停电' })
  expect(await balance(store.warehouseId)).toEqual(before)
  expect((await rig.do(admin, 'fulfilment.getNote', { noteId })).state).toBe('void')
  expect((await pool()).map(({ id }) => id)).toContain(orderId)
  const twice = { noteId, reason: '再撤' }
  expect(await rig.call(admin, 'fulfilment.recallDispatch', twice)).toMatchObject({
    code: 'STATE_CONFLICT',
  })
  const unknown = { noteId: randomUUID(), reason: '无' }
  expect(await rig.call(admin, 'fulfilment.recallDispatch', unknown)).toMatchObject({ status: 404 })
  const again = await dispatch(rig, admin, orderId, null)
  expect(again.noteNo).not.toBe('')
  const { dispatches } = await rig.do(admin, 'orders.getOrder', { orderId })
  expect(dispatches.map(({ state, shipper }) => `${shipper} ${state}`)).toEqual([
    '昆山前进路店 已派单',
    '昆山前进路店 已撤回',
    '总仓 已派单',
  ])
})

test('the rest of a part-shipped order is taken back and shipped by another', async () => {
  const { orderId } = await paidOrder(rig, shop, { quantity: 3 })
  const { noteId } = await dispatch(rig, admin, orderId, store)
  const [line] = (await rig.do(admin, 'fulfilment.getNote', { noteId })).lines
  await rig.do(admin, 'fulfilment.shipNote', {
    noteId,
    carrierCode: 'SF',
    trackingNo: newTrackingNo(),
    lines: [{ lineId: line?.lineId ?? '', quantity: 1 }],
  })
  const before = await balance(store.warehouseId)
  const rest = (await rig.do(admin, 'orders.getOrder', { orderId })).notes.at(-1)
  await rig.do(admin, 'fulfilment.recallDispatch', { noteId: rest?.id ?? '', reason: '余货不足' })
  expect((await balance(store.warehouseId))?.reserved).toBe((before?.reserved ?? 0) - 8)
  const again = await dispatch(rig, admin, orderId, null)
  expect(
    (await rig.do(admin, 'fulfilment.getNote', { noteId: again.noteId })).contents,
  ).toMatchObject([{ quantity: 8 }, { quantity: 8 }])
  expect(await ship(rig, admin, again.noteId)).toMatchObject({ orderState: 'shipped' })
})

test('overlapping batches dispatch every order once and never deadlock', async () => {
  const other = await openStore(rig, admin, { name: '相城阳澄店', at: WUXI, stock: 400, shop })
  const orders: string[] = []
  for (let index = 0; index < 8; index++) {
    orders.push((await paidOrder(rig, shop)).orderId)
  }
  const targets = [
    { kind: 'store' as const, dealerId: store.dealerId },
    { kind: 'store' as const, dealerId: other.dealerId },
    { kind: 'platform' as const },
  ]
  const batches = targets.flatMap((to) =>
    [orders, [...orders].reverse()].map((ids) => ({ ids, to })),
  )
  const answers = await Promise.all(batches.map(({ ids, to }) => call(ids, to)))
  const done = answers.flatMap((answer) => (answer.ok ? answer.value.dispatched : []))
  expect(answers.every(({ ok }) => ok)).toBe(true)
  expect(done.map(({ orderId }) => orderId).sort()).toEqual([...orders].sort())
  const { rows } = await rig.db.query(
    `select 1 from stock.balances b where b.reserved <> (
       select coalesce(sum(r.quantity), 0) from stock.reservations r
       where r.warehouse_id = b.warehouse_id and r.sku_id = b.sku_id)`,
  )
  expect(rows).toEqual([])
})
