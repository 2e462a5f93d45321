import { signInDealer } from '../../../tests/rig/cast'
import {
  dispatch,
  KUNSHAN,
  newTrackingNo,
  openStore,
  paidOrder,
  type Store,
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
let rival: Store
let owner: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  store = await openStore(rig, admin, { name: '昆山店', at: KUNSHAN, stock: 40, shop })
  rival = await openStore(rig, admin, { name: '无锡店', at: WUXI, stock: 40, shop })
  owner = await signInDealer(rig, store.phone)
})
afterAll(() => rig.stop())

const back = (noteId: string, reason = '今天人手不够') =>
  rig.call(owner, 'fulfilment.returnDispatch', { noteId, reason })
async function reservedAt(warehouseId: string): Promise<number> {
  const { rows } = await rig.db.query(
    'select coalesce(sum(reserved), 0)::int as n from stock.balances where warehouse_id = $1',
    [warehouseId],
  )
  return rows[0].n
}

test('DL-105 a store hands an order back before its first shipment; its stock is free, another ships', async () => {
  const { orderId, orderNo } = await paidOrder(rig, shop)
  const { noteId } = await dispatch(rig, admin, orderId, store)
  expect(await reservedAt(store.warehouseId)).toBe(8)
  expect(await rig.call(owner, 'fulfilment.returnDispatch', { noteId, reason: '' })).toMatchObject({
    code: 'VALIDATION_FAILED',
  })
  expect(await back(noteId)).toMatchObject({ ok: true })
  expect(await reservedAt(store.warehouseId)).toBe(0)
  expect(await rig.call(owner, 'fulfilment.getStoreNote', { noteId })).toMatchObject({
    status: 404,
  })
  expect(await back(noteId)).toMatchObject({ status: 404 })

  const order = await rig.do(admin, 'orders.getOrder', { orderId })
  expect(order).toMatchObject({ state: 'to-ship', dispatch: 'to-dispatch', shipper: null })
  expect(order.dispatches.at(-1)).toMatchObject({
    state: '门店退回',
    shipper: '昆山店',
    reason: '今天人手不够',
  })
  await rig.tick()
  const told = await rig.do(admin, 'notify.listMessages', { filter: {} })
  expect(told.rows.map(({ text }) => text).join()).toContain(`昆山店 退回了订单 ${orderNo}`)
  const pool = await rig.do(admin, 'fulfilment.listDispatchPool', { filter: { keyword: orderNo } })
  expect(pool.rows).toMatchObject([{ id: orderId }])
  const second = await dispatch(rig, admin, orderId, rival)
  expect(await reservedAt(rival.warehouseId)).toBe(8)
  expect(await back(second.noteId)).toMatchObject({ status: 404 })
  expect(await ship(rig, admin, second.noteId)).toMatchObject({ orderState: 'shipped' })
})

test('after a part was shipped nothing is handed back; of returning and shipping only one happens', async () => {
  const { orderId } = await paidOrder(rig, shop, { quantity: 2 })
  const { noteId } = await dispatch(rig, admin, orderId, store)
  const [line] = (await rig.do(owner, 'fulfilment.getStoreNote', { noteId })).lines
  const part = (token: string, id: string) =>
    rig.call(token, 'fulfilment.shipNote', {
      noteId: id,
      carrierCode: 'SF',
      trackingNo: newTrackingNo(),
      lines: [{ lineId: line?.lineId ?? '', quantity: 1 }],
    })
  expect(await part(owner, noteId)).toMatchObject({ ok: true })
  expect(await back(noteId)).toMatchObject({ code: 'PART_SHIPPED' })
  const { notes } = await rig.do(admin, 'orders.getOrder', { orderId })
  const rest = notes.find((note) => note.state === '待发货')
  expect(await back(rest?.id ?? '')).toMatchObject({ code: 'PART_SHIPPED' })

  for (let round = 0; round < 5; round++) {
    const order = await paidOrder(rig, shop)
    const { noteId: id } = await dispatch(rig, admin, order.orderId, store)
    const { lines } = await rig.do(owner, 'fulfilment.getStoreNote', { noteId: id })
    const [shipped, returned] = await Promise.all([
      rig.call(owner, 'fulfilment.shipNote', {
        noteId: id,
        carrierCode: 'SF',
        trackingNo: newTrackingNo(),
        lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
      }),
      back(id),
    ])
    expect([shipped.ok, returned.ok].filter(Boolean)).toHaveLength(1)
    const { state } = await rig.do(admin, 'orders.getOrder', { orderId: order.orderId })
    expect(state).toBe(shipped.ok ? 'shipped' : 'to-ship')
  }
})
