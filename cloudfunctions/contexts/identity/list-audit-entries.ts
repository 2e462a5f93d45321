import * as op from '@xietong/domain/identity/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { listAuditRows } from './audit-store'

export const listAuditEntries = answer(op.listAuditEntries, async (ctx, input) => {
  const page = await listAuditRows(ctx.db, input)
  return ok({ ...page, rows: page.rows.map((row) => ({ ...row, at: row.at.toISOString() })) })
})
