import {
  addFen,
  atBasisPoints,
  type BasisPoints,
  type Fen,
  subtractFen,
  timesFen,
  ZERO,
} from '../kernel/money'

/**
 * The price of one unit for a member level: round half up (retail × discount), in fen.
 * 588.00 yuan at 9700 basis points is 570.36. Source: 10-member "Conventions", MB-022, AD-135.
 */
export function levelPrice(retailFen: Fen, discount: BasisPoints): Fen {
  return atBasisPoints(retailFen, discount)
}

/** One line as it is charged. `amountFen` = unit × quantity, rounded nowhere else. */
export interface LinePrice {
  readonly retailFen: Fen
  readonly unitFen: Fen
  readonly amountFen: Fen
}

export function linePrice(retailFen: Fen, discount: BasisPoints, quantity: number): LinePrice {
  const unitFen = levelPrice(retailFen, discount)
  return { retailFen, unitFen, amountFen: timesFen(unitFen, quantity) }
}

export interface OrderTotals {
  readonly retailTotalFen: Fen
  readonly goodsFen: Fen
  readonly savedFen: Fen
  readonly totalFen: Fen
}

/** Totals of an order in fen. Freight is outside every discount (MB-031 and decision "Price"). */
export function orderTotals(
  lines: readonly { readonly retailFen: Fen; readonly amountFen: Fen; readonly quantity: number }[],
  freightFen: Fen,
): OrderTotals {
  const retailTotalFen = addFen(
    ZERO,
    ...lines.map((line) => timesFen(line.retailFen, line.quantity)),
  )
  const goodsFen = addFen(ZERO, ...lines.map((line) => line.amountFen))
  return {
    retailTotalFen,
    goodsFen,
    savedFen: subtractFen(retailTotalFen, goodsFen),
    totalFen: addFen(goodsFen, freightFen),
  }
}
