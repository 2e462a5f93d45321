import * as op from '@xietong/domain/bulk/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { listTaskRows } from './task-store'
import { taskView } from './task-view'

export const listTasks = answer(op.listTasks, async (ctx, input) => {
  const { accountId, permissions } = ctx.actor
  const seesAll = permissions.has('tasks.readAll') && input.filter.mine !== true
  const page = await listTaskRows(ctx.db, seesAll ? null : accountId, input)
  return ok({ ...page, rows: page.rows.map((row) => taskView(row, { accountId, now: ctx.now })) })
})
