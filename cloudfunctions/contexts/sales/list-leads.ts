import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/contract'
import { answer } from '../../runtime/context'
import { departmentsInScope } from '../../runtime/data-scope'
import { employeeIdsOf } from '../organisation'
import { listLeadRows } from './lead-store'
import { scopeOf, shown } from './lead-view'

/** AD-091: an account limited to departments sees the leads that their people own. */
export const listLeads = answer(op.listLeads, async (ctx, { filter, ...page }) => {
  const departments = departmentsInScope(ctx)
  const ownerIds = departments && (await employeeIdsOf(ctx.db, departments))
  const scope = scopeOf(ctx, ownerIds, filter)
  return ok(await shown(ctx, await listLeadRows(ctx.db, { scope, ...page })))
})
