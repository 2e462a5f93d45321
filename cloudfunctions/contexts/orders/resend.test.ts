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
let empty: Store
let owner: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  store = await openStore(rig, admin, { name: '昆山前进路店', at: KUNSHAN, stock: 400, shop })
  empty = await openStore(rig, admin, { name: '无锡一店', at: WUXI, stock: 4, shop })
  owner = await signInDealer(rig, store.phone)
})
afterAll(() => rig.stop())

type Order = Awaited<ReturnType<typeof paidOrder>>

/** Sends so many pieces of an order's note; all that is left of it when nothing is said. */
async function ship(token: string, noteId: string, quantity?: number) {
  const { lines } = await rig.do(admin, 'fulfilment.getNote', { noteId })
  return rig.do(token, 'fulfilment.shipNote', {
    noteId,
    carrierCode: 'SF',
    trackingNo: newTrackingNo(),
    lines: lines.map((line) => ({ lineId: line.lineId, quantity: quantity ?? line.quantity })),
  })
}
async function shippedOrder(by: Store, quantity: number, gone = quantity) {
  const order = await paidOrder(rig, shop, { quantity })
  const { noteId } = await dispatch(rig, admin, order.orderId, by)
  await ship(admin, noteId, gone)
  return order
}
const quote = async (order: Order) => {
  const { orderId } = order
  const room = await rig.do(order.token, 'orders.quoteAfterSale', { orderId })
  const [line] = room.lines
  if (!line) throw new Error('the order has no lines')
  return { ...room, line }
}
async function apply(
  order: Order,
  wish: { type: 'refund' | 'return' | 'resend'; quantity: number; goods?: 'unsent' | 'received' },
) {
  const { line } = await quote(order)
  const { type, quantity, goods } = wish
  return rig.call(order.token, 'orders.applyAfterSale', {
    orderId: order.orderId,
    type,
    reason: '少件漏发',
    description: '',
    pictures: [],
    ...(goods ? { goods } : {}),
    lines: [
      { lineId: line.lineId, quantity, amountFen: type === 'resend' ? 0 : line.unitFen * quantity },
    ],
    freightFen: 0,
  })
}
async function caseOf(...wish: Parameters<typeof apply>): Promise<string> {
  const made = await apply(...wish)
  if (!made.ok) throw new Error(made.code)
  return made.value.caseId
}
const approve = (token: string, caseId: string) =>
  rig.call(token, 'orders.approveAfterSale', { caseId, note: '' })
const seen = (caseId: string) => rig.do(admin, 'orders.getAfterSale', { caseId })
const balance = async (warehouseId: string) => {
  const { rows } = await rig.do(admin, 'stock.listBalances', { filter: { warehouseId } })
  const { onHand = 0, reserved = 0 } = rows.find(({ skuId }) => skuId === shop.maleSku) ?? {}
  return { onHand, reserved }
}
const order = (orderId: string) => rig.do(admin, 'orders.getOrder', { orderId })
const paidBack = async (orderId: string) => {
  const { rows } = await rig.db.query(
    `select count(*)::int as n from payments.refund r join payments.attempt a
    on a.id = r.attempt_id where a.order_id = $1`,
    [orderId],
  )
  return rows[0].n
}

describe('AD-256 after-sale list, handling by the store first, and 补发', () => {
  test('the store that handles the case sends the pieces again, without money, from its stock and with a parcel of its own', async () => {
    const bought = await shippedOrder(store, 2)
    const caseId = await caseOf(bought, { type: 'resend', quantity: 1 })
    expect(await seen(caseId)).toMatchObject({
      type: 'resend',
      amountFen: 0,
      goods: 'received',
      store: '昆山前进路店',
      resend: null,
    })
    const before = await balance(store.warehouseId)
    expect(await approve(owner, caseId)).toMatchObject({ value: { state: 'resending' } })
    expect(await approve(owner, caseId)).toMatchObject({ code: 'STATE_CONFLICT' })
    const { resend } = await seen(caseId)
    const again = await order(resend?.orderId ?? '')
    expect(again).toMatchObject({
      type: 'resend',
      state: 'to-ship',
      totalFen: 0,
      paidFen: null,
      shipper: '昆山前进路店',
      items: [{ quantity: 1, unitFen: 0 }],
      notes: [{ state: '待发货', shipper: '昆山前进路店' }],
    })
    const promised = await balance(store.warehouseId)
    expect(promised.reserved - before.reserved).toBe(4)
    const noteId = again.notes[0]?.id ?? ''
    const note = await rig.do(owner, 'fulfilment.getStoreNote', { noteId })
    // The store is not paid for its own repair.
    expect(note).toMatchObject({ goodsSettlementFen: 0, subsidyFen: 0 })
    await ship(owner, noteId)
    expect(await balance(store.warehouseId)).toEqual({
      onHand: before.onHand - 4,
      reserved: before.reserved,
    })
    const done = await seen(caseId)
    expect(done).toMatchObject({ state: 'done', doneAt: expect.any(String), refund: null })
    expect(done.history.map(({ state }) => state)).toEqual(['merchant', 'resending', 'done'])
    const parcels = (await order(resend?.orderId ?? '')).parcels
    expect(parcels).toHaveLength(1)
    // The buyer reads of it, receives it, and no money moved anywhere.
    const mine = await rig.do(bought.token, 'orders.getMyOrder', { orderId: resend?.orderId ?? '' })
    expect(mine).toMatchObject({
      type: 'resend',
      state: 'shipped',
      buttons: ['track', 'receive', 'extend'],
    })
    await rig.do(bought.token, 'orders.confirmReceipt', { orderId: resend?.orderId ?? '' })
    expect(await paidBack(bought.orderId)).toBe(0)
    expect((await order(bought.orderId)).refundedFen).toBe(0)
  })

  test('without stock at the store, or when head office took the case over, the pool sends it', async () => {
    const bought = await shippedOrder(empty, 1)
    const caseId = await caseOf(bought, { type: 'resend', quantity: 1 })
    const keeper = await signInDealer(rig, empty.phone)
    expect(await approve(keeper, caseId)).toMatchObject({ value: { state: 'resending' } })
    const { resend } = await seen(caseId)
    const orderId = resend?.orderId ?? ''
    expect(await order(orderId)).toMatchObject({ dispatch: 'to-dispatch', notes: [] })
    const pool = await rig.do(admin, 'fulfilment.listDispatchPool', { size: 100 })
    expect(pool.rows.map(({ id }) => id)).toContain(orderId)
    const { noteId } = await dispatch(rig, admin, orderId, store)
    await ship(owner, noteId)
    expect(await seen(caseId)).toMatchObject({ state: 'done' })

    const other = await shippedOrder(store, 1)
    const taken = await caseOf(other, { type: 'resend', quantity: 1 })
    expect(await approve(admin, taken)).toMatchObject({ code: 'HANDLED_BY_STORE' })
    await rig.do(admin, 'orders.takeOverAfterSale', { caseId: taken })
    expect(await approve(owner, taken)).toMatchObject({ code: 'NOT_FOUND' })
    expect(await approve(admin, taken)).toMatchObject({ value: { state: 'resending' } })
    const after = await seen(taken)
    expect(await order(after.resend?.orderId ?? '')).toMatchObject({ dispatch: 'to-dispatch' })
  })

  test('tabs, columns, type, reason and who must act; head office sees all and takes a store’s case over', async () => {
    const atStore = await shippedOrder(store, 1)
    const resent = await caseOf(atStore, { type: 'resend', quantity: 1 })
    const other = await shippedOrder(store, 1)
    const returned = await caseOf(other, { type: 'return', quantity: 1 })
    const atPlatform = await paidOrder(rig, shop, { quantity: 1 })
    const refund = await caseOf(atPlatform, { type: 'refund', quantity: 1 })
    const mine = [refund, returned, resent]
    const list = async (filter: Record<string, unknown>) => {
      const input = { filter, size: 100 as const }
      const { rows } = await rig.do(admin, 'orders.listAfterSales', input)
      return rows.filter(({ id }) => mine.includes(id))
    }
    const ids = async (filter: Record<string, unknown>) => (await list(filter)).map(({ id }) => id)
    expect(await ids({})).toEqual(mine)
    expect((await list({}))[0]).toMatchObject({
      caseNo: expect.stringMatching(/^S\d{16}$/),
      orderedAt: expect.any(String),
      orderNo: atPlatform.orderNo,
      itemSummary: expect.stringContaining('× 1'),
    })
    expect(await ids({ type: 'refund' })).toEqual([refund])
    expect(await ids({ type: 'return' })).toEqual([returned])
    expect(await ids({ type: 'resend' })).toEqual([resent])
    expect(await ids({ reason: '少件漏发' })).toEqual(mine)
    expect(await ids({ reason: '包装破损' })).toEqual([])
    expect(await ids({ handler: 'platform' })).toEqual([refund])
    expect(await ids({ handler: 'store' })).toEqual([returned, resent])
    // The store decides first: head office only after taking the case over.
    const ask = { caseId: returned, wish: 'return' as const, note: '请寄回' }
    expect(await rig.call(admin, 'orders.askBuyer', ask)).toMatchObject({
      code: 'HANDLED_BY_STORE',
    })
    await rig.do(owner, 'orders.askBuyer', ask)
    expect(await ids({ handler: 'buyer' })).toEqual([returned])
    expect(await ids({ state: 'merchant' })).toEqual([refund, resent])
    expect(await ids({ state: 'buyer' })).toEqual([returned])
    await rig.do(admin, 'orders.takeOverAfterSale', { caseId: resent })
    expect(await ids({ handler: 'platform' })).toEqual([refund, resent])
    expect(await approve(owner, resent)).toMatchObject({ code: 'NOT_FOUND' })
    const reason = '核实后已送达'
    expect(
      await rig.call(admin, 'orders.refuseAfterSale', { caseId: resent, reason }),
    ).toMatchObject({ value: { state: 'refused' } })
  })

  test('only pieces that left are sent again, and never for money', async () => {
    const waiting = await paidOrder(rig, shop, { quantity: 1 })
    expect(await apply(waiting, { type: 'resend', quantity: 1 })).toMatchObject({
      code: 'AFTERSALE_TOO_MUCH',
    })
    const bought = await shippedOrder(store, 1)
    const { line } = await quote(bought)
    const paid = {
      orderId: bought.orderId,
      type: 'resend' as const,
      reason: '少件漏发' as const,
      description: '',
      pictures: [],
      lines: [{ lineId: line.lineId, quantity: 1, amountFen: 100 }],
      freightFen: 0,
    }
    expect(await rig.call(bought.token, 'orders.applyAfterSale', paid)).toMatchObject({
      code: 'AFTERSALE_TOO_MUCH',
    })
    // While it is decided the piece is claimed; once it was sent again it can be claimed anew.
    const caseId = await caseOf(bought, { type: 'resend', quantity: 1 })
    expect(await apply(bought, { type: 'refund', quantity: 1 })).toMatchObject({
      code: 'AFTERSALE_TOO_MUCH',
    })
    await approve(owner, caseId)
    const { resend } = await seen(caseId)
    const [note] = (await order(resend?.orderId ?? '')).notes
    await ship(owner, note?.id ?? '')
    expect(await apply(bought, { type: 'refund', quantity: 1 })).toMatchObject({ ok: true })
  })
})

describe('pieces of a part-shipped order', () => {
  test('a full-price claim for a received piece cancels no piece that waits to be sent', async () => {
    const bought = await shippedOrder(store, 3, 1)
    expect(await quote(bought)).toMatchObject({
      partShipped: true,
      line: { leftPieces: 3, leftUnsent: 2, leftReceived: 1 },
    })
    const caseId = await caseOf(bought, { type: 'refund', quantity: 1, goods: 'received' })
    expect(await approve(owner, caseId)).toMatchObject({ value: { state: 'refunding' } })
    const now = await order(bought.orderId)
    expect(now.state).toBe('part-shipped')
    const open = now.notes.find(({ state }) => state === '待发货')
    const { lines } = await rig.do(admin, 'fulfilment.getNote', { noteId: open?.id ?? '' })
    expect(lines).toMatchObject([{ quantity: 2 }])
    expect(await quote(bought)).toMatchObject({ line: { leftUnsent: 2, leftReceived: 0 } })
    // Nobody who says nothing stops anything: the rest are not received pieces.
    expect(await apply(bought, { type: 'refund', quantity: 2 })).toMatchObject({
      code: 'AFTERSALE_TOO_MUCH',
    })
    const rest = await caseOf(bought, { type: 'refund', quantity: 2, goods: 'unsent' })
    expect(await approve(owner, rest)).toMatchObject({ value: { state: 'refunding' } })
    const after = await order(bought.orderId)
    expect(after.notes.map(({ state }) => state).sort()).toEqual(['发货完成', '已作废'])
  })
})

describe('the merchant of a case', () => {
  test('an undecided case about unsent pieces goes along with the shipping party, a taken one stays', async () => {
    const bought = await paidOrder(rig, shop, { quantity: 1 })
    const caseId = await caseOf(bought, { type: 'refund', quantity: 1 })
    expect(await seen(caseId)).toMatchObject({ store: null, mayHandle: true })
    const { noteId } = await dispatch(rig, admin, bought.orderId, store)
    expect(await seen(caseId)).toMatchObject({ store: '昆山前进路店', mayHandle: false })
    expect((await seen(caseId)).history.at(-1)).toMatchObject({ text: '转由昆山前进路店处理' })
    await rig.do(admin, 'fulfilment.recallDispatch', { noteId, reason: '改派' })
    expect(await seen(caseId)).toMatchObject({ store: null })
    const second = await dispatch(rig, admin, bought.orderId, store)
    await rig.do(admin, 'orders.takeOverAfterSale', { caseId })
    await rig.do(admin, 'fulfilment.recallDispatch', { noteId: second.noteId, reason: '改派' })
    await dispatch(rig, admin, bought.orderId, store)
    expect(await seen(caseId)).toMatchObject({ store: null, mayHandle: true })
    expect(await approve(admin, caseId)).toMatchObject({ value: { state: 'refunding' } })
  })

  test('a case about received pieces stays with the store that sent them', async () => {
    const bought = await shippedOrder(store, 2, 1)
    const caseId = await caseOf(bought, { type: 'refund', quantity: 1, goods: 'received' })
    const open = (await order(bought.orderId)).notes.find(({ state }) => state === '待发货')
    await rig.do(admin, 'fulfilment.recallDispatch', { noteId: open?.id ?? '', reason: '改派' })
    expect(await seen(caseId)).toMatchObject({ store: '昆山前进路店' })
  })
})
