import { createAccount } from '../../../tests/rig/cast'
import { pushTrack, route } from '../../../tests/rig/courier'
import { dispatch, newTrackingNo, paidOrder, ship } from '../../../tests/rig/delivery'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop } from '../../../tests/rig/shop'

const HOUR = 3_600_000

let rig: Rig
let admin: string
let shop: Shop
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
})
afterAll(() => rig.stop())

async function shipped() {
  const order = await paidOrder(rig, shop)
  const { noteId } = await dispatch(rig, admin, order.orderId, null)
  const trackingNo = newTrackingNo()
  await ship(rig, admin, noteId, trackingNo)
  return { ...order, noteId, trackingNo }
}
const listed = async (filter: Record<string, unknown>) =>
  (await rig.do(admin, 'fulfilment.listExceptions', { filter })).rows
const of = (trackingNo: string) => listed({ keyword: trackingNo })
const got = async (trackingNo: string) => {
  const [row] = await of(trackingNo)
  return rig.do(admin, 'fulfilment.getException', { exceptionId: row?.id ?? '' })
}
async function later(hours: number): Promise<void> {
  await rig.advance(hours * HOUR)
  admin = await signInAdmin(rig)
  await rig.tick()
}

test('AD-265 no pick-up in 24 hours, a problem or a return opens an exception with owner and note', async () => {
  const silent = await shipped()
  const picked = await shipped()
  const [trouble, returned, refused] = [await shipped(), await shipped(), await shipped()]
  await pushTrack(rig, route(picked.trackingNo, '1', '2026-09-22 12:00:00'))
  await pushTrack(rig, route(trouble.trackingNo, '2', '2026-09-22 12:00:00'))
  await pushTrack(rig, route(returned.trackingNo, '6', '2026-09-22 12:00:00'))
  await pushTrack(rig, route(refused.trackingNo, '14', '2026-09-22 12:00:00'))
  await rig.tick()
  expect(await of(silent.trackingNo)).toEqual([])
  for (const [order, kind] of [
    [trouble, 'trouble'],
    [returned, 'returned'],
    [refused, 'returned'],
  ] as const) {
    expect(await of(order.trackingNo)).toMatchObject([
      { kind, state: 'open', owner: null, orderNo: order.orderNo, shipper: '总仓' },
    ])
  }
  await later(23)
  expect(await of(silent.trackingNo)).toEqual([])
  await later(2)
  expect(await of(silent.trackingNo)).toMatchObject([{ kind: 'no-pick-up', state: 'open' }])
  expect(await of(picked.trackingNo)).toEqual([])
  await later(1)
  expect(await of(silent.trackingNo)).toHaveLength(1)
  const told = await rig.do(admin, 'notify.listMessages', { filter: {} })
  expect(told.rows.map(({ text }) => text).join()).toContain(silent.trackingNo)

  // Tracking events show on the note and beside the exception.
  const note = await rig.do(admin, 'fulfilment.getNote', { noteId: trouble.noteId })
  expect(note.parcels[0]?.track).toHaveLength(1)
  const { id, version, track } = await got(trouble.trackingNo)
  expect(track).toHaveLength(1)
  const clerk = await createAccount(rig, admin, 'kefu-01', ['订单/仓配'])
  const { rows: owners } = await rig.do(admin, 'fulfilment.listExceptionOwners', {})
  expect(owners.map((one) => one.id)).toContain(clerk.accountId)
  const assign = { exceptionId: id, ownerId: clerk.accountId, version }
  expect(await rig.do(admin, 'fulfilment.assignException', assign)).toEqual({ version: 2 })
  expect(await rig.call(admin, 'fulfilment.assignException', assign)).toMatchObject({
    code: 'VERSION_CONFLICT',
  })
  await rig.do(admin, 'fulfilment.handleException', {
    exceptionId: id,
    note: '已联系网点，明天再派送',
    close: false,
    version: 2,
  })
  await rig.do(admin, 'fulfilment.handleException', {
    exceptionId: id,
    note: '收件人已约好时间',
    close: true,
    version: 3,
  })
  const done = await got(trouble.trackingNo)
  expect(done).toMatchObject({
    state: 'closed',
    ownerId: clerk.accountId,
    note: '收件人已约好时间',
  })
  expect(done.notes.map(({ text }) => text)).toEqual([
    expect.stringContaining('负责人：'),
    '已联系网点，明天再派送',
    '收件人已约好时间',
  ])
  expect(
    await rig.call(admin, 'fulfilment.handleException', {
      exceptionId: id,
      note: '再补一句',
      close: false,
      version: 4,
    }),
  ).toMatchObject({ code: 'STATE_CONFLICT' })
})

test('news of the carrier end an exception; trouble again opens a new one; a correction begins anew', async () => {
  const order = await shipped()
  await later(25)
  expect(await of(order.trackingNo)).toMatchObject([{ kind: 'no-pick-up' }])
  await pushTrack(rig, route(order.trackingNo, '1', '2026-09-24 12:00:00'))
  expect(await of(order.trackingNo)).toMatchObject([{ state: 'closed', note: '已揽收' }])
  for (const [state, at] of [
    ['2', '2026-09-24 13:00:00'],
    ['2', '2026-09-24 14:00:00'],
    ['3', '2026-09-24 15:00:00'],
  ] as const) {
    await pushTrack(rig, route(order.trackingNo, state, at))
  }
  expect(await listed({ keyword: order.trackingNo, kind: 'trouble' })).toMatchObject([
    { state: 'closed', note: '已签收' },
  ])

  const wrong = await shipped()
  await later(25)
  const [parcel] = (await rig.do(admin, 'fulfilment.getNote', { noteId: wrong.noteId })).parcels
  const right = newTrackingNo()
  await rig.do(admin, 'fulfilment.correctTracking', {
    parcelId: parcel?.id ?? '',
    carrierCode: 'SF',
    trackingNo: right,
    reason: '单号录错',
    version: 1,
  })
  expect(await of(wrong.trackingNo)).toMatchObject([{ state: 'closed' }])
  await later(1)
  expect(await of(right)).toEqual([])
  await later(24)
  expect(await of(right)).toMatchObject([{ kind: 'no-pick-up', state: 'open' }])
})

test('the list filters by state, kind and owner; who may not ship cannot own one', async () => {
  const order = await shipped()
  await pushTrack(rig, route(order.trackingNo, '2', '2026-09-26 12:00:00'))
  const { id, version } = await got(order.trackingNo)
  const finance = await createAccount(rig, admin, 'caiwu-01', ['财务录入'])
  const assign = { exceptionId: id, ownerId: finance.accountId, version }
  expect(await rig.call(admin, 'fulfilment.assignException', assign)).toMatchObject({
    code: 'OWNER_NOT_ALLOWED',
  })
  const note = { exceptionId: id, note: '我来跟', close: false, version }
  await rig.do(admin, 'fulfilment.handleException', note)
  const numbers = async (filter: Record<string, unknown>) =>
    (await listed(filter)).map(({ trackingNo }) => trackingNo)
  expect(await numbers({ mine: true })).toEqual([order.trackingNo])
  expect(await numbers({ mine: false })).not.toContain(order.trackingNo)
  expect(await numbers({ state: 'handling' })).toEqual([order.trackingNo])
  expect(await numbers({ kind: 'returned' })).not.toContain(order.trackingNo)
})
