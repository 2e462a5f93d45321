import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/organisation/contract'
import { answer } from '../../runtime/context'
import { departmentsInScope } from '../../runtime/data-scope'
import { listEmployeeRows } from './store'

export const listEmployees = answer(op.listEmployees, async (ctx, input) => {
  const page = await listEmployeeRows(ctx.db, {
    ...input,
    departmentIds: departmentsInScope(ctx),
  })
  return ok({
    ...page,
    rows: page.rows.map(({ personId: _person, ...row }) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
    })),
  })
})
