import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/tasks/contract'
import { answer } from '../../runtime/context'
import { accountsOf } from '../identity'
import { listTaskRows } from './list-store'
import { taskView } from './task-view'

export const listMyTasks = answer(op.listMyTasks, async (ctx, input) => {
  const page = await listTaskRows(ctx.db, { accountId: ctx.actor.accountId, now: ctx.now }, input)
  const handlers = [...new Set(page.rows.map((row) => row.handlerAccountId))]
  const names = await accountsOf(ctx.db, handlers)
  return ok({ ...page, rows: page.rows.map((row) => taskView(row, names, ctx.now)) })
})
