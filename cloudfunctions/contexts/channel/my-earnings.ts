import * as op from '@xietong/domain/channel/contract'
import { fen } from '@xietong/domain/kernel/money'
import type { InputOf } from '@xietong/domain/kernel/operation'
import { ok } from '@xietong/domain/kernel/result'
import { dayStart } from '@xietong/domain/kernel/time'
import { answer } from '../../runtime/context'
import { balancesOf } from '../ledger'
import {
  type EarningFilter,
  type EarningRow,
  listEarningRows,
  pendingSum,
  selectOrderEarnings,
  sumEarnings,
} from './earning-store'

type Asked = InputOf<typeof op.sumMyEarnings>['filter']

/** `2026-09` is the Shanghai month in which the order was paid. */
function filterOf(dealerId: string, { month, orderType, state, orderNo }: Asked): EarningFilter {
  return { dealerId, ...(month ? monthRange(month) : {}), orderType, state, orderNo }
}

function monthRange(month: string): { from: Date; until: Date } {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
  return { from: dayStart(`${month}-01`), until: dayStart(`${next}-01`) }
}

const iso = (at: Date | null) => at?.toISOString() ?? null

function shown<Row extends EarningRow>(row: Row) {
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

/** DL-078. */
export const listMyEarnings = answer(op.listMyEarnings, async (ctx, { filter, ...page }) => {
  const found = await listEarningRows(ctx.db, {
    filter: filterOf(ctx.actor.dealerId, filter),
    ...page,
  })
  return ok({ ...found, rows: found.rows.map(shown) })
})

/** DL-078: the sum of what the filter shows, and the balances beside it. */
export const sumMyEarnings = answer(op.sumMyEarnings, async (ctx, { filter }) => {
  const { dealerId } = ctx.actor
  const [{ sumFen, count }, pending, balances] = await Promise.all([
    sumEarnings(ctx.db, filterOf(dealerId, filter)),
    pendingSum(ctx.db, dealerId),
    balancesOf(ctx.db, dealerId),
  ])
  const { withdrawableFen, withdrawnFen } = balances
  return ok({ sumFen: fen(sumFen), count, pendingFen: fen(pending), withdrawableFen, withdrawnFen })
})

/** The split of one order for head office, by line and tier. */
export const listOrderEarnings = answer(op.listOrderEarnings, async (ctx, { orderId }) => {
  const rows = await selectOrderEarnings(ctx.db, orderId)
  return ok({ rows: rows.map(shown) })
})
