import { pushTrack, route } from '../../../tests/rig/courier'
import {
  clearFaults,
  dispatch,
  fault,
  newTrackingNo,
  paidOrder,
  ship,
} from '../../../tests/rig/delivery'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
})
afterAll(() => rig.stop())

async function shippedOrder() {
  const order = await paidOrder(rig, shop)
  const { noteId } = await dispatch(rig, admin, order.orderId, null)
  const trackingNo = newTrackingNo()
  await ship(rig, admin, noteId, trackingNo)
  return { ...order, trackingNo }
}
type Json = Record<string, unknown>
type Shipped = Awaited<ReturnType<typeof shippedOrder>>

/** Callbacks of the aggregator that were handled, whatever came of them. */
const handled = async () =>
  (
    await rig.db.query(
      `select 1 from peers.inbox
       where peer = 'kuaidi100' and state not in ('received', 'verified')`,
    )
  ).rowCount ?? 0
/** Lets the courier act and waits until all its pushes were handled. */
const act = async (action: string, number: string, more: { copies?: number } & Json = {}) => {
  const wanted = (await handled()) + (more.copies ?? 1)
  await rig.sandbox.act('kuaidi100', action, { number, ...more })
  while ((await handled()) < wanted) {
    await rig.advance(0)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await rig.advance(60_000)
}
const parcelOf = async ({ token, orderId }: Shipped) => {
  const [parcel] = (await rig.do(token, 'orders.getMyOrder', { orderId })).parcels
  if (!parcel) {
    throw new Error('no parcel')
  }
  return parcel
}
const push = (param: unknown, sign?: string) => pushTrack(rig, param, sign)

test('IN-086 pushes are verified, mapped, kept by event time; others change nothing', async () => {
  const order = await shippedOrder()
  await rig.tick()
  const { trackingNo } = order
  await act('collect', trackingNo)
  await act('transit', trackingNo)
  const moving = await parcelOf(order)
  expect(moving).toMatchObject({ state: 'moving', trackHint: '' })
  expect(moving.track.map(({ state }) => state)).toEqual(['moving', 'collected'])

  await act('push', trackingNo, { copies: 3 })
  await act('push', trackingNo, { lines: 1 })
  expect((await parcelOf(order)).track).toEqual(moving.track)
  await act('push', trackingNo, { badSign: true })
  expect((await parcelOf(order)).track).toEqual(moving.track)
  const forged = await push(route(trackingNo, '3', '2026-09-30 10:00:00'), 'A'.repeat(32))
  expect(forged.status).toBe(401)
  expect(await forged.json()).toMatchObject({ result: false })

  const good = await push(route(trackingNo, '5', '2026-09-24 09:00:00'))
  expect(await good.json()).toEqual({ result: true, returnCode: '200', message: '成功' })
  expect((await parcelOf(order)).state).toBe('delivering')
  const states = new Map([
    ['0', 'moving'],
    ['1', 'collected'],
    ['2', 'trouble'],
    ['4', 'returned'],
    ['5', 'delivering'],
    ['6', 'returned'],
    ['7', 'forwarded'],
    ['14', 'refused'],
  ])
  for (const [code, state] of states) {
    const other = await shippedOrder()
    await push(route(other.trackingNo, code, '2026-09-24 09:00:00'))
    expect((await parcelOf(other)).state).toBe(state)
  }
  const unknown = await push(route('SF0000000000000', '3', '2026-09-24 09:00:00'))
  expect(unknown.status).toBe(200)
  expect((await push({ nothing: true })).status).toBe(500)
  const { rows } = await rig.do(admin, 'peers.listInbox', { filter: { peer: 'kuaidi100' } })
  expect(rows.length).toBeGreaterThan(8)
})

test('a signed parcel stays signed; the order and the buyer learn of it once', async () => {
  const order = await shippedOrder()
  const { trackingNo } = order
  await Promise.all(
    Array.from({ length: 4 }, () => push(route(trackingNo, '3', '2026-09-24 18:00:00'))),
  )
  await push(route(trackingNo, '0', '2026-09-24 19:00:00', '2026-09-24 18:00:00'))
  const parcel = await parcelOf(order)
  expect(parcel).toMatchObject({ state: 'signed', signedAt: '2026-09-24T10:00:00.000Z' })
  const { timeline } = await rig.do(order.token, 'orders.getMyOrder', { orderId: order.orderId })
  expect(timeline.filter(({ text }) => text === '包裹已签收')).toHaveLength(1)
  await rig.tick()
  const told = await rig.do(order.token, 'notify.listMessages', { filter: {} })
  expect(told.rows.filter(({ title }) => title === '已签收')).toHaveLength(1)
})

test('IN-010 held back and out of order: a late "in transit" is history, signed stays signed', async () => {
  const order = await shippedOrder()
  await rig.tick()
  const { trackingNo } = order
  await act('collect', trackingNo)
  const early = new Date(rig.now().getTime() - 60_000).toISOString()
  // The push of this event leaves after the next one, which says that the parcel has arrived.
  await fault(rig, 'kuaidi100', { kind: 'reorder', times: 1 })
  await rig.sandbox.act('kuaidi100', 'transit', { number: trackingNo })
  await rig.advance(60_000)
  await act('sign', trackingNo, { copies: 2 })
  const signed = await parcelOf(order)
  expect(signed.state).toBe('signed')
  expect(signed.track.map(({ state }) => state)).toEqual(['signed', 'moving', 'collected'])

  await act('event', trackingNo, { at: early, state: '0', context: '途中扫描，补传' })
  const late = await parcelOf(order)
  expect(late).toMatchObject({ state: 'signed', signedAt: signed.signedAt })
  expect(late.track).toHaveLength(4)
  expect(late.track.map(({ text }) => text)).toContain('途中扫描，补传')
  await push(route(trackingNo, '5', '2026-09-29 10:00:00'))
  const after = await parcelOf(order)
  expect(after).toMatchObject({ state: 'signed', signedAt: signed.signedAt })
  expect(after.track).toHaveLength(5)
  const { timeline } = await rig.do(order.token, 'orders.getMyOrder', { orderId: order.orderId })
  expect(timeline.filter(({ text }) => text === '包裹已签收')).toHaveLength(1)

  // Delayed by the network instead: pushes that were made first arrive last.
  const other = await shippedOrder()
  await push(route(other.trackingNo, '5', '2026-09-24 12:00:00'))
  await push(route(other.trackingNo, '0', '2026-09-24 09:00:00'))
  const kept = await parcelOf(other)
  expect(kept.state).toBe('delivering')
  expect(kept.track.map(({ state }) => state)).toEqual(['delivering', 'moving'])
})

test('MB-078 courier, number and track, newest first; in a failure a hint', async () => {
  await fault(rig, 'kuaidi100', { kind: 'down', seconds: 3_600 })
  const order = await shippedOrder()
  await rig.tick()
  const lost = await parcelOf(order)
  expect(lost).toMatchObject({
    carrierName: '顺丰速运',
    trackingNo: order.trackingNo,
    track: [],
    trackHint: /暂时不可用/,
  })
  await push(route(order.trackingNo, '0', '2026-09-24 12:00:00', '2026-09-24 08:00:00'))
  const found = await parcelOf(order)
  expect(found.track.map(({ at }) => at)).toEqual([
    '2026-09-24T04:00:00.000Z',
    '2026-09-24T00:00:00.000Z',
  ])
  expect(found.trackHint).toBe('')
  await clearFaults(rig, 'kuaidi100')
  await rig.advance(25 * 3_600_000)
  await rig.tick()
  await rig.tick()
  admin = await signInAdmin(rig)
  const silent = await parcelOf(order)
  expect(silent.track).toEqual(found.track)
  expect(silent.trackHint).toMatch(/^超过 24 小时没有新的物流信息/)
  expect(silent.trackedAt).not.toBeNull()
})

test('IN-085 200 and 501 succeed, 700 is final; a silent parcel is found in 24 h', async () => {
  const state = async (trackingNo: string) =>
    (
      await rig.db.query(
        `select state from peers.outbox where call = 'subscribe-tracking' and business_key like $1
         order by created_at`,
        [`${trackingNo}/%`],
      )
    ).rows.map((row) => row.state)
  const plain = await shippedOrder()
  await rig.tick()
  expect(await state(plain.trackingNo)).toEqual(['confirmed'])
  const twin = await paidOrder(rig, shop)
  const { noteId } = await dispatch(rig, admin, twin.orderId, null)
  await ship(rig, admin, noteId, plain.trackingNo)
  await rig.tick()
  expect(await state(plain.trackingNo)).toEqual(['confirmed', 'confirmed'])

  await fault(rig, 'kuaidi100', { kind: 'code', code: '700', times: 1 })
  const refused = await shippedOrder()
  await rig.tick()
  expect(await state(refused.trackingNo)).toEqual(['manual'])
  await fault(rig, 'kuaidi100', { kind: 'code', code: '500', times: 1 })
  const slow = await shippedOrder()
  await rig.tick()
  expect(await state(slow.trackingNo)).toEqual(['waiting'])
  await rig.advance(60_000)
  await rig.tick()
  expect(await state(slow.trackingNo)).toEqual(['confirmed'])

  await rig.sandbox.act('kuaidi100', 'stall', { number: slow.trackingNo, hours: 100 })
  await rig.advance(25 * 3_600_000)
  await rig.tick()
  await rig.tick()
  expect(await state(slow.trackingNo)).toEqual(['confirmed', 'confirmed'])
  expect((await parcelOf(slow)).trackHint).toMatch(/^超过 24 小时没有新的物流信息/)
  admin = await signInAdmin(rig)
  const { rows } = await rig.do(admin, 'peers.listAlarms', { filter: {} })
  expect(JSON.stringify(rows)).toContain('超过 24 小时没有物流信息')
})
