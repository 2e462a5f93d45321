import { fen } from '@xietong/domain/kernel/money'
import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/payments/reconcile-contract'
import { answer } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import { listDifferenceRows } from './difference-store'
import { NOTHING } from './whole-platform'

const fenOrNull = (amount: number | null) => (amount === null ? null : fen(amount))

export const listDifferences = answer(op.listDifferences, async (ctx, input) => {
  if ((await dealersInScope(ctx, ctx.db)) !== null) {
    return ok(NOTHING)
  }
  const page = await listDifferenceRows(ctx.db, input)
  return ok({
    ...page,
    rows: page.rows.map((row) => ({
      id: row.id,
      day: row.day,
      subject: row.subject,
      key: row.key,
      kind: row.kind,
      peerFen: fenOrNull(row.peer_fen),
      ownFen: fenOrNull(row.own_fen),
      state: row.state,
      note: row.note,
      handledBy: row.handled_by,
      foundAt: row.found_at.toISOString(),
      handledAt: row.handled_at?.toISOString() ?? null,
    })),
  })
})
