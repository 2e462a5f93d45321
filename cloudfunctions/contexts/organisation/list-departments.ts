import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/organisation/contract'
import { answer } from '../../runtime/context'
import { hasDepartment } from '../../runtime/data-scope'
import { selectDepartments } from './store'

export const listDepartments = answer(op.listDepartments, async (ctx) => {
  const rows = await selectDepartments(ctx.db)
  return ok({ rows: rows.filter((row) => hasDepartment(ctx, row.id)) })
})
