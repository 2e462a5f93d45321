import { createDealer } from '../../../tests/rig/cast'
import { ship } from '../../../tests/rig/delivery'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, pay, type Shop, saveAddress, stockUp } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
})
afterAll(() => rig.stop())

async function reserved(): Promise<number> {
  const { rows } = await rig.db.query(
    'select sum(reserved)::int as n from stock.balances where sku_id = $1',
    [shop.maleSku],
  )
  return rows[0].n
}

async function placed(token: string, addressId: string) {
  const lines = [{ kind: 'package' as const, itemId: shop.packageId, quantity: 2 }]
  const { totalFen } = await rig.do(token, 'orders.quoteOrder', { lines, addressId })
  const order = { lines, addressId, expectedTotalFen: totalFen, fromCart: false, remark: '' }
  return (await rig.do(token, 'orders.placeOrder', order)).orderId
}

test('MB-037 an unpaid order is cancelled with a reason and frees its stock; a paid one is not', async () => {
  const { token } = await signInMember(rig)
  const addressId = await saveAddress(rig, token)
  const before = await reserved()
  const orderId = await placed(token, addressId)
  expect(await reserved()).toBeGreaterThan(before)
  const { buttons } = await rig.do(token, 'orders.getMyOrder', { orderId })
  expect(buttons).toContain('cancel')
  expect(await rig.do(token, 'orders.cancelOrder', { orderId, reason: '地址或商品选错' })).toEqual({
    state: 'closed',
  })
  expect(await reserved()).toBe(before)
  expect(await rig.do(token, 'orders.getMyOrder', { orderId })).toMatchObject({
    state: 'closed',
    buttons: [],
  })
  const seen = await rig.do(admin, 'orders.getOrder', { orderId })
  expect(JSON.stringify(seen)).toContain('地址或商品选错')
  expect(await rig.call(token, 'orders.cancelOrder', { orderId, reason: '' })).toMatchObject({
    code: 'STATE_CONFLICT',
  })

  const buyer = await signInMember(rig)
  const paid = await placed(buyer.token, await saveAddress(rig, buyer.token))
  await pay(rig, buyer.token, paid)
  expect(
    await rig.call(buyer.token, 'orders.cancelOrder', { orderId: paid, reason: '不想要了' }),
  ).toMatchObject({ code: 'ALREADY_PAID' })
  expect(await rig.do(buyer.token, 'orders.getMyOrder', { orderId: paid })).toMatchObject({
    state: 'to-ship',
  })
})

test('MB-038 a paid order waits for its shipper; the member reads 商家备货中 and never who ships or for what', async () => {
  const name = '不该看到的专卖店'
  const store = await createDealer(rig, admin, { name, tier: 1, kind: 'store', discount: 6_000 })
  const { rows } = await rig.do(admin, 'stock.listWarehouses', {})
  const warehouseId = rows.find((row) => row.dealerId === store.dealerId)?.id ?? ''
  const skuIds = [shop.maleSku, shop.femaleSku]
  await stockUp(rig, admin, { warehouseId, skuIds, quantity: 100 })
  const buyer = await signInMember(rig)
  const orderId = await placed(buyer.token, await saveAddress(rig, buyer.token))
  await pay(rig, buyer.token, orderId)
  const seen = async () => {
    const order = await rig.do(buyer.token, 'orders.getMyOrder', { orderId })
    const list = await rig.do(buyer.token, 'orders.listMyOrders', {})
    return { order, text: JSON.stringify([order, list]) }
  }
  expect((await seen()).order).toMatchObject({ state: 'to-ship', parcels: [] })

  const to = { kind: 'store' as const, dealerId: store.dealerId }
  await rig.do(admin, 'fulfilment.dispatchOrders', { orderIds: [orderId], to })
  const waiting = await seen()
  expect(waiting.order.state).toBe('to-ship')
  expect(waiting.text).toContain('商家备货中')

  const { rows: notes } = await rig.do(admin, 'fulfilment.listNotes', {})
  const note = notes.find((one) => one.orderId === orderId)
  await ship(rig, admin, note?.id ?? '')
  const shipped = await seen()
  expect(shipped.order).toMatchObject({ state: 'shipped' })
  expect(shipped.order.parcels).toHaveLength(1)
  for (const { text } of [waiting, shipped]) {
    expect(text).not.toContain(name)
    expect(text).not.toMatch(/settle|subsidy|tier1|dealerId|shipper/i)
  }
})
