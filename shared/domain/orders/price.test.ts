import fc from 'fast-check'
import { fen, formatYuan, ZERO } from '../kernel/money'
import { levelPrice, linePrice, orderTotals } from './price'

const yuan = (value: number) => fen(Math.round(value * 100))

describe('level price', () => {
  test('the worked examples: 588.00 at 97 % is 570.36, 188.00 at 95 % is 178.60', () => {
    expect(levelPrice(yuan(588), 9_700)).toBe(yuan(570.36))
    expect(levelPrice(yuan(188), 9_500)).toBe(yuan(178.6))
  })

  test('half a fen is rounded up, once per unit', () => {
    expect(levelPrice(fen(150), 5_000)).toBe(75)
    expect(levelPrice(fen(151), 5_000)).toBe(76)
    expect(linePrice(fen(151), 5_000, 3).amountFen).toBe(228)
  })

  test('the default level pays retail; a higher discount never costs less', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 1, max: 9_999 }),
        (retail, d) => {
          expect(levelPrice(fen(retail), 10_000)).toBe(retail)
          expect(levelPrice(fen(retail), d)).toBeLessThanOrEqual(levelPrice(fen(retail), d + 1))
        },
      ),
    )
  })
})

describe('totals of an order', () => {
  test('three packages at 570.36 and freight 20.00 come to 1,731.08, saving 52.92', () => {
    const line = { ...linePrice(yuan(588), 9_700, 3), quantity: 3 }
    const totals = orderTotals([line], yuan(20))
    expect(formatYuan(totals.totalFen)).toBe('1,731.08')
    expect(formatYuan(totals.savedFen)).toBe('52.92')
  })

  test('goods + saved = retail total, and total = goods + freight, for any lines', () => {
    const wanted = fc.record({
      retail: fc.integer({ min: 0, max: 1e6 }),
      quantity: fc.integer({ min: 1, max: 9_999 }),
    })
    fc.assert(
      fc.property(
        fc.array(wanted, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 0, max: 1e6 }),
        (items, discount, freight) => {
          const lines = items.map(({ retail, quantity }) => ({
            ...linePrice(fen(retail), discount, quantity),
            quantity,
          }))
          const totals = orderTotals(lines, fen(freight))
          expect(totals.goodsFen + totals.savedFen).toBe(totals.retailTotalFen)
          expect(totals.totalFen).toBe(totals.goodsFen + freight)
          expect(totals.savedFen).toBeGreaterThanOrEqual(-9_999 * items.length)
        },
      ),
    )
  })

  test('without lines nothing is charged but freight', () => {
    expect(orderTotals([], ZERO)).toEqual({
      retailTotalFen: 0,
      goodsFen: 0,
      savedFen: 0,
      totalFen: 0,
    })
  })
})
