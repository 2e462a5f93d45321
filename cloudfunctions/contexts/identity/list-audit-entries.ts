import * as op from '@xietong/domain/identity/contract'
import { ok } from '@xietong/domain/kernel/result'
import { actorKey } from '../../runtime/actor'
import { answer } from '../../runtime/context'
import { isLimited } from '../../runtime/data-scope'
import { listAuditRows } from './audit-store'

/** Entries tell of any record, so who sees only some records sees the own entries (AD-005). */
export const listAuditEntries = answer(op.listAuditEntries, async (ctx, input) => {
  const actor = isLimited(ctx) ? { key: actorKey(ctx.actor), name: ctx.actor.name } : null
  const page = await listAuditRows(ctx.db, input, actor)
  return ok({ ...page, rows: page.rows.map((row) => ({ ...row, at: row.at.toISOString() })) })
})
