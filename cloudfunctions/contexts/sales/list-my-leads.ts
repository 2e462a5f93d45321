import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/contract'
import { answer } from '../../runtime/context'
import { listLeadRows } from './lead-store'
import { scopeOf, shown } from './lead-view'

/** ST-016: the employee's own and nobody else's. */
export const listMyLeads = answer(op.listMyLeads, async (ctx, { filter, ...page }) => {
  const scope = scopeOf(ctx, [ctx.actor.employeeId], filter)
  return ok(await shown(ctx, await listLeadRows(ctx.db, { scope, ...page })))
})
