import { fen } from '../kernel/money'
import { activationCharge } from './activation'

const charge = (retails: number[], discount: number, storedFen: number, creditFen: number) =>
  activationCharge(
    retails.map((retail) => fen(retail)),
    discount,
    { storedFen, creditFen },
  )

test('stored value first, the rest from credit: 5 000 and 10 000 for a charge of 6 000', () => {
  expect(charge([600_000], 10_000, 500_000, 1_000_000)).toEqual({
    totalFen: 600_000,
    storedFen: 500_000,
    creditFen: 100_000,
    missingFen: 0,
  })
})

test('the first-tier price is rounded per card: 2 × 188.00 × 61.50 % = 231.24', () => {
  expect(charge([18_800, 18_800], 6_150, 50_000, 0)).toMatchObject({
    totalFen: 23_124,
    storedFen: 23_124,
    creditFen: 0,
  })
})

test('what is missing is named', () => {
  expect(charge([10_000], 10_000, 3_000, 2_000)).toMatchObject({ missingFen: 5_000 })
})
