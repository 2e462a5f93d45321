import { operations } from '@xietong/domain/operations'
import { sampleInput } from '../../../tests/fuzz/sample'
import { createDealer, signInDealer } from '../../../tests/rig/cast'
import { buy, changeDealer, joinedMember } from '../../../tests/rig/network'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop, stockUp } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
})
afterAll(() => rig.stop())

const warehouseOf = async (dealerId: string) => {
  const { rows } = await rig.do(admin, 'stock.listWarehouses', {})
  return rows.find((row) => row.dealerId === dealerId)?.id
}

const dispatch = (orderId: string, dealerId: string) =>
  rig.call(admin, 'fulfilment.dispatchOrders', {
    orderIds: [orderId],
    to: { kind: 'store', dealerId },
  })

test('AD-021 only a store holds stock, gets dispatches and delivers; a partner is told so; lower tiers have no kind', async () => {
  const store = await createDealer(rig, admin, {
    name: '昆山前进路店',
    tier: 1,
    kind: 'store',
    discount: 6_000,
  })
  const partner = await createDealer(rig, admin, {
    name: '吴中合伙人',
    tier: 1,
    kind: 'partner',
    discount: 6_000,
  })
  const second = await createDealer(rig, admin, {
    name: '姑苏鲜品',
    tier: 2,
    parentId: store.dealerId,
    discount: 7_000,
  })
  expect(await rig.do(admin, 'channel.getDealer', { dealerId: second.dealerId })).toMatchObject({
    kind: null,
  })
  expect(await changeDealer(rig, admin, second.dealerId, { kind: 'store' })).toMatchObject({
    code: 'VALIDATION_FAILED',
  })
  const warehouseId = (await warehouseOf(store.dealerId)) ?? ''
  expect(warehouseId).not.toBe('')
  for (const other of [partner, second]) {
    expect(await warehouseOf(other.dealerId)).toBeUndefined()
  }
  const skuIds = [shop.maleSku, shop.femaleSku]
  await stockUp(rig, admin, { warehouseId, skuIds, quantity: 100 })
  const member = await joinedMember(rig, null)
  const orderId = await buy(rig, member, { kind: 'package', itemId: shop.packageId, quantity: 1 })
  for (const other of [partner, second]) {
    expect(await dispatch(orderId, other.dealerId)).toMatchObject({
      ok: false,
      code: 'NOT_ALLOWED_FOR_KIND',
    })
  }
  const sent = await dispatch(orderId, store.dealerId)
  expect(sent).toMatchObject({ ok: true, value: { dispatched: [{ orderId }], refused: [] } })
  const own = await signInDealer(rig, store.phone)
  expect((await rig.do(own, 'fulfilment.listStoreNotes', {})).rows).toHaveLength(1)
  const foreign = await signInDealer(rig, partner.phone)
  // Whatever a store may do as a store, a partner asking for the same learns why it may not.
  const storeOnly = Object.values(operations).filter(
    ({ may }) => 'dealer' in may && may.dealer?.kind === 'store',
  )
  expect(storeOnly.map(({ name }) => name)).toContain('fulfilment.shipNote')
  for (const operation of storeOnly) {
    const input = sampleInput(operation) as never
    expect(await rig.call(foreign, operation.name as never, input)).toMatchObject({
      ok: false,
      status: 403,
      code: 'NOT_ALLOWED_FOR_KIND',
      message: /专卖店/,
    })
  }
})
