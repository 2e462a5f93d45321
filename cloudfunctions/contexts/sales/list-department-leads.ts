import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/contract'
import { answer } from '../../runtime/context'
import { employeesOfDepartment } from '../organisation'
import { listLeadRows } from './lead-store'
import { scopeOf, shown } from './lead-view'

/** ST-004: leads of the supervisor's department; an employee of another one gives an empty list. */
export const listDepartmentLeads = answer(
  op.listDepartmentLeads,
  async (ctx, { filter, ...page }) => {
    const own = await employeesOfDepartment(ctx.db, ctx.actor.departmentId)
    const ownerIds = own
      .map((employee) => employee.employeeId)
      .filter((id) => filter.employeeId === undefined || id === filter.employeeId)
    const scope = scopeOf(ctx, ownerIds, filter)
    return ok(await shown(ctx, await listLeadRows(ctx.db, { scope, ...page })))
  },
)
