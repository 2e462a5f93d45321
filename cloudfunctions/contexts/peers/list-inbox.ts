import { emptyPage } from '@xietong/domain/kernel/paging'
import { ok } from '@xietong/domain/kernel/result'
import { listInbox as operation } from '@xietong/domain/peers/contract'
import { answer } from '../../runtime/context'
import { isLimited } from '../../runtime/data-scope'
import { listInboxRows } from './inbox-store'

export const listInbox = answer(operation, async (ctx, input) => {
  if (isLimited(ctx)) {
    return ok(emptyPage())
  }
  const page = await listInboxRows(ctx.db, input)
  return ok({
    ...page,
    rows: page.rows.map((row) => ({
      id: row.id,
      peer: row.peer,
      kind: row.kind,
      businessKey: row.business_key,
      state: row.state,
      note: row.note,
      address: row.address,
      receivedAt: row.received_at.toISOString(),
      doneAt: row.done_at?.toISOString() ?? null,
    })),
  })
})
