import { randomUUID } from 'node:crypto'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop, SUZHOU, saveAddress, stockUp } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
})
afterAll(() => rig.stop())

/** 1.4 kg by weight: 12.00 for the first kilogram and 5.00 for the next. */
const FREIGHT = 1_700
const RETAIL = 58_800

const lines = (quantity: number, packageId = shop.packageId) => [
  { kind: 'package' as const, itemId: packageId, quantity },
]
const order = (addressId: string | null, expectedTotalFen: number, quantity = 1) => ({
  lines: lines(quantity),
  addressId,
  expectedTotalFen,
  fromCart: false,
  remark: '',
})
const ordersOf = async (token: string) =>
  (await rig.do(token, 'orders.listMyOrders', { filter: {} })).total

const levelTo = async (phone: string, discount: number) => {
  const { levelId } = await rig.do(admin, 'members.createLevel', {
    name: `等级 ${discount}`,
    rank: discount % 900,
    discount,
    combine: 'any',
    spendFen: null,
    orderCount: null,
    inviteCount: null,
  })
  const { rows } = await rig.do(admin, 'members.listMembers', { filter: { keyword: phone } })
  const memberId = rows[0]?.id ?? ''
  await rig.do(admin, 'members.setMemberLevel', { memberId, levelId, reason: '老客户' })
}

describe('confirming an order', () => {
  test('MB-031 freight is its own line; an area that is not served is refused', async () => {
    const { token } = await signInMember(rig)
    const near = await saveAddress(rig, token)
    const far = await saveAddress(rig, token, { ...SUZHOU, province: '西藏自治区', city: '拉萨市' })
    const quote = await rig.do(token, 'orders.quoteOrder', { lines: lines(1), addressId: near })
    expect(quote).toMatchObject({ freightFen: FREIGHT, served: true, totalFen: RETAIL + FREIGHT })
    expect(quote.needsAddress).toBe(true)
    const unserved = await rig.do(token, 'orders.quoteOrder', { lines: lines(1), addressId: far })
    expect(unserved).toMatchObject({ served: false, freightFen: null })
    const refused = await rig.call(token, 'orders.placeOrder', order(far, RETAIL))
    expect(refused).toMatchObject({ code: 'REGION_NOT_SERVED', message: '该地区暂不支持配送' })
    expect(await ordersOf(token)).toBe(0)
  })

  test('MB-030 an address is required; another member’s address is not found', async () => {
    const { token } = await signInMember(rig)
    const missing = await rig.call(token, 'orders.placeOrder', order(null, RETAIL))
    expect(missing).toMatchObject({ code: 'ADDRESS_REQUIRED', message: '请选择收货地址' })
    const other = await signInMember(rig)
    const foreign = await saveAddress(rig, other.token)
    const refused = await rig.call(token, 'orders.placeOrder', order(foreign, RETAIL + FREIGHT))
    expect(refused).toMatchObject({ status: 404, code: 'NOT_FOUND' })
    const { rows } = await rig.do(other.token, 'members.listAddresses', {})
    expect(rows[0]).toMatchObject({ isDefault: true, name: SUZHOU.name })
    expect(await ordersOf(token)).toBe(0)
  })

  test('MB-022 one retail price; the level price is derived and charged', async () => {
    const { token, phone } = await signInMember(rig)
    const visitor = await rig.do(null, 'orders.getShopItem', {
      kind: 'package',
      itemId: shop.packageId,
    })
    expect(visitor).toMatchObject({ retailFen: RETAIL, memberFen: null, levelName: null })
    await levelTo(phone, 9_700)
    const member = await rig.do(token, 'orders.getShopItem', {
      kind: 'package',
      itemId: shop.packageId,
    })
    expect(member).toMatchObject({ retailFen: RETAIL, memberFen: 57_036, levelName: '等级 9700' })
    const addressId = await saveAddress(rig, token)
    const quote = await rig.do(token, 'orders.quoteOrder', { lines: lines(3), addressId })
    expect(quote).toMatchObject({ goodsFen: 171_108, savedFen: 5_292, levelDiscount: 9_700 })
    const placed = await rig.do(token, 'orders.placeOrder', order(addressId, quote.totalFen, 3))
    expect(placed.totalFen).toBe(quote.totalFen)
    const { items } = await rig.do(token, 'orders.getMyOrder', { orderId: placed.orderId })
    expect(items[0]).toMatchObject({ unitFen: 57_036, retailFen: RETAIL, amountFen: 171_108 })
  })
})

describe('MB-032 submitting an order', () => {
  test('MB-032 one order with snapshots; another total creates nothing', async () => {
    const { token } = await signInMember(rig)
    const addressId = await saveAddress(rig, token)
    const wrong = await rig.call(token, 'orders.placeOrder', order(addressId, RETAIL))
    expect(wrong).toMatchObject({
      code: 'PRICE_CHANGED',
      message: '合计已变为 ¥605.00，请确认后再提交',
      detail: { total: '605.00', totalFen: RETAIL + FREIGHT },
    })
    expect(await ordersOf(token)).toBe(0)

    const input = { ...order(addressId, RETAIL + FREIGHT), requestId: randomUUID() }
    const taps = await Promise.all([1, 2].map(() => rig.do(token, 'orders.placeOrder', input)))
    expect(taps[0]).toEqual(taps[1])
    expect(await ordersOf(token)).toBe(1)

    const placed = await rig.do(token, 'orders.getMyOrder', { orderId: taps[0]?.orderId ?? '' })
    await rig.do(token, 'members.deleteAddress', { addressId })
    expect(placed).toMatchObject({
      state: 'unpaid',
      totalFen: RETAIL + FREIGHT,
      goodsFen: RETAIL,
      freightFen: FREIGHT,
      address: SUZHOU,
      buttons: ['pay', 'cancel'],
      timeline: [{ text: '提交订单' }],
    })
    expect(Date.parse(placed.payBefore ?? '') - Date.parse(placed.createdAt)).toBe(30 * 60_000)
  })

  test('the same key with another body is refused', async () => {
    const { token } = await signInMember(rig)
    const addressId = await saveAddress(rig, token)
    const input = { ...order(addressId, RETAIL + FREIGHT), requestId: randomUUID() }
    await rig.do(token, 'orders.placeOrder', input)
    const again = await rig.call(token, 'orders.placeOrder', { ...input, remark: '加急' })
    expect(again).toMatchObject({ code: 'KEY_REUSED' })
  })

  test('off the shelf, cards mixed with packages, above 9,999: refused', async () => {
    const { token } = await signInMember(rig)
    const addressId = await saveAddress(rig, token)
    const mixed = await rig.call(token, 'orders.quoteOrder', {
      lines: [...lines(1), { kind: 'e-card', itemId: shop.cardProductId, quantity: 1 }],
      addressId,
    })
    expect(mixed).toMatchObject({ code: 'VALIDATION_FAILED' })
    const unknown = await rig.call(token, 'orders.quoteOrder', {
      lines: lines(1, randomUUID()),
      addressId,
    })
    expect(unknown).toMatchObject({ code: 'OFF_SHELF' })
    const many = await rig.call(token, 'orders.quoteOrder', {
      lines: [...lines(9_000), ...lines(9_000)],
      addressId,
    })
    expect(many).toMatchObject({ code: 'QUANTITY_OUT_OF_RANGE' })
    await rig.do(admin, 'catalog.shelfPackages', { ids: [shop.packageId], on: false })
    const off = await rig.call(token, 'orders.placeOrder', order(addressId, RETAIL + FREIGHT))
    await rig.do(admin, 'catalog.shelfPackages', { ids: [shop.packageId], on: true })
    expect(off).toMatchObject({ code: 'OFF_SHELF', message: '商品已下架' })
  })
})

describe('MB-024 buy now', () => {
  test('MB-024 this one item, the cart untouched; 0 or above stock refused', async () => {
    const small = await createShop(rig, admin, { stock: 8 })
    const { token } = await signInMember(rig)
    const addressId = await saveAddress(rig, token)
    await rig.do(token, 'orders.addToCart', { packageId: shop.packageId, quantity: 2 })
    const wanted = (quantity: number) => lines(quantity, small.packageId)
    const zero = await rig.call(token, 'orders.quoteOrder', { lines: wanted(0), addressId })
    expect(zero).toMatchObject({ status: 400, code: 'VALIDATION_FAILED' })
    const above = await rig.call(token, 'orders.quoteOrder', { lines: wanted(3), addressId })
    expect(above).toMatchObject({ code: 'QUANTITY_OUT_OF_RANGE', detail: { available: 2 } })
    expect(above.ok ? '' : above.message).toContain('库存不足')

    const tooMany = {
      lines: wanted(3),
      addressId,
      expectedTotalFen: 0,
      fromCart: false,
      remark: '',
    }
    const changed = await rig.call(token, 'orders.placeOrder', tooMany)
    const { totalFen } = (changed as unknown as { detail: { totalFen: number } }).detail
    const short = await rig.call(token, 'orders.placeOrder', {
      ...tooMany,
      expectedTotalFen: totalFen,
    })
    expect(short).toMatchObject({ code: 'QUANTITY_OUT_OF_RANGE', detail: { available: 2 } })

    const quote = await rig.do(token, 'orders.quoteOrder', { lines: wanted(2), addressId })
    expect(quote.lines).toHaveLength(1)
    const both = { ...tooMany, lines: wanted(2), expectedTotalFen: quote.totalFen }
    await rig.do(token, 'orders.placeOrder', both)
    const gone = await rig.call(token, 'orders.placeOrder', both)
    expect(gone).toMatchObject({ code: 'INSUFFICIENT_STOCK' })
    expect(gone.ok ? '' : gone.message).toContain('库存不足')
    const cart = await rig.do(token, 'orders.getCart', {})
    expect(cart.lines.map((line) => line.quantity)).toEqual([2])
    await stockUp(rig, admin, { ...small, skuIds: [small.maleSku, small.femaleSku], quantity: 8 })
    await rig.do(token, 'orders.placeOrder', { ...both })
  })
})
