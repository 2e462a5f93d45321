import fc from 'fast-check'
import { addFen, atBasisPoints, fen, formatPercent, formatYuan, MAX_FEN, proportion } from './money'

const amount = fc.integer({ min: 0, max: MAX_FEN }).map(fen)

describe('money', () => {
  test.each([
    [58_800, 6_200, 36_456],
    [58_800, 7_150, 42_042],
    [58_800, 8_330, 48_980],
    [58_800, 9_700, 57_036],
    [18_800, 6_150, 11_562],
    [128_800, 9_700, 124_936],
  ])('%i fen at %i basis points is %i, rounded half up once', (retail, ratio, expected) => {
    expect(atBasisPoints(fen(retail), ratio)).toBe(expected)
  })

  test('a price never falls when the ratio rises, and stays within the retail price', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 9_999 }), (retail, ratio) => {
        const price = atBasisPoints(retail, ratio)
        return price <= retail && price <= atBasisPoints(retail, ratio + 1)
      }),
      { numRuns: 10_000 },
    )
  })

  test('a proportion is exact: the whole gives the amount, nothing gives nothing', () => {
    fc.assert(
      fc.property(amount, amount, (value, whole) => {
        fc.pre(whole > 0)
        return proportion(value, whole, whole) === value && proportion(value, fen(0), whole) === 0
      }),
      { numRuns: 10_000 },
    )
  })

  test.each([
    [24_168, 161_108, 171_108, 22_756],
    [20_814, 161_108, 171_108, 19_598],
    [16_758, 161_108, 171_108, 15_779],
  ])('the kept part of %i after a refund of 100.00 from 1,711.08', (line, kept, paid, expected) => {
    expect(proportion(fen(line), fen(kept), fen(paid))).toBe(expected)
  })

  test('an amount outside the bounds or not whole is a bug', () => {
    expect(() => fen(0.5)).toThrow(RangeError)
    expect(() => addFen(fen(MAX_FEN), fen(1))).toThrow(RangeError)
    expect(Object.is(fen(-0), 0)).toBe(true)
  })

  test('amounts and percentages are written as users read them', () => {
    expect(formatYuan(171_108)).toBe('1,711.08')
    expect(formatYuan(-5_586)).toBe('−55.86')
    expect(formatYuan(284_653_000)).toBe('2,846,530.00')
    expect(formatPercent(6_150)).toBe('61.50%')
  })
})
