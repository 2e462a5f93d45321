import { addFen, atBasisPoints, type BasisPoints, type Fen, fen, ZERO } from '../kernel/money'

/** What a first-tier dealer has to pay from, in fen. */
export interface DealerMoney {
  readonly storedFen: number
  readonly creditFen: number
}
export interface ActivationCharge {
  readonly totalFen: Fen
  readonly storedFen: Fen
  readonly creditFen: Fen
  /** Above 0: nothing may be charged and nothing activated (AD-056). */
  readonly missingFen: Fen
}

/**
 * AD-055, AD-146: Σ (retail × the first tier's discount, rounded per card), from stored value first
 * and the rest from credit. Discount in basis points.
 */
export function activationCharge(
  retails: readonly Fen[],
  discount: BasisPoints,
  money: DealerMoney,
): ActivationCharge {
  const totalFen = addFen(ZERO, ...retails.map((retail) => atBasisPoints(retail, discount)))
  const storedFen = Math.min(money.storedFen, totalFen)
  const creditFen = Math.min(money.creditFen, totalFen - storedFen)
  return {
    totalFen,
    storedFen: fen(storedFen),
    creditFen: fen(creditFen),
    missingFen: fen(totalFen - storedFen - creditFen),
  }
}
