import { emptyPage } from '@xietong/domain/kernel/paging'
import { ok } from '@xietong/domain/kernel/result'
import { listOutbox as operation } from '@xietong/domain/peers/contract'
import { answer } from '../../runtime/context'
import { isLimited } from '../../runtime/data-scope'
import { listOutboxRows } from './outbox-store'

export const listOutbox = answer(operation, async (ctx, input) => {
  if (isLimited(ctx)) {
    return ok(emptyPage())
  }
  const page = await listOutboxRows(ctx.db, input)
  return ok({
    ...page,
    rows: page.rows.map((row) => ({
      id: row.id,
      peer: row.peer,
      call: row.call,
      businessKey: row.business_key,
      state: row.state,
      attempts: row.attempts,
      nextAt: row.next_at?.toISOString() ?? null,
      lastError: row.last_error,
      traceNo: row.trace_no,
      createdAt: row.created_at.toISOString(),
    })),
  })
})
