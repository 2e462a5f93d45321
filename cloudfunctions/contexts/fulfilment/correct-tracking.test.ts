import { signInDealer } from '../../../tests/rig/cast'
import { pushTrack, route } from '../../../tests/rig/courier'
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
import { drainOutbox } from '../peers'

let rig: Rig
let admin: string
let shop: Shop
let store: Store
let owner: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  store = await openStore(rig, admin, { name: '昆山店', at: KUNSHAN, stock: 400, shop })
  owner = await signInDealer(rig, store.phone)
})
afterAll(() => rig.stop())

async function shipped(quantity = 1) {
  const order = await paidOrder(rig, shop, { quantity })
  const { noteId } = await dispatch(rig, admin, order.orderId, store)
  const trackingNo = newTrackingNo()
  await ship(rig, admin, noteId, trackingNo)
  return { ...order, noteId, trackingNo }
}
type Shipped = Awaited<ReturnType<typeof shipped>>

async function parcelOf(noteId: string) {
  const [parcel] = (await rig.do(owner, 'fulfilment.getStoreNote', { noteId })).parcels
  if (!parcel) {
    throw new Error('no parcel')
  }
  return parcel
}
async function correct(noteId: string, to: Record<string, unknown> = {}, token = owner) {
  const { id, version } = await parcelOf(noteId)
  return rig.call(token, 'fulfilment.correctTracking', {
    parcelId: id,
    carrierCode: 'SF',
    trackingNo: newTrackingNo(),
    reason: '单号录错一位',
    version,
    ...to,
  })
}
/** Everything that waits goes out, whatever it waits for. */
async function sendAll(): Promise<void> {
  for (let round = 0; round < 4; round++) {
    await drainOutbox(rig.deps, new Date(rig.now().getTime() + 10_000))
    await rig.advance(10 * 60_000)
  }
}
async function knownToWechat({ orderId }: Pick<Shipped, 'orderId'>): Promise<readonly string[]> {
  const { payments } = await rig.do(admin, 'orders.getOrder', { orderId })
  const known = await rig.deps.ports.wechat.reportedParcels('member', payments[0]?.outTradeNo ?? '')
  return known.kind === 'done' ? known.value : []
}
async function subscribed(trackingNo: string): Promise<number> {
  const { rows } = await rig.db.query(
    `select count(*)::int as n from peers.outbox
    where call = 'subscribe-tracking' and state = 'confirmed' and business_key like $1`,
    [`${trackingNo}/%`],
  )
  return rows[0].n
}

test('DL-114 until it is received a number can be corrected with a reason; both stay in the log', async () => {
  const order = await shipped()
  await sendAll()
  expect(await knownToWechat(order)).toEqual([order.trackingNo])
  await pushTrack(rig, route(order.trackingNo, '0', '2026-09-22 11:00:00'))
  expect(await correct(order.noteId, { reason: '' })).toMatchObject({ code: 'VALIDATION_FAILED' })
  expect(await correct(order.noteId, { trackingNo: 'SF12' })).toMatchObject({
    code: 'TRACKING_NUMBER_INVALID',
  })
  expect(await correct(order.noteId, { carrierCode: 'OWN' })).toMatchObject({
    code: 'CARRIER_UNKNOWN',
  })
  expect(await correct(order.noteId, { trackingNo: order.trackingNo })).toMatchObject({
    code: 'TRACKING_NUMBER_SAME',
  })
  const trackingNo = newTrackingNo()
  expect(await correct(order.noteId, { trackingNo })).toMatchObject({ ok: true })
  expect(await correct(order.noteId, { version: 1 })).toMatchObject({ code: 'VERSION_CONFLICT' })

  const parcel = await parcelOf(order.noteId)
  expect(parcel).toMatchObject({ trackingNo, state: '', track: [], version: 2 })
  expect(parcel.corrections).toMatchObject([
    { fromNumber: order.trackingNo, toNumber: trackingNo, reason: '单号录错一位' },
  ])
  const mine = await rig.do(order.token, 'orders.getMyOrder', { orderId: order.orderId })
  expect(mine.parcels).toMatchObject([{ trackingNo, track: [] }])
  await sendAll()
  expect(await knownToWechat(order)).toEqual([trackingNo])
  expect(await subscribed(trackingNo)).toBe(1)
  await rig.tick()
  const told = await rig.do(order.token, 'notify.listMessages', { filter: {} })
  expect(told.rows.map(({ text }) => text).join()).toContain(`更正为 顺丰速运 ${trackingNo}`)

  // The old number's route does not touch the parcel any more, the new one's does.
  await pushTrack(rig, route(order.trackingNo, '3', '2026-09-23 09:00:00'))
  expect((await parcelOf(order.noteId)).state).toBe('')
  await pushTrack(rig, route(trackingNo, '3', '2026-09-23 10:00:00'))
  expect(await parcelOf(order.noteId)).toMatchObject({ state: 'signed', received: true })
  expect(await correct(order.noteId)).toMatchObject({ code: 'STATE_CONFLICT' })
})

test('after the buyer confirmed receipt nothing is corrected; another store finds nothing', async () => {
  const order = await shipped()
  const rival = await openStore(rig, admin, { name: '无锡店', at: WUXI, shop })
  const stranger = await signInDealer(rig, rival.phone)
  expect(await correct(order.noteId, {}, stranger)).toMatchObject({ status: 404 })
  expect(await correct(order.noteId, {}, admin)).toMatchObject({ ok: true })
  await rig.do(order.token, 'orders.confirmReceipt', { orderId: order.orderId })
  expect(await correct(order.noteId)).toMatchObject({ code: 'STATE_CONFLICT' })
})

test('a correction before WeChat heard of the parcel is told once; one of a part joins the list', async () => {
  const early = await shipped()
  const right = newTrackingNo()
  await correct(early.noteId, { trackingNo: right })
  await sendAll()
  expect(await knownToWechat(early)).toEqual([right])

  const order = await paidOrder(rig, shop, { quantity: 2 })
  const { noteId } = await dispatch(rig, admin, order.orderId, store)
  const [line] = (await rig.do(owner, 'fulfilment.getStoreNote', { noteId })).lines
  const wrong = newTrackingNo()
  await rig.do(owner, 'fulfilment.shipNote', {
    noteId,
    carrierCode: 'SF',
    trackingNo: wrong,
    lines: [{ lineId: line?.lineId ?? '', quantity: 1 }],
  })
  await sendAll()
  const correctNo = newTrackingNo()
  await correct(noteId, { trackingNo: correctNo })
  await sendAll()
  expect(await knownToWechat(order)).toEqual([wrong, correctNo])
  const { notes } = await rig.do(admin, 'orders.getOrder', { orderId: order.orderId })
  const last = newTrackingNo()
  await ship(rig, admin, notes.find(({ state }) => state === '待发货')?.id ?? '', last)
  await sendAll()
  expect(await knownToWechat(order)).toEqual([wrong, correctNo, last])
})
