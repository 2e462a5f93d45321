import { randomUUID } from 'node:crypto'
import { createDealer } from '../../../tests/rig/cast'
import { heldUpBy } from '../../../tests/rig/held-up'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop } from '../../../tests/rig/shop'
import type { Ctx } from '../../runtime/context'
import { openContext } from '../../runtime/run-command'
import {
  availability,
  giveBackQuota,
  moveReservation,
  release,
  reserve,
  shipReserved,
  takeQuota,
} from './index'

let rig: Rig
let admin: string
let shop: Shop
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin, { stock: 100, quota: 10 })
})
afterAll(() => rig.stop())

const within = <Value>(work: (ctx: Ctx) => Promise<Value>): Promise<Value> =>
  rig.deps.db
    .transaction()
    .execute((tx) => work(openContext(rig.deps, tx, { app: 'system', name: 'test' }).ctx))
const document = () => ({ kind: 'order', id: randomUUID(), no: '测试单' })
const free = async (warehouseId?: string) =>
  (await availability(rig.deps.db, [shop.maleSku], warehouseId)).get(shop.maleSku)
const adjust = (change: number, warehouseId = shop.warehouseId) =>
  rig.call(admin, 'stock.adjustStock', {
    warehouseId,
    lines: [{ skuId: shop.maleSku, change }],
    reason: '盘点',
  })

/** What the balances say must be what movements and reservations add up to. */
async function expectConsistent() {
  const { rows } = await rig.db.query(
    `select b.sku_id from stock.balances b
     where b.on_hand <> (select coalesce(sum(m.change), 0) from stock.movements m
                         where m.warehouse_id = b.warehouse_id and m.sku_id = b.sku_id)
        or b.reserved <> (select coalesce(sum(r.quantity), 0) from stock.reservations r
                          where r.warehouse_id = b.warehouse_id and r.sku_id = b.sku_id)`,
  )
  expect(rows).toEqual([])
}
afterEach(expectConsistent)

test('a promise takes stock off what is free, shipping takes it off what is there', async () => {
  const order = document()
  const lines = [
    { skuId: shop.maleSku, quantity: 30 },
    { skuId: shop.femaleSku, quantity: 10 },
  ]
  expect(
    await within((ctx) => reserve(ctx, { document: order, warehouseId: 'central', lines })),
  ).toEqual({ ok: true })
  expect(await free()).toMatchObject({ onHand: 100, reserved: 30, available: 70 })
  const part = [{ skuId: shop.maleSku, quantity: 12 }]
  await within((ctx) => shipReserved(ctx, { document: order, lines: part }))
  expect(await free()).toMatchObject({ onHand: 88, reserved: 18, available: 70 })
  const over = [{ skuId: shop.maleSku, quantity: 19 }]
  expect(await within((ctx) => shipReserved(ctx, { document: order, lines: over }))).toMatchObject({
    code: 'INSUFFICIENT_STOCK',
  })
  await within((ctx) => release(ctx, { document: order }))
  await within((ctx) => release(ctx, { document: order }))
  expect(await free()).toMatchObject({ onHand: 88, reserved: 0, available: 88 })
  const { rows } = await rig.do(admin, 'stock.listMovements', {
    filter: { documentNo: order.no, skuId: shop.maleSku },
  })
  expect(rows).toMatchObject([{ kind: '配送出库', change: -12, onHandAfter: 88 }])
  await adjust(12)
})

test('all lines are promised or none, and the refusal names what is short', async () => {
  const lines = [
    { skuId: shop.femaleSku, quantity: 1 },
    { skuId: shop.maleSku, quantity: 101 },
  ]
  const order = document()
  const short = await within((ctx) =>
    reserve(ctx, { document: order, warehouseId: 'central', lines }),
  )
  expect(short).toMatchObject({
    ok: false,
    short: [{ skuId: shop.maleSku, name: /公 4.0 两/, needed: 101, available: 100 }],
  })
  expect(await free()).toMatchObject({ reserved: 0 })
})

test('a promise moves to a store whole, or stays where it is', async () => {
  const { dealerId } = await createDealer(rig, admin, {
    name: '昆山前进路店',
    tier: 1,
    kind: 'store',
    discount: 6_000,
  })
  const { rows } = await rig.do(admin, 'stock.listWarehouses', {})
  const store = rows.find((row) => row.dealerId === dealerId)
  expect(store).toMatchObject({ name: '昆山前进路店', kind: 'store' })
  const storeId = store?.id ?? ''
  const order = document()
  const lines = [{ skuId: shop.maleSku, quantity: 8 }]
  await within((ctx) => reserve(ctx, { document: order, warehouseId: 'central', lines }))
  const move = (to: string) => within((ctx) => moveReservation(ctx, { document: order, to, lines }))
  await adjust(7, storeId)
  expect(await move(storeId)).toMatchObject({ ok: false, short: [{ needed: 8, available: 7 }] })
  expect(await free()).toMatchObject({ reserved: 8 })
  await adjust(1, storeId)
  expect(await move(storeId)).toEqual({ ok: true })
  expect(await free()).toMatchObject({ reserved: 0 })
  expect(await free(storeId)).toMatchObject({ onHand: 8, reserved: 8, available: 0 })
  expect(await move(storeId)).toEqual({ ok: true })
  expect(await move('central')).toEqual({ ok: true })
  expect(await free(storeId)).toMatchObject({ reserved: 0, available: 8 })
  await within((ctx) => release(ctx, { document: order }))
})

test('an adjustment has a reason and never goes under what is promised', async () => {
  const order = document()
  const lines = [{ skuId: shop.maleSku, quantity: 60 }]
  await within((ctx) => reserve(ctx, { document: order, warehouseId: 'central', lines }))
  expect(await adjust(-41)).toMatchObject({ code: 'STOCK_NEGATIVE' })
  expect(await adjust(-40)).toMatchObject({ ok: true })
  const { rows } = await rig.do(admin, 'stock.listMovements', {
    filter: { warehouseId: shop.warehouseId, skuId: shop.maleSku },
  })
  expect(rows[0]).toMatchObject({ kind: '盘点调整', change: -40, onHandAfter: 60, reason: '盘点' })
  await within((ctx) => release(ctx, { document: order }))
  await adjust(40)
  const unknown = await rig.call(admin, 'stock.adjustStock', {
    warehouseId: shop.warehouseId,
    lines: [{ skuId: randomUUID(), change: 1 }],
    reason: '盘点',
  })
  expect(unknown).toMatchObject({ status: 404 })
  expect(await adjust(1, randomUUID())).toMatchObject({ status: 404 })
})

test('balances are found by code or name and sorted; low ones alone on demand', async () => {
  const list = async (filter: Record<string, unknown>, sort: 'code' | '-available' = 'code') =>
    (await rig.do(admin, 'stock.listBalances', { filter, sort })).rows
  const all = await list({ warehouseId: shop.warehouseId })
  expect(all.map(({ code }) => code)).toEqual([...all.map(({ code }) => code)].sort())
  const [first] = await list({ keyword: all[0]?.code ?? '' })
  expect(first).toMatchObject({ onHand: 100, reserved: 0, available: 100, warnAt: 20 })
  await adjust(-85)
  const low = await list({ low: true, warehouseId: shop.warehouseId })
  expect(low).toMatchObject([{ skuId: shop.maleSku, available: 15 }])
  await adjust(85)
})

test('a quota is taken exactly, given back, and edited without losing what was taken', async () => {
  const listingId = shop.cardProductId
  const take = (quantity: number) => within((ctx) => takeQuota(ctx, { listingId, quantity }))
  const taken = await Promise.all(Array.from({ length: 14 }, () => take(1)))
  expect(taken.filter(Boolean)).toHaveLength(10)
  const left = async () =>
    (await rig.do(admin, 'catalog.getCardProduct', { cardProductId: listingId })).available
  expect(await left()).toBe(0)
  await within((ctx) => giveBackQuota(ctx, { listingId, quantity: 3 }))
  expect(await left()).toBe(3)
  expect(await take(4)).toBe(false)
  const saved = await rig.do(admin, 'catalog.getCardProduct', { cardProductId: listingId })
  const { id: _id, state: _state, available: _left, nextSeason: _next, ...form } = saved
  await rig.do(admin, 'catalog.updateCardProduct', { ...form, cardProductId: listingId, quota: 12 })
  expect(await left()).toBe(5)
})

test('a promise that shrinks while its move waits is judged by what is left, and stays when refused', async () => {
  const order = document()
  const skuId = shop.maleSku
  const before = (await free(shop.warehouseId))?.available ?? 0
  await within((ctx) =>
    reserve(ctx, {
      document: order,
      warehouseId: shop.warehouseId,
      lines: [{ skuId, quantity: 6 }],
    }),
  )
  // Everything that nobody was promised goes, and two of the six promised.
  const clerk = await rig.db.connect()
  try {
    await clerk.query('begin')
    await clerk.query(
      `update stock.balances set on_hand = on_hand - $3, reserved = reserved - 2
       where warehouse_id = $1 and sku_id = $2`,
      [shop.warehouseId, skuId, before - 4],
    )
    await clerk.query(
      'update stock.reservations set quantity = quantity - 2 where document_id = $1',
      [order.id],
    )
    const move = within((ctx) =>
      moveReservation(ctx, { document: order, to: 'central', lines: [{ skuId, quantity: 5 }] }),
    )
    await heldUpBy(rig, clerk, move)
    await clerk.query('commit')
    expect(await move).toMatchObject({ ok: false })
  } finally {
    clerk.release(true)
  }
  const { rows } = await rig.db.query(
    'select quantity from stock.reservations where document_id = $1',
    [order.id],
  )
  expect(rows).toEqual([{ quantity: 4 }])
  await rig.db.query(
    'update stock.balances set on_hand = on_hand + $3 where warehouse_id = $1 and sku_id = $2',
    [shop.warehouseId, skuId, before - 4],
  )
})
