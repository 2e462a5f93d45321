import type * as op from '@xietong/domain/channel/contract'
import { fen } from '@xietong/domain/kernel/money'
import type { InputOf } from '@xietong/domain/kernel/operation'
import { dayStart } from '@xietong/domain/kernel/time'
import type { EarningChange } from './earning-change-store'
import type { EarningFilter, EarningRow } from './earning-store'

export type Asked = InputOf<typeof op.sumMyEarnings>['filter']

/** `2026-09` is the Shanghai month in which the order was paid. */
export function filterOf(
  dealerId: string,
  { month, orderType, state, orderNo }: Asked,
): EarningFilter {
  return { dealerId, ...(month ? monthRange(month) : {}), orderType, state, orderNo }
}

export function monthRange(month: string): { from: Date; until: Date } {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
  return { from: dayStart(`${month}-01`), until: dayStart(`${next}-01`) }
}

export const iso = (at: Date | null) => at?.toISOString() ?? null

export function shown<Row extends EarningRow>(row: Row) {
  return {
    ...row,
    priceFromFen: fen(row.priceFromFen),
    priceToFen: fen(row.priceToFen),
    amountFen: fen(row.amountFen),
    originalFen: fen(row.originalFen),
    createdAt: row.createdAt.toISOString(),
    dueAt: iso(row.dueAt),
    settledAt: iso(row.settledAt),
  }
}

export const shownChange = ({ at, pieces, refundedFen, beforeFen, afterFen }: ToldChange) => ({
  at: at.toISOString(),
  pieces,
  refundedFen: fen(refundedFen),
  beforeFen: fen(beforeFen),
  afterFen: fen(afterFen),
})
type ToldChange = EarningChange & { readonly at: Date }
