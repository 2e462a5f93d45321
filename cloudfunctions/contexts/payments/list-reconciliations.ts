import { fen } from '@xietong/domain/kernel/money'
import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/payments/reconcile-contract'
import { answer } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import { listDayRows } from './difference-store'
import { NOTHING } from './whole-platform'

/** IN-014: the days of WeChat Pay. They are the platform's as a whole, so a scope shows none. */
export const listReconciliations = answer(op.listReconciliations, async (ctx, input) => {
  if ((await dealersInScope(ctx, ctx.db)) !== null) {
    return ok(NOTHING)
  }
  const page = await listDayRows(ctx.db, input)
  return ok({
    ...page,
    rows: page.rows.map((row) => ({
      id: row.day,
      day: row.day,
      state: row.state,
      payments: row.payments,
      paidFen: fen(row.paid_fen),
      refunds: row.refunds,
      refundedFen: fen(row.refunded_fen),
      matched: row.matched,
      open: row.open,
      problem: row.problem,
      reconciledAt: row.reconciled_at?.toISOString() ?? null,
    })),
  })
})
