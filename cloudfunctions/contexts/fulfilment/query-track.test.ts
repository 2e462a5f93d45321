import { signInDealer } from '../../../tests/rig/cast'
import {
  clearFaults,
  dispatch,
  fault,
  KUNSHAN,
  newTrackingNo,
  openStore,
  paidOrder,
  type Store,
  seenBy,
  ship,
} from '../../../tests/rig/delivery'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
let store: Store
let owner: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  store = await openStore(rig, admin, { name: '昆山前进路店', at: KUNSHAN, stock: 400, shop })
  owner = await signInDealer(rig, store.phone)
})
afterEach(() => clearFaults(rig, 'kuaidi100'))
afterAll(() => rig.stop())

async function shipped() {
  const order = await paidOrder(rig, shop)
  const { noteId } = await dispatch(rig, admin, order.orderId, store)
  const number = newTrackingNo()
  const { parcelId } = await ship(rig, admin, noteId, number)
  await rig.tick()
  return { ...order, number, parcelId }
}
const query = (token: string, parcelId: string) =>
  rig.do(token, 'fulfilment.queryTrack', { parcelId })
/** The courier moves a parcel without telling: only who asks hears of it. */
const moves = (number: string, state: string, context: string) =>
  rig.sandbox.act('kuaidi100', 'event', { number, state, context, silent: true })
const asked = async (number: string) =>
  (await seenBy(rig, 'kuaidi100/calls')).filter((call) => {
    const text = JSON.stringify(call)
    return text.includes('query.do') && text.includes(number)
  }).length

test('IN-087 asked on demand, once in 30 minutes; locked or failed shows the stored route', async () => {
  const { token, number, parcelId } = await shipped()
  await moves(number, '1', '已揽收')
  const first = await query(token, parcelId)
  expect(first).toMatchObject({
    fresh: true,
    state: 'collected',
    track: [{ text: '已揽收', state: 'collected' }],
    message: '已更新为最新物流信息',
  })
  await moves(number, '0', '到达苏州')
  for (const one of [token, owner, admin]) {
    const stored = await query(one, parcelId)
    expect(stored).toMatchObject({ fresh: false, state: 'collected', trackedAt: first.trackedAt })
    expect(stored.message).toMatch(/^30 分钟内已查询过/)
    expect(stored.againAt).toBe(first.againAt)
  }
  expect(await asked(number)).toBe(1)
  await rig.advance(31 * 60_000)
  expect(await query(owner, parcelId)).toMatchObject({ fresh: true, state: 'moving' })

  await rig.advance(31 * 60_000)
  const same = await query(owner, parcelId)
  expect(same).toMatchObject({ fresh: true, message: '已查询，暂时没有新的物流信息' })

  // Somebody else asked with our account: the aggregator locks the number, and we still show ours.
  await moves(number, '5', '派送中')
  await rig.advance(31 * 60_000)
  await fault(rig, 'kuaidi100', { kind: 'code', code: '501', times: 1, match: 'query.do' })
  const locked = await query(admin, parcelId)
  expect(locked).toMatchObject({ fresh: false, state: 'moving' })
  expect(locked.message).toMatch(/没有应答.*最近一次/)
  expect(locked.trackedAt).not.toBeNull()
  const seen = await rig.do(token, 'orders.getMyOrder', { orderId: await orderOf(parcelId) })
  expect(seen.parcels[0]?.track.map(({ text }) => text)).toEqual(['到达苏州', '已揽收'])
  for (const broken of [
    { kind: 'http', status: 502 },
    { kind: 'half-body' },
    { kind: 'timeout-undone' },
  ]) {
    await rig.advance(31 * 60_000)
    await fault(rig, 'kuaidi100', { times: 1, match: 'query.do', ...broken })
    expect(await query(token, parcelId)).toMatchObject({ fresh: false, state: 'moving' })
  }
}, 60_000)

const orderOf = async (parcelId: string) =>
  (await rig.db.query('select order_id from fulfilment.parcels where id = $1', [parcelId])).rows[0]
    .order_id

test('ten at once ask once, a repeated request asks no second time, strangers find nothing', async () => {
  const { token, number, parcelId } = await shipped()
  await moves(number, '1', '已揽收')
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, at) => query([token, owner, admin][at % 3] ?? admin, parcelId)),
  )
  expect(answers.filter(({ fresh }) => fresh)).toHaveLength(1)
  expect(await asked(number)).toBe(1)
  await rig.advance(31 * 60_000)
  const requestId = '22222222-2222-4222-8222-222222222222'
  const same = { parcelId, requestId }
  await rig.do(token, 'fulfilment.queryTrack', same)
  await rig.do(token, 'fulfilment.queryTrack', same)
  expect(await asked(number)).toBe(2)

  const stranger = await signInMember(rig)
  const rival = await openStore(rig, admin, { name: '昆山人民路店', at: KUNSHAN, stock: 1, shop })
  for (const foreign of [stranger.token, await signInDealer(rig, rival.phone)]) {
    const answer = await rig.call(foreign, 'fulfilment.queryTrack', { parcelId })
    expect(answer).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  }
  expect(
    await rig.call(admin, 'fulfilment.queryTrack', { parcelId: shop.packageId }),
  ).toMatchObject({
    status: 404,
  })
})
