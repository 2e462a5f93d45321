import { emptyPage } from '@xietong/domain/kernel/paging'
import { ok } from '@xietong/domain/kernel/result'
import { listCalls as operation } from '@xietong/domain/peers/contract'
import { answer } from '../../runtime/context'
import { isLimited } from '../../runtime/data-scope'
import { listCallRows } from './call-store'

export const listCalls = answer(operation, async (ctx, input) => {
  if (isLimited(ctx)) {
    return ok(emptyPage())
  }
  const page = await listCallRows(ctx.db, input)
  return ok({
    ...page,
    rows: page.rows.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      peer: row.peer,
      call: row.call,
      traceNo: row.trace_no,
      outcome: row.outcome,
      status: row.status,
      durationMs: row.duration_ms,
      note: row.note,
    })),
  })
})
