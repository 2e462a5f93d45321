import { randomUUID } from 'node:crypto'
import {
  clearFaults,
  fault,
  KUNSHAN,
  openStore,
  paidOrder,
  SHANGHAI,
  seenBy,
  WUXI,
} from '../../../tests/rig/delivery'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop, SUZHOU } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let shop: Shop
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  // Far before near, so that the order of opening is not the order of distance.
  await openStore(rig, admin, { name: '浦东店', at: SHANGHAI, stock: 40, shop })
  await openStore(rig, admin, { name: '无锡店', at: WUXI, stock: 40, shop })
  await openStore(rig, admin, { name: '昆山店', at: KUNSHAN, stock: 40, shop })
})
afterEach(() => clearFaults(rig, 'map'))
afterAll(() => rig.stop())

const candidates = (orderId: string) => rig.do(admin, 'fulfilment.listCandidates', { orderId })
const names = (stores: readonly { name: string }[]) => stores.map(({ name }) => name)
const located = async (orderId: string) =>
  (await rig.do(admin, 'fulfilment.listDispatchPool', { filter: {} })).rows.find(
    ({ id }) => id === orderId,
  )?.located
const PUDONG = {
  ...SUZHOU,
  province: '上海市',
  city: '上海市',
  district: '浦东新区',
  street: '世纪大道 8 号',
}

test('AD-246 stores come nearest first; 未定位 shows same city, then province', async () => {
  const near = await candidates((await paidOrder(rig, shop)).orderId)
  expect(near.located).toBe(true)
  expect(names(near.stores)).toEqual(['昆山店', '无锡店', '浦东店'])
  const [first, second, third] = near.stores.map(({ distanceKm }) => distanceKm ?? -1)
  expect(first).toBeGreaterThan(20)
  expect(first).toBeLessThan(50)
  expect(second).toBeGreaterThanOrEqual(first ?? 0)
  expect(third).toBeGreaterThan(second ?? 0)
  const far = await candidates((await paidOrder(rig, shop, { address: PUDONG })).orderId)
  expect(names(far.stores)[0]).toBe('浦东店')

  await fault(rig, 'map', { kind: 'code', code: '347', times: 50 })
  const { orderId } = await paidOrder(rig, shop, { address: { ...SUZHOU, street: '无名路 1 号' } })
  const lost = await candidates(orderId)
  expect(lost.located).toBe(false)
  expect(lost.note).toMatch(/^未定位/)
  expect(names(lost.stores)).toEqual(['昆山店', '无锡店', '浦东店'])
  expect(lost.stores.every(({ distanceKm }) => distanceKm === null)).toBe(true)
})

test('IN-079 addresses become coordinates; a failing map never blocks an order', async () => {
  const { orderId } = await paidOrder(rig, shop)
  expect(await located(orderId)).toBe(false)
  await rig.tick()
  expect(await located(orderId)).toBe(true)
  const found = await candidates(orderId)
  expect(found.latitude).toBeCloseTo(31.33565, 1)
  expect(found.longitude).toBeCloseTo(120.61729, 1)
  const faults = [
    { kind: 'code', code: '347' },
    { kind: 'code', code: '120' },
    { kind: 'code', code: '121' },
    { kind: 'http', status: 500 },
    { kind: 'down', seconds: 600 },
  ]
  for (const one of faults) {
    await clearFaults(rig, 'map')
    await fault(rig, 'map', { times: 20, ...one })
    const street = `平江路 ${randomUUID().slice(0, 4)} 号`
    const order = await paidOrder(rig, shop, { address: { ...SUZHOU, street } })
    expect(await candidates(order.orderId)).toMatchObject({ located: false, note: /^未定位/ })
    const done = await rig.do(admin, 'fulfilment.dispatchOrders', {
      orderIds: [order.orderId],
      to: { kind: 'platform' },
    })
    expect(done.dispatched).toHaveLength(1)
  }
  await clearFaults(rig, 'map')
  await rig.advance(11 * 60_000)
  const vague = { ...SUZHOU, street: '1 号' }
  await rig.sandbox.act('map', 'address', {
    address: '江苏省苏州市姑苏区1 号',
    lat: 31.3,
    lng: 120.6,
    reliability: 5,
  })
  const doubtful = await candidates((await paidOrder(rig, shop, { address: vague })).orderId)
  expect(doubtful).toMatchObject({ located: false, note: /请核对/, latitude: 31.3 })
})

test('an order that could not be located is tried again later', async () => {
  await fault(rig, 'map', { kind: 'code', code: '120', times: 1, match: '重试路' })
  const { orderId } = await paidOrder(rig, shop, { address: { ...SUZHOU, street: '重试路 9 号' } })
  await rig.tick()
  expect(await located(orderId)).toBe(false)
  await rig.advance(11 * 60_000)
  await rig.tick()
  expect(await located(orderId)).toBe(true)
})

test('IN-080 driving distance for the nearest; without it straight line and a note', async () => {
  const { orderId } = await paidOrder(rig, shop)
  const driven = await candidates(orderId)
  for (const { distanceKm, drivingKm } of driven.stores) {
    expect(drivingKm).toBeGreaterThan(distanceKm ?? 0)
  }
  const calls = (await seenBy(rig, 'map/calls')).filter((one) =>
    JSON.stringify(one).includes('/ws/distance/v1/matrix'),
  )
  expect(calls.length).toBeGreaterThan(0)
  await fault(rig, 'map', { kind: 'http', status: 502, times: 5, match: 'matrix' })
  const straight = await candidates(orderId)
  expect(straight.note).toBe('驾车距离暂不可用，按直线距离排序')
  expect(names(straight.stores)).toEqual(names(driven.stores))
  expect(straight.stores.every(({ drivingKm }) => drivingKm === null)).toBe(true)
})

test('the platform is judged too, with what the order itself holds counted as free', async () => {
  const tight = await createShop(rig, admin, { stock: 4 })
  const { orderId } = await paidOrder(rig, tight)
  const { platform } = await candidates(orderId)
  expect(platform).toEqual({ enough: true, short: [] })
  const unknown = await rig.call(admin, 'fulfilment.listCandidates', { orderId: randomUUID() })
  expect(unknown).toMatchObject({ status: 404 })
})
