import { randomUUID } from 'node:crypto'
import { signInDealer } from '../../../tests/rig/cast'
import {
  dispatch,
  KUNSHAN,
  newTrackingNo,
  openStore,
  paidOrder,
  type Store,
  WUXI,
} from '../../../tests/rig/delivery'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
let store: Store
let owner: string
let neighbour: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  store = await openStore(rig, admin, { name: '昆山前进路店', at: KUNSHAN, stock: 400, shop })
  const other = await openStore(rig, admin, { name: '无锡一店', at: WUXI, stock: 400, shop })
  owner = await signInDealer(rig, store.phone)
  neighbour = await signInDealer(rig, other.phone)
})
afterAll(() => rig.stop())

const storeOrder = async (quantity: number) => {
  const order = await paidOrder(rig, shop, { quantity })
  return { ...order, ...(await dispatch(rig, admin, order.orderId, store)) }
}
type Order = Awaited<ReturnType<typeof paidOrder>>

/** Asks so many pieces back, in full or for less. */
async function claim(
  order: Order,
  quantity: number,
  amountFen?: number,
  goods?: 'unsent' | 'received',
) {
  const { orderId } = order
  const { lines } = await rig.do(order.token, 'orders.quoteAfterSale', { orderId })
  const { lineId = '', unitFen = 0 } = lines[0] ?? {}
  return rig.do(order.token, 'orders.applyAfterSale', {
    orderId,
    type: 'refund',
    reason: '不想要了',
    description: '',
    pictures: [],
    ...(goods ? { goods } : {}),
    lines: [{ lineId, quantity, amountFen: amountFen ?? unitFen * quantity }],
    freightFen: 0,
  })
}
const balance = async (warehouseId: string) => {
  const { rows } = await rig.do(admin, 'stock.listBalances', { filter: { warehouseId } })
  return rows.find(({ skuId }) => skuId === shop.maleSku)
}
const headOffice = (caseId: string) => rig.do(admin, 'orders.getAfterSale', { caseId })
const approve = (token: string, caseId: string) =>
  rig.call(token, 'orders.approveAfterSale', { caseId, note: '' })

test('a store handles its case first; no other store reads or decides it', async () => {
  const { caseId } = await claim(await storeOrder(1), 1, 100)
  const mine = await rig.do(owner, 'orders.getStoreAfterSale', { caseId })
  expect(mine).toMatchObject({
    state: 'merchant',
    store: '昆山前进路店',
    amountFen: 100,
    refund: null,
    mayHandle: true,
    mayTakeOver: false,
  })
  expect(await headOffice(caseId)).toMatchObject({ mayHandle: false, mayTakeOver: true })
  expect(await rig.call(neighbour, 'orders.getStoreAfterSale', { caseId })).toMatchObject({
    code: 'NOT_FOUND',
  })
  const reason = '与我无关'
  const decisions = [
    approve(neighbour, caseId),
    rig.call(neighbour, 'orders.refuseAfterSale', { caseId, reason }),
    rig.call(neighbour, 'orders.askBuyer', { caseId, wish: 'return', note: reason }),
  ]
  for (const decision of decisions) {
    expect(await decision).toMatchObject({ code: 'NOT_FOUND' })
  }
  const early = [
    approve(admin, caseId),
    rig.call(admin, 'orders.refuseAfterSale', { caseId, reason }),
    rig.call(admin, 'orders.askBuyer', { caseId, wish: 'return', note: reason }),
  ]
  for (const decision of early) {
    expect(await decision).toMatchObject({ code: 'HANDLED_BY_STORE' })
  }
  expect(await approve(owner, caseId)).toMatchObject({ value: { state: 'refunding' } })
  expect(await rig.do(owner, 'orders.getStoreAfterSale', { caseId })).toMatchObject({
    refund: { outRefundNo: expect.any(String) },
    mayHandle: false,
  })
})

test('head office takes a case over: the store loses it, and it is taken once', async () => {
  const { caseId } = await claim(await storeOrder(1), 1, 100)
  const take = () => rig.call(admin, 'orders.takeOverAfterSale', { caseId })
  expect(await rig.call(owner, 'orders.takeOverAfterSale', { caseId })).toMatchObject({
    ok: false,
    status: 403,
  })
  const taken = await Promise.all([take(), take()])
  expect(taken.map(({ ok }) => ok).sort()).toEqual([false, true])
  expect(taken.find(({ ok }) => !ok)).toMatchObject({ code: 'STATE_CONFLICT' })
  expect(await headOffice(caseId)).toMatchObject({
    store: null,
    state: 'merchant',
    mayHandle: true,
    mayTakeOver: false,
  })
  expect((await headOffice(caseId)).history.at(-1)).toMatchObject({ text: '平台接管处理' })
  expect(await approve(owner, caseId)).toMatchObject({ code: 'NOT_FOUND' })
  expect(await rig.call(owner, 'orders.getStoreAfterSale', { caseId })).toMatchObject({
    code: 'NOT_FOUND',
  })
  const unknown = { caseId: randomUUID() }
  expect(await rig.call(admin, 'orders.takeOverAfterSale', unknown)).toMatchObject({
    code: 'NOT_FOUND',
  })
  const reason = '平台核实后不支持'
  await rig.do(admin, 'orders.refuseAfterSale', { caseId, reason })
  expect(await headOffice(caseId)).toMatchObject({ state: 'refused', mayTakeOver: false })
})

test('head office lists all cases and filters them; a store lists its own', async () => {
  const atStore = await claim(await storeOrder(1), 1, 100)
  const order = await paidOrder(rig, shop)
  const atPlatform = await claim(order, 1, 200)
  const ids = async (filter: Record<string, unknown>) =>
    (await rig.do(admin, 'orders.listAfterSales', { filter, size: 100 })).rows.map(({ id }) => id)
  const all = await ids({})
  expect(all).toEqual(expect.arrayContaining([atStore.caseId, atPlatform.caseId]))
  expect(all[0]).toBe(atPlatform.caseId)
  const ofStores = await ids({ handler: 'store' })
  expect(ofStores).toContain(atStore.caseId)
  expect(ofStores).not.toContain(atPlatform.caseId)
  const ofPlatform = await ids({ handler: 'platform', state: 'merchant' })
  expect(ofPlatform).toEqual([atPlatform.caseId])
  expect(await ids({ orderNo: order.orderNo })).toEqual([atPlatform.caseId])
  expect(await ids({ caseNo: atStore.caseNo })).toEqual([atStore.caseId])
  expect(await ids({ type: 'return' })).toEqual([])
  expect(await ids({ reason: '死蟹或变质' })).toEqual([])
  expect(await ids({ reason: '不想要了', type: 'refund' })).toEqual(all)

  const listed = async (token: string, filter: Record<string, unknown> = {}) =>
    (await rig.do(token, 'orders.listStoreAfterSales', { filter })).rows
  expect((await listed(owner, { state: 'merchant' })).map(({ id }) => id)).toEqual([atStore.caseId])
  expect((await listed(owner)).map(({ id }) => id)).not.toContain(atPlatform.caseId)
  expect((await listed(owner))[0]).toMatchObject({ caseNo: atStore.caseNo, amountFen: 100 })
  expect(await listed(neighbour)).toEqual([])
})

test('pieces refunded before they left void the note; the rest goes to a new one', async () => {
  const free = await balance(store.warehouseId)
  const order = await storeOrder(3)
  const { orderId, noteId } = order
  const { caseId } = await claim(order, 1)
  expect(await approve(owner, caseId)).toMatchObject({ value: { state: 'refunding' } })

  expect(await rig.do(admin, 'fulfilment.getNote', { noteId })).toMatchObject({ state: 'void' })
  expect(await balance(store.warehouseId)).toEqual(free)
  const { lines } = await rig.do(admin, 'fulfilment.getNote', { noteId })
  const late = await rig.call(owner, 'fulfilment.shipNote', {
    noteId,
    carrierCode: 'SF',
    trackingNo: newTrackingNo(),
    lines: lines.map(({ lineId }) => ({ lineId, quantity: 1 })),
  })
  expect(late).toMatchObject({ code: 'NOTE_VOIDED' })
  const { dispatches } = await rig.do(admin, 'orders.getOrder', { orderId })
  expect(dispatches.map(({ state }) => state)).toEqual(['已派单', '已撤回'])

  const second = await dispatch(rig, admin, orderId, store)
  const note = await rig.do(admin, 'fulfilment.getNote', { noteId: second.noteId })
  expect(note).toMatchObject({ state: 'to-ship', lines: [{ quantity: 2 }] })
  const promised = (await balance(store.warehouseId))?.reserved ?? 0
  expect(promised - (free?.reserved ?? 0)).toBe(8)
})

test('less money than the pieces cost keeps the note and every piece', async () => {
  const order = await storeOrder(2)
  const before = await balance(store.warehouseId)
  const { caseId } = await claim(order, 1, 100)
  await approve(owner, caseId)
  const note = await rig.do(admin, 'fulfilment.getNote', { noteId: order.noteId })
  expect(note).toMatchObject({ state: 'to-ship', lines: [{ quantity: 2 }] })
  expect(await balance(store.warehouseId)).toEqual(before)
})

test('an order refunded whole before it left is never dispatched again', async () => {
  const order = await storeOrder(1)
  const { orderId, noteId } = order
  const { caseId } = await claim(order, 1)
  await approve(owner, caseId)
  expect(await rig.do(admin, 'fulfilment.getNote', { noteId })).toMatchObject({ state: 'void' })
  const again = await rig.call(admin, 'fulfilment.dispatchOrders', {
    orderIds: [orderId],
    to: { kind: 'platform' },
  })
  expect(again).toMatchObject({ code: 'NOT_DISPATCHABLE' })
  const { rows } = await rig.do(admin, 'fulfilment.listDispatchPool', { size: 100 })
  expect(rows.map(({ id }) => id)).not.toContain(orderId)
})

test('what had not left of a part-shipped order stays; the order waits for receipt', async () => {
  const order = await storeOrder(3)
  const { orderId, noteId } = order
  const { lines } = await rig.do(admin, 'fulfilment.getNote', { noteId })
  const parcel = { noteId, carrierCode: 'SF' as const, trackingNo: newTrackingNo() }
  const first = await rig.do(owner, 'fulfilment.shipNote', {
    ...parcel,
    lines: lines.map(({ lineId }) => ({ lineId, quantity: 1 })),
  })
  expect(first.orderState).toBe('part-shipped')
  const before = await balance(store.warehouseId)
  const { caseId } = await claim(order, 2, undefined, 'unsent')
  expect(await approve(owner, caseId)).toMatchObject({ value: { state: 'refunding' } })
  const after = await balance(store.warehouseId)
  expect((before?.reserved ?? 0) - (after?.reserved ?? 0)).toBe(8)
  expect(after?.onHand).toBe(before?.onHand)
  const seen = await rig.do(admin, 'orders.getOrder', { orderId })
  expect(seen).toMatchObject({ state: 'shipped', shipper: '昆山前进路店' })
  expect(seen.notes.map(({ state }) => state).sort()).toEqual(['发货完成', '已作废'])
})

test('a clerk who refunds and a shipper who ships at once never both win', async () => {
  for (let round = 0; round < 4; round++) {
    const order = await storeOrder(1)
    const { orderId, noteId } = order
    const { caseId } = await claim(order, 1)
    const { lines } = await rig.do(admin, 'fulfilment.getNote', { noteId })
    const parcel = { noteId, carrierCode: 'SF' as const, trackingNo: newTrackingNo() }
    const [shipped, approved] = await Promise.all([
      rig.call(owner, 'fulfilment.shipNote', {
        ...parcel,
        lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
      }),
      approve(owner, caseId),
    ])
    expect(approved).toMatchObject({ ok: true })
    const { state } = await rig.do(admin, 'orders.getOrder', { orderId })
    const note = await rig.do(admin, 'fulfilment.getNote', { noteId })
    // Whoever is first has the goods: shipped and refunded afterwards, or never shipped.
    expect([note.state, state]).toEqual(shipped.ok ? ['shipped', 'shipped'] : ['void', 'to-ship'])
    if (!shipped.ok) {
      expect(shipped.code).toBe('NOTE_VOIDED')
    }
  }
})
