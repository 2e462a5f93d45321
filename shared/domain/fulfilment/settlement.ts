import { addFen, atBasisPoints, type Fen, timesFen, ZERO } from '../kernel/money'
import { DAY_MS, plusMs } from '../kernel/time'
import type { settlementStates } from './contract'

export type SettlementState = (typeof settlementStates)[number]

export const settlementLabels: Readonly<Record<SettlementState, string>> = {
  none: '平台发货，不结算',
  open: '未结算',
  settled: '已结算',
}

/** AD-261, AD-269: only what a store ships is settled with it. */
export function settlementOf(note: {
  readonly dealerId: string | null
  readonly settledAt: Date | null
}): SettlementState {
  if (note.dealerId === null) {
    return 'none'
  }
  return note.settledAt === null ? 'open' : 'settled'
}

/**
 * From when the platform may settle a note with its store: the order was received, its after-sale
 * period is over and no case is open (AD-335). Null while that is not known.
 */
export function settleableAt(order: {
  readonly completedAt: Date | null
  readonly inAfterSale: boolean
  readonly afterSaleDays: number
}): Date | null {
  const { completedAt, inAfterSale, afterSaleDays } = order
  return completedAt && !inAfterSale ? plusMs(completedAt, afterSaleDays * DAY_MS) : null
}

/** A sku inside one unit of a line with its B2B retail price. */
export interface SettledContent {
  readonly skuId: string
  readonly quantity: number
  readonly retailFen: Fen
}
export interface SettledLine {
  readonly quantity: number
  /** What one unit brings the store for its goods, and for its service. */
  readonly unitSettlementFen: Fen
  readonly unitSubsidyFen: Fen
}

/**
 * What the platform pays a store for the goods in one unit: Σ (quantity × sku retail × the store's
 * discount, rounded per sku). Frozen at dispatch (AD-117); discount in basis points.
 */
export function unitSettlement(contents: readonly SettledContent[], discount: number): Fen {
  return addFen(
    ZERO,
    ...contents.map((one) => timesFen(atBasisPoints(one.retailFen, discount), one.quantity)),
  )
}

/** Goods cost and service subsidy of a note, always two amounts and never mixed (formula 6). */
export function noteSettlement(lines: readonly SettledLine[]): {
  readonly goodsFen: Fen
  readonly subsidyFen: Fen
} {
  const total = (pick: (line: SettledLine) => Fen) =>
    addFen(ZERO, ...lines.map((line) => timesFen(pick(line), line.quantity)))
  return {
    goodsFen: total((line) => line.unitSettlementFen),
    subsidyFen: total((line) => line.unitSubsidyFen),
  }
}
