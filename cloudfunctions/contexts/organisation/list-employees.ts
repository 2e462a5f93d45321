import { maskPhone } from '@xietong/domain/kernel/mask'
import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/organisation/contract'
import { answer } from '../../runtime/context'
import { departmentsInScope } from '../../runtime/data-scope'
import { listEmployeeRows } from './store'

/** AD-009: masked in the list, but not for who edits these records. */
export const listEmployees = answer(op.listEmployees, async (ctx, input) => {
  const page = await listEmployeeRows(ctx.db, {
    ...input,
    departmentIds: departmentsInScope(ctx),
  })
  return ok({
    ...page,
    rows: page.rows.map(({ personId: _person, ...row }) => ({
      ...row,
      phone: ctx.actor.permissions.has('staff.edit') ? row.phone : maskPhone(row.phone),
      createdAt: row.createdAt.toISOString(),
    })),
  })
})
