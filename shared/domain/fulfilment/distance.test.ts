import fc from 'fast-check'
import { byNearness, distanceKm } from './distance'

const suzhou = { latitude: 31.2989, longitude: 120.5853 }
const shanghai = { latitude: 31.2304, longitude: 121.4737 }
const store = (name: string, province: string, city: string, point = suzhou) => ({
  name,
  province,
  city,
  ...point,
})

test('苏州 to 上海 is about 84.8 km', () => {
  expect(distanceKm(suzhou, shanghai)).toBeCloseTo(84.8, 0)
})

test('with a coordinate the nearest store comes first, whatever its region', () => {
  const stores = [store('沪', '上海市', '上海市', shanghai), store('苏', '江苏省', '苏州市')]
  const sorted = byNearness(stores, { province: '上海市', city: '上海市' }, suzhou)
  expect(sorted.map(({ store: { name } }) => name)).toEqual(['苏', '沪'])
  expect(sorted[0]?.distanceKm).toBe(0)
})

test('without one: same city, then province, then the rest, and no distance is claimed', () => {
  const stores = [
    store('沪', '上海市', '上海市'),
    store('宁', '江苏省', '南京市'),
    store('苏', '江苏省', '苏州市'),
  ]
  const sorted = byNearness(stores, { province: '江苏省', city: '苏州市' }, null)
  expect(sorted.map(({ store: { name } }) => name)).toEqual(['苏', '宁', '沪'])
  expect(sorted.every((one) => one.distanceKm === null)).toBe(true)
})

test('distance is symmetric and never negative', () => {
  const point = fc.record({
    latitude: fc.double({ min: 18, max: 54, noNaN: true }),
    longitude: fc.double({ min: 73, max: 135, noNaN: true }),
  })
  fc.assert(
    fc.property(point, point, (a, b) => {
      expect(distanceKm(a, b)).toBeGreaterThanOrEqual(0)
      expect(Math.abs(distanceKm(a, b) - distanceKm(b, a))).toBeLessThan(0.11)
    }),
  )
})
