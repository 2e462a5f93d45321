import fc from 'fast-check'
import { packageStock, sellable } from './package-stock'

const contents = [
  { available: 41, perPackage: 4 },
  { available: 30, perPackage: 2 },
]

test('4 A + 2 B with A 41, B 30: quota 8 gives 8, quota 20 gives 10, no quota gives 10', () => {
  expect(packageStock(8, contents)).toBe(8)
  expect(packageStock(20, contents)).toBe(10)
  expect(packageStock(null, contents)).toBe(10)
})

test('one sku short makes the package sold out, and so does an empty package', () => {
  expect(packageStock(null, [...contents, { available: 0, perPackage: 1 }])).toBe(0)
  expect(packageStock(5, [])).toBe(0)
})

test('what packageStock promises can always be assembled, and one more cannot', () => {
  const content = fc.record({
    available: fc.integer({ min: 0, max: 5_000 }),
    perPackage: fc.integer({ min: 1, max: 99 }),
  })
  fc.assert(
    fc.property(fc.array(content, { minLength: 1, maxLength: 8 }), (all) => {
      const sold = packageStock(null, all)
      expect(all.every((one) => sold * one.perPackage <= one.available)).toBe(true)
      expect(all.some((one) => (sold + 1) * one.perPackage > one.available)).toBe(true)
    }),
  )
})

test('a fixed number caps what is sold but never invents stock', () => {
  expect(sellable(40, 12)).toBe(12)
  expect(sellable(7, 12)).toBe(7)
  expect(sellable(40, null)).toBe(40)
  expect(sellable(-1, null)).toBe(0)
})
