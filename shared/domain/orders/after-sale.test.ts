import fc from 'fast-check'
import { keptShare } from '../channel/commission'
import { fen } from '../kernel/money'
import {
  afterSaleEnds,
  buyerDeadline,
  type ClaimedLine,
  leftOf,
  mostFor,
  type RefundedPart,
  refundedTotals,
} from './after-sale'

const LINE = { unitFen: 57_036, quantity: 3 }

test('3 packages at 570.36: one refunded, a second case brings at most 1,140.72', () => {
  const before = { ...LINE, claimedPieces: 0, claimedFen: 0 }
  expect(mostFor(before, 1)).toBe(57_036)
  const after = { ...LINE, claimedPieces: 1, claimedFen: 57_036 }
  expect(mostFor(after, 2)).toBe(114_072)
  expect(leftOf(after)).toEqual({ pieces: 2, amountFen: 114_072 })
})

test('the period begins at receipt, the buyer has seven days', () => {
  const at = new Date('2026-10-04T07:00:00.000Z')
  expect(afterSaleEnds(at, 7)?.toISOString()).toBe('2026-10-11T07:00:00.000Z')
  expect(afterSaleEnds(null, 7)).toBeNull()
  expect(buyerDeadline(at).toISOString()).toBe('2026-10-11T07:00:00.000Z')
})

/** Asks as a member may: pieces, and any part of what they can bring back. */
function claims(line: ClaimedLine, wishes: readonly (readonly [number, number])[]): RefundedPart[] {
  let { claimedPieces, claimedFen } = line
  const parts: RefundedPart[] = []
  for (const [piece, share] of wishes) {
    const now = { ...line, claimedPieces, claimedFen }
    const pieces = Math.min(piece, leftOf(now).pieces)
    const amountFen = Math.floor((mostFor(now, pieces) * share) / 100)
    if (pieces > 0 && amountFen > 0) {
      parts.push({ lineId: 'line', pieces, amountFen })
      claimedPieces += pieces
      claimedFen += amountFen
    }
  }
  return parts
}

const wishes = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 100 })),
  {
    maxLength: 12,
  },
)
const lines = fc.record({
  unitFen: fc.integer({ min: 1, max: 200_000 }),
  quantity: fc.integer({ min: 1, max: 30 }),
})

test('refunds of a line in any order never pass what was paid, and split into exact totals', () => {
  fc.assert(
    fc.property(lines, wishes, (line, asked) => {
      const parts = claims({ ...line, claimedPieces: 0, claimedFen: 0 }, asked)
      const backFen = parts.reduce((sum, part) => sum + part.amountFen, 0)
      const totals = refundedTotals(line.unitFen, parts)
      expect(backFen).toBeLessThanOrEqual(line.unitFen * line.quantity)
      expect(totals.pieces * line.unitFen + totals.amountFen).toBe(backFen)
      expect(totals.pieces).toBeLessThanOrEqual(line.quantity)
    }),
  )
})

test('what a dealer keeps depends on the totals only, falls with every refund, ends at 0', () => {
  fc.assert(
    fc.property(lines, wishes, fc.integer({ min: 0, max: 100 }), (line, asked, percent) => {
      const unitShareFen = fen(Math.floor((line.unitFen * percent) / 100))
      const kept = (parts: readonly RefundedPart[]) => {
        const { pieces, amountFen } = refundedTotals(line.unitFen, parts)
        const soFar = { refundedPieces: pieces, refundedFen: fen(amountFen) }
        return keptShare({
          unitShareFen,
          unitFen: fen(line.unitFen),
          quantity: line.quantity,
          ...soFar,
        })
      }
      const parts = claims({ ...line, claimedPieces: 0, claimedFen: 0 }, asked)
      let before = kept([])
      expect(before).toBe(unitShareFen * line.quantity)
      for (let count = 1; count <= parts.length; count++) {
        const now = kept(parts.slice(0, count))
        expect(now).toBeLessThanOrEqual(before)
        before = now
      }
      expect(kept([...parts].reverse())).toBe(before)
      const backFen = parts.reduce((sum, part) => sum + part.amountFen, 0)
      if (backFen === line.unitFen * line.quantity) {
        expect(before).toBe(0)
      }
    }),
  )
})
