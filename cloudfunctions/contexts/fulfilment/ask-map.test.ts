import { randomUUID } from 'node:crypto'
import {
  clearFaults,
  fault,
  KUNSHAN,
  openStore,
  paidOrder,
  SHANGHAI,
  seenBy,
} from '../../../tests/rig/delivery'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop, SUZHOU } from '../../../tests/rig/shop'
import type { Deps } from '../../runtime/context'
import { forgetPlaces, placeOf } from './ask-map'

let rig: Rig
let admin: string
let shop: Shop
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  await openStore(rig, admin, { name: '浦东店', at: SHANGHAI, stock: 40, shop })
  await openStore(rig, admin, { name: '昆山店', at: KUNSHAN, stock: 40, shop })
})
afterEach(async () => {
  await clearFaults(rig, 'map')
  await rig.sandbox.act('map', 'set', { perDay: 0, perSecond: 0 })
})
afterAll(() => rig.stop())

const candidates = async (orderId: string) => {
  // A session of the console ends when the clock runs far ahead.
  const answer = await rig.call(admin, 'fulfilment.listCandidates', { orderId })
  if (answer.ok) {
    return answer.value
  }
  admin = await signInAdmin(rig)
  return rig.do(admin, 'fulfilment.listCandidates', { orderId })
}
const order = async (street: string) =>
  (await paidOrder(rig, shop, { address: { ...SUZHOU, street } })).orderId
const questions = async () =>
  (await seenBy(rig, 'map/calls')).filter((one) => JSON.stringify(one).includes('geocoder')).length
const alarms = async (kind: string) =>
  (await rig.db.query('select text from peers.alarm where kind = $1 order by at', [kind])).rows.map(
    ({ text }) => text,
  )
const DAY_MS = 86_400_000

test('IN-081 cached by address for 180 days; quota watched, alarms; used up, dispatch goes on', async () => {
  const street = '平江路 12 号'
  const known = await candidates(await order(street))
  expect(known).toMatchObject({ located: true })
  const before = await questions()
  for (const spelling of ['平江路12号', '平江路　１２ 号。', street]) {
    const same = await candidates(await order(spelling))
    expect(same).toMatchObject({ latitude: known.latitude, longitude: known.longitude })
  }
  expect(await questions()).toBe(before)

  for (const code of ['111', '190', '311']) {
    await fault(rig, 'map', { kind: 'code', code, times: 1, match: 'geocoder' })
    await candidates(await order(`观前街 ${code} 号`))
    expect(
      (await alarms('peer-refused')).some((text) => text.includes(`locate 被拒绝：${code}`)),
    ).toBe(true)
    await clearFaults(rig, 'map')
  }
  await fault(rig, 'map', { kind: 'code', code: '120', times: 1, match: 'geocoder' })
  expect(await candidates(await order('观前街 120 号'))).toMatchObject({ located: false })

  await rig.sandbox.act('map', 'set', { perDay: 1 })
  const lost = await candidates(await order('山塘街 7 号'))
  expect(lost).toMatchObject({ located: false, note: /次数已用完|已达到上限/ })
  expect(lost.stores.map(({ name }) => name)).toEqual(['昆山店', '浦东店'])
  expect((await alarms('peer-refused')).some((text) => text.includes('121'))).toBe(true)
  const quiet = await questions()
  expect(await candidates(await order('山塘街 8 号'))).toMatchObject({ located: false })
  expect(await questions()).toBe(quiet)
  const cachedId = await order(street)
  const cached = await candidates(cachedId)
  expect(cached).toMatchObject({
    located: true,
    latitude: known.latitude,
    note: '驾车距离暂不可用，按直线距离排序',
  })
  expect(cached.stores.map(({ name }) => name)).toEqual(['昆山店', '浦东店'])
  expect(cached.stores.every(({ distanceKm }) => distanceKm !== null)).toBe(true)
  const done = await rig.do(admin, 'fulfilment.dispatchOrders', {
    orderIds: [cachedId],
    to: { kind: 'store', dealerId: cached.stores[0]?.dealerId ?? '' },
  })
  expect(done.dispatched).toHaveLength(1)
  const { rows } = await rig.db.query(
    `select sum(asked)::int as asked, bool_or(used_up_at is not null) as used_up
     from fulfilment.map_usage where service = 'locate'`,
  )
  expect(rows[0]).toMatchObject({ asked: await questions(), used_up: true })
})

test('a cached place is used until its 180th day and asked for again after it', async () => {
  const address = { ...SUZHOU, street: `道前街 ${randomUUID().slice(0, 6)} 号` }
  await rig.advance(11 * 60_000)
  const place = () => placeOf(rig.deps, address)
  await place()
  const asked = await questions()
  await rig.advance(179 * DAY_MS)
  await place()
  expect(await questions()).toBe(asked)
  await rig.advance(2 * DAY_MS)
  const count = async () =>
    (await rig.db.query('select 1 from fulfilment.geocodes where not confirmed')).rowCount
  await place()
  expect(await questions()).toBe(asked + 1)
  expect(await count()).toBeGreaterThan(1)
  await forgetPlaces(rig.deps)
  expect(await count()).toBe(1)
})

test('a person is told once when four fifths of the quota of the day are used', async () => {
  const config = { ...rig.deps.config, MAP_DAILY_QUOTA: 5 }
  const deps: Deps = { ...rig.deps, config }
  await rig.advance(DAY_MS)
  for (let number = 1; number <= 5; number++) {
    await placeOf(deps, { ...SUZHOU, street: `配额路 ${number} 号` })
    expect(await alarms('map-quota')).toHaveLength(number < 4 ? 0 : 1)
  }
  expect((await alarms('map-quota'))[0]).toMatch(/地址解析已查询 4 次，达到每日 5 次的 80%/)
})

test('a doubtful place is confirmed, moved or denied by a person, once, for later orders too', async () => {
  admin = await signInAdmin(rig)
  const doubtful = async (street: string) => {
    const address = `江苏省苏州市姑苏区${street}`
    await rig.sandbox.act('map', 'address', { address, lat: 31.3, lng: 120.6, reliability: 5 })
    return order(street)
  }
  const confirm = (orderId: string, place: { latitude: number; longitude: number } | null) =>
    rig.call(admin, 'fulfilment.confirmLocation', { orderId, place })
  const first = await doubtful('存疑路 1 号')
  const place = { latitude: 31.3, longitude: 120.6 }
  expect(await candidates(first)).toMatchObject({ located: false, doubtful: true, ...place })
  const both = await Promise.all([confirm(first, place), confirm(first, null)])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.find(({ ok }) => !ok)).toMatchObject({ code: 'STATE_CONFLICT' })

  const second = await doubtful('存疑路 2 号')
  await candidates(second)
  expect(await confirm(second, { latitude: 31.31, longitude: 120.61 })).toMatchObject({
    ok: true,
    value: { located: true },
  })
  const moved = { located: true, doubtful: false, latitude: 31.31, longitude: 120.61 }
  expect(await candidates(second)).toMatchObject(moved)
  const before = await questions()
  expect(await candidates(await order('存疑路2号'))).toMatchObject(moved)
  expect(await questions()).toBe(before)

  const third = await doubtful('存疑路 3 号')
  await candidates(third)
  expect(await confirm(third, null)).toMatchObject({ ok: true, value: { located: false } })
  await rig.advance(11 * 60_000)
  await rig.tick()
  const denied = await candidates(third)
  expect(denied).toMatchObject({
    located: false,
    doubtful: false,
    note: /位置不对/,
    latitude: null,
  })
  expect(await confirm(shop.packageId, null)).toMatchObject({ status: 404 })
})
