import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/contract'
import { answer } from '../../runtime/context'
import { listLeadRows } from './lead-store'
import { scopeOf, shown } from './lead-view'

export const listLeads = answer(op.listLeads, async (ctx, { filter, ...page }) => {
  const scope = scopeOf(ctx, null, filter)
  return ok(await shown(ctx, await listLeadRows(ctx.db, { scope, ...page })))
})
