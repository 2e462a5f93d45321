import { signInDealer } from '../../../tests/rig/cast'
import {
  dispatch,
  KUNSHAN,
  newTrackingNo,
  openStore,
  paidOrder,
  redeemed,
  type Store,
  ship,
} from '../../../tests/rig/delivery'
import { signInAdmin } from '../../../tests/rig/people'
import { explaining } from '../../../tests/rig/plans'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { fillNotes, fillOrders, SOME_STORE } from '../../../tests/rig/season'
import { changeSettings } from '../../../tests/rig/settings'
import { createShop, type Shop, SUZHOU } from '../../../tests/rig/shop'
import { listNoteRows, listNoteRowsOfStore } from './note-list-store'

let rig: Rig
let admin: string
let shop: Shop
let store: Store
let owner: string
beforeAll(async () => {
  // The bulk of the last test is rows without a story.
  rig = await startRig({ wrongOnPurpose: true })
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  store = await openStore(rig, admin, { name: '昆山前进路店', at: KUNSHAN, stock: 400, shop })
  owner = await signInDealer(rig, store.phone)
  await changeSettings(rig, admin, { splitShipping: true })
})
afterAll(() => rig.stop())

const list = (filter: object) => rig.do(admin, 'fulfilment.listNotes', { filter })
const ids = async (filter: object) => (await list(filter)).rows.map(({ id }) => id).sort()
const noteOf = (noteId: string) => rig.do(admin, 'fulfilment.getNote', { noteId })
const hour = (by: number) => new Date(rig.now().getTime() + by * 3_600_000).toISOString()

/** Ships one of three units of a note; the rest is left in a note of its own. */
async function shipOne(noteId: string) {
  const { lines } = await noteOf(noteId)
  return rig.do(admin, 'fulfilment.shipNote', {
    noteId,
    carrierCode: 'SF',
    trackingNo: newTrackingNo(),
    lines: [{ lineId: lines[0]?.lineId ?? '', quantity: 1 }],
  })
}

test('AD-260 tabs, columns and filters by shipper, carrier and date', async () => {
  const guest = { ...SUZHOU, name: '欧阳望舒' }
  const mine = await paidOrder(rig, shop, { quantity: 3, address: guest })
  const { noteId: byPlatform, noteNo } = await dispatch(rig, admin, mine.orderId, null)
  const { noteId: byStore } = await dispatch(
    rig,
    admin,
    (await redeemed(rig, shop, { pickUpOn: '2026-10-08' })).orderId,
    store,
  )
  const { noteId: sent } = await dispatch(rig, admin, (await paidOrder(rig, shop)).orderId, store)
  const trackingNo = newTrackingNo()
  await ship(rig, admin, sent, trackingNo)

  expect(await ids({})).toEqual([byPlatform, byStore, sent].sort())
  expect(await ids({ state: 'to-ship' })).toEqual([byPlatform, byStore].sort())
  expect(await ids({ state: 'shipped' })).toEqual([sent])
  expect(await ids({ shipper: 'platform' })).toEqual([byPlatform])
  expect(await ids({ shipper: store.dealerId })).toEqual([byStore, sent].sort())
  expect(await ids({ shipper: store.dealerId, state: 'shipped', carrierCode: 'SF' })).toEqual([
    sent,
  ])
  expect(await ids({ carrierCode: 'SF' })).toEqual([sent])
  expect(await ids({ carrierCode: 'JD' })).toEqual([])
  expect((await ids({ createdFrom: hour(-1), createdTo: hour(1) })).length).toBe(3)
  expect(await ids({ createdFrom: hour(1) })).toEqual([])
  expect(await ids({ shippedFrom: hour(-1), shippedTo: hour(1) })).toEqual([sent])
  expect(await ids({ shippedTo: hour(-1) })).toEqual([])
  expect(await ids({ wantedOn: '2026-10-08', orderType: 'pick-up' })).toEqual([byStore])
  for (const keyword of [noteNo, mine.orderNo, '欧阳望舒']) {
    expect(await ids({ keyword })).toEqual([byPlatform])
  }
  expect(await ids({ keyword: trackingNo.toLowerCase() })).toEqual([sent])
  expect(await ids({ keyword: '没有这个人' })).toEqual([])
  const names = await rig.do(admin, 'fulfilment.listShippers', { keyword: '前进路' })
  expect(names.rows).toEqual([{ id: store.dealerId, name: store.name, active: true }])

  const [parcel] = (await noteOf(sent)).parcels
  const corrected = { parcelId: parcel?.id ?? '', version: parcel?.version ?? 0 }
  await rig.do(admin, 'fulfilment.correctTracking', {
    ...corrected,
    carrierCode: 'JD',
    trackingNo: 'JD0123456789012',
    reason: '改用京东',
  })
  expect(await ids({ carrierCode: 'SF' })).toEqual([])
  expect(await ids({ carrierCode: 'JD' })).toEqual([sent])

  await shipOne(byPlatform)
  const rows = new Map((await list({})).rows.map((row) => [row.id, row]))
  expect(rows.get(byPlatform)).toMatchObject({
    noteNo,
    state: 'shipped',
    orderState: 'part-shipped',
    quantity: 1,
    shipper: '总仓',
    printCount: 0,
  })
  const rest = [...rows.values()].find(
    ({ orderId, state }) => orderId === mine.orderId && state === 'to-ship',
  )
  expect(rest).toMatchObject({ quantity: 2, orderState: 'part-shipped', trackingNo: null })
  expect(rest?.itemSummary).toBeTruthy()
  expect(rows.get(sent)).toMatchObject({
    orderState: 'shipped',
    trackingNo: 'JD0123456789012',
    carrierName: '京东物流',
  })
})

test('AD-261 lines, quantities, shipper, recipient, carrier, waybill, prints, track and settlement', async () => {
  const { orderId, orderNo } = await paidOrder(rig, shop, { quantity: 3 })
  const { noteId } = await dispatch(rig, admin, orderId, store)
  expect(await noteOf(noteId)).toMatchObject({ printCount: 0, printedAt: null, settlement: 'open' })
  for (const printCount of [1, 2]) {
    expect(await rig.do(admin, 'fulfilment.printNote', { noteId })).toEqual({ printCount })
  }
  const again = { noteId, requestId: '11111111-1111-4111-8111-111111111111' }
  await rig.do(admin, 'fulfilment.printNote', again)
  expect(await rig.do(admin, 'fulfilment.printNote', again)).toEqual({ printCount: 3 })
  await shipOne(noteId)
  const shipped = await noteOf(noteId)
  const number = shipped.parcels[0]?.trackingNo ?? ''
  await rig.tick()
  await rig.sandbox.act('kuaidi100', 'collect', { number })
  const handled = async () =>
    (
      await rig.db.query(
        `select 1 from peers.inbox where body like '%' || $1 || '%' and state = 'done'`,
        [number],
      )
    ).rowCount
  while ((await handled()) === 0) {
    await rig.advance(0)
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(await noteOf(noteId)).toMatchObject({
    orderNo,
    shipper: store.name,
    state: 'shipped',
    orderState: 'part-shipped',
    address: { name: SUZHOU.name, street: SUZHOU.street, phone: /\*{4}/ },
    lines: [{ orderedQuantity: 3, quantity: 1, shippedQuantity: 1 }],
    parcels: [
      {
        carrierName: '顺丰速运',
        trackingNo: number,
        state: 'collected',
        track: [{ state: 'collected' }],
      },
    ],
    printCount: 3,
    settlement: 'open',
    settledAt: null,
  })
  await rig.db.query('update fulfilment.notes set settled_at = shipped_at where id = $1', [noteId])
  expect(await noteOf(noteId)).toMatchObject({
    settlement: 'settled',
    settledAt: shipped.shippedAt,
  })
  const own = await dispatch(rig, admin, (await paidOrder(rig, shop)).orderId, null)
  expect(await noteOf(own.noteId)).toMatchObject({ settlement: 'none', shipper: '总仓' })
  await rig.do(admin, 'fulfilment.recallDispatch', { noteId: own.noteId, reason: '地址有误' })
  expect(await rig.call(admin, 'fulfilment.printNote', { noteId: own.noteId })).toMatchObject({
    code: 'NOTE_VOIDED',
  })
  expect(await rig.call(admin, 'fulfilment.printNote', { noteId: orderId })).toMatchObject({
    status: 404,
  })
})

test('a store lists its shipments with order state and quantity, and finds them by several words', async () => {
  const { orderId, orderNo } = await paidOrder(rig, shop, { quantity: 3 })
  const { noteId, noteNo } = await dispatch(rig, admin, orderId, store)
  const { noteId: other } = await dispatch(rig, admin, (await paidOrder(rig, shop)).orderId, null)
  const own = async (filter: object) =>
    (await rig.do(owner, 'fulfilment.listStoreNotes', { filter })).rows
  const [row] = await own({ keyword: noteNo })
  expect(row).toMatchObject({
    id: noteId,
    noteNo,
    orderState: 'to-ship',
    quantity: 3,
    state: 'to-ship',
    printCount: 0,
  })
  const goods = row?.itemSummary.slice(0, 3) ?? ''
  expect((await own({ keyword: `${orderNo.slice(-5)} ${goods}` })).map(({ id }) => id)).toEqual([
    noteId,
  ])
  expect(await own({ keyword: `${orderNo} 没有的商品` })).toEqual([])
  expect(await own({ keyword: orderNo, orderType: 'pick-up' })).toEqual([])
  expect(await own({ keyword: '%' })).toEqual([])
  expect((await own({})).map(({ id }) => id)).not.toContain(other)
  await shipOne(noteId)
  expect((await own({ state: 'shipped', keyword: orderNo })).map(({ id }) => id)).toEqual([noteId])
  const [rest] = await own({ state: 'to-ship', keyword: orderNo })
  expect(rest).toMatchObject({ quantity: 2, orderState: 'part-shipped' })
  await rig.do(admin, 'fulfilment.printNote', { noteId: rest?.id ?? '' })
  expect(await rig.do(owner, 'fulfilment.getStoreNote', { noteId: rest?.id ?? '' })).toMatchObject({
    address: { name: SUZHOU.name },
    lines: [{ orderedQuantity: 3, shippedQuantity: 1, quantity: 2 }],
    wantedOn: null,
    printCount: 1,
    parcels: [],
  })
})

test('a store that stopped stays findable by what it shipped', async () => {
  const former = await openStore(rig, admin, { name: '常熟旧店', at: KUNSHAN, stock: 40, shop })
  const { noteId } = await dispatch(rig, admin, (await paidOrder(rig, shop)).orderId, former)
  await ship(rig, admin, noteId)
  const shippers = () => rig.do(admin, 'fulfilment.listShippers', { keyword: '旧店' })
  expect((await shippers()).rows).toMatchObject([{ id: former.dealerId, active: true }])
  await rig.do(admin, 'channel.setDealerState', {
    dealerId: former.dealerId,
    state: 'suspended',
    reason: '换店面',
  })
  expect((await shippers()).rows).toMatchObject([{ name: '常熟旧店', active: false }])
  expect(await ids({ shipper: former.dealerId })).toEqual([noteId])
})

test('every filter of the notes in both orders is served by an index', async () => {
  await fillOrders({ owner: rig.db }, 20_000)
  await fillNotes({ owner: rig.db })
  const day = { from: '2026-09-20T16:00:00.000Z', to: '2026-09-21T16:00:00.000Z' }
  const filters = [
    {},
    { state: 'to-ship' },
    { state: 'shipped' },
    { orderType: 'pick-up' },
    { wantedOn: '2026-10-08' },
    { shipper: 'platform' },
    { shipper: SOME_STORE },
    { shipper: SOME_STORE, state: 'to-ship' },
    { carrierCode: 'SF' },
    { carrierCode: 'ZTO', shipper: SOME_STORE },
    { keyword: '收件人123' },
    { createdFrom: day.from, createdTo: day.to },
    { shippedFrom: day.from, shippedTo: day.to },
  ] as const
  const walks: string[] = []
  const look = async (name: string, list: (db: ReturnType<typeof explaining>['db']) => unknown) => {
    const { db, plans } = explaining(rig)
    await list(db)
    const [, page = ''] = plans
    expect(page).toMatch(/Scan/)
    if (/Seq Scan on (notes|parcels)/.test(page)) {
      walks.push(`${name}\n${page}`)
    }
  }
  for (const filter of filters) {
    for (const sort of ['-createdAt', 'createdAt'] as const) {
      const query = { filter, sort, page: 1, size: 20 }
      await look(JSON.stringify(query), (db) => listNoteRows(db, query, null))
      const keyword = 'FH90000 礼盒'
      const own = { ...query, filter: { ...filter, keyword } }
      await look(`own ${JSON.stringify(own)}`, (db) => listNoteRowsOfStore(db, own, SOME_STORE))
    }
  }
  expect(walks).toEqual([])
})
