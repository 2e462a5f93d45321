import { fen, ZERO } from '../kernel/money'
import { noteSettlement, unitSettlement } from './settlement'

const sku = (quantity: number, retail: number) => ({
  skuId: String(retail),
  quantity,
  retailFen: fen(retail),
})

test('8 crabs at 80.00 and a box at 50.00, discount 0.60: goods 414.00, service 20.00', () => {
  const unit = unitSettlement([sku(8, 8_000), sku(1, 5_000)], 6_000)
  expect(unit).toBe(41_400)
  const lines = [{ quantity: 1, unitSettlementFen: unit, unitSubsidyFen: fen(2_000) }]
  expect(noteSettlement(lines)).toEqual({ goodsFen: 41_400, subsidyFen: 2_000 })
})

test('(4 × 30.00 + 2 × 45.00) × 2, subsidy 8.00: goods 420.00, subsidy 16.00', () => {
  const unit = unitSettlement([sku(4, 3_000), sku(2, 4_500)], 10_000)
  const lines = [{ quantity: 2, unitSettlementFen: unit, unitSubsidyFen: fen(800) }]
  expect(noteSettlement(lines)).toEqual({ goodsFen: 42_000, subsidyFen: 1_600 })
})

test('the price is rounded once per sku: 188.00 at 61.50% is 115.62', () => {
  expect(unitSettlement([sku(3, 18_800)], 6_150)).toBe(3 * 11_562)
})

test('a platform note settles nothing', () => {
  expect(noteSettlement([])).toEqual({ goodsFen: ZERO, subsidyFen: ZERO })
})
