import { randomUUID } from 'node:crypto'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop, saveAddress } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
let scarce: Shop
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  scarce = await createShop(rig, admin, { stock: 12 })
})
afterAll(() => rig.stop())

const add = (token: string, packageId: string, quantity: number) =>
  rig.do(token, 'orders.addToCart', { packageId, quantity })
const cart = (token: string) => rig.do(token, 'orders.getCart', {})

test('MB-025 adding again increases up to stock; the badge follows everywhere', async () => {
  const { token, phone } = await signInMember(rig)
  expect(await add(token, shop.packageId, 1)).toEqual({ quantity: 1, badge: 1, atStock: false })
  expect(await add(token, shop.packageId, 2)).toEqual({ quantity: 3, badge: 3, atStock: false })
  expect(await add(token, scarce.packageId, 2)).toEqual({ quantity: 2, badge: 5, atStock: false })
  expect(await add(token, scarce.packageId, 5)).toEqual({ quantity: 3, badge: 6, atStock: true })
  await rig.advance(61_000)
  const phoneTwo = await signInMember(rig, phone)
  expect((await cart(phoneTwo.token)).badge).toBe(6)
  const two = await Promise.all([
    add(token, shop.packageId, 1),
    add(phoneTwo.token, shop.packageId, 1),
  ])
  expect(Math.max(...two.map((one) => one.quantity))).toBe(5)
})

test('MB-027 current price, subtotal, and marks for what cannot be bought so', async () => {
  const changing = await createShop(rig, admin, { stock: 16 })
  const leaving = await createShop(rig, admin)
  const { token } = await signInMember(rig)
  await add(token, changing.packageId, 3)
  await add(token, leaving.packageId, 1)
  await add(token, shop.packageId, 2)
  const plain = (await cart(token)).lines.find((line) => line.packageId === shop.packageId)
  expect(plain).toMatchObject({
    unitFen: 58_800,
    subtotalFen: 117_600,
    problem: 'none',
    priceChanged: false,
  })

  const before = await rig.do(admin, 'catalog.getPackage', { packageId: changing.packageId })
  const { id: _id, state: _state, available: _available, contents, ...fields } = before
  await rig.do(admin, 'catalog.updatePackage', {
    ...fields,
    packageId: changing.packageId,
    contents: contents.map(({ skuId, quantity }) => ({ skuId, quantity })),
    retailFen: 60_000,
  })
  await rig.do(admin, 'catalog.shelfPackages', { ids: [leaving.packageId], on: false })
  await rig.do(admin, 'stock.adjustStock', {
    warehouseId: changing.warehouseId,
    lines: [{ skuId: changing.maleSku, change: -8 }],
    reason: '盘亏',
  })
  const marked = await cart(token)
  const problems = new Map(marked.lines.map((line) => [line.packageId, line]))
  expect(problems.get(changing.packageId)).toMatchObject({
    unitFen: 60_000,
    addedUnitFen: 58_800,
    priceChanged: true,
    problem: 'short',
    available: 2,
  })
  expect(problems.get(leaving.packageId)).toMatchObject({ problem: 'off-shelf' })
  await rig.do(admin, 'stock.adjustStock', {
    warehouseId: changing.warehouseId,
    lines: [{ skuId: changing.maleSku, change: -8 }],
    reason: '盘亏',
  })
  const gone = (await cart(token)).lines.find((line) => line.packageId === changing.packageId)
  expect(gone?.problem).toBe('sold-out')

  const removed = await rig.do(token, 'orders.removeFromCart', { packageIds: [leaving.packageId] })
  expect(removed.badge).toBe(5)
  await rig.do(token, 'orders.clearCart', {})
  expect(await cart(token)).toEqual({ lines: [], badge: 0 })
})

test('MB-028 the quantity follows; above stock it stops there and says so', async () => {
  const { token } = await signInMember(rig)
  const few = await createShop(rig, admin, { stock: 12 })
  await add(token, few.packageId, 1)
  const set = (quantity: number) =>
    rig.do(token, 'orders.setCartQuantity', { packageId: few.packageId, quantity })
  expect(await set(2)).toEqual({ quantity: 2, badge: 2, atStock: false })
  expect(await set(9)).toEqual({ quantity: 3, badge: 3, atStock: true })
  expect((await cart(token)).lines[0]?.subtotalFen).toBe(3 * 58_800)
  const zero = await rig.call(token, 'orders.setCartQuantity', {
    packageId: few.packageId,
    quantity: 0,
  })
  expect(zero).toMatchObject({ code: 'VALIDATION_FAILED' })
  const absent = await rig.call(token, 'orders.setCartQuantity', {
    packageId: shop.packageId,
    quantity: 1,
  })
  expect(absent).toMatchObject({ code: 'NOT_FOUND' })
})

test('an order from the cart takes its lines out; one bought directly leaves them', async () => {
  const { token } = await signInMember(rig)
  await add(token, shop.packageId, 2)
  const addressId = await saveAddress(rig, token)
  const lines = [{ kind: 'package' as const, itemId: shop.packageId, quantity: 1 }]
  const { totalFen } = await rig.do(token, 'orders.quoteOrder', { lines, addressId })
  const order = { lines, addressId, expectedTotalFen: totalFen, remark: '' }
  await rig.do(token, 'orders.placeOrder', { ...order, fromCart: false })
  expect((await cart(token)).badge).toBe(2)
  await rig.do(token, 'orders.placeOrder', { ...order, fromCart: true })
  expect((await cart(token)).badge).toBe(0)
})

test('refused in the declared order: off the shelf, out of stock, cart full', async () => {
  const { token } = await signInMember(rig)
  const { rows } = await rig.do(admin, 'members.listMembers', {})
  const memberId = rows[0]?.id ?? ''
  await add(token, shop.packageId, 1)
  await rig.db.query(
    `insert into orders.cart_line select $1, gen_random_uuid(), 1, 100, now()
     from generate_series(1, 99)`,
    [memberId],
  )
  const call = (packageId: string) =>
    rig.call(token, 'orders.addToCart', { packageId, quantity: 1 })
  expect(await call(randomUUID())).toMatchObject({ code: 'OFF_SHELF' })
  const empty = await createShop(rig, admin, { stock: 1 })
  expect(await call(empty.packageId)).toMatchObject({ code: 'INSUFFICIENT_STOCK' })
  expect(await call(scarce.packageId)).toMatchObject({ code: 'CART_FULL' })
  expect(await call(shop.packageId)).toMatchObject({ ok: true })
  expect((await cart(token)).badge).toBe(101)
})
