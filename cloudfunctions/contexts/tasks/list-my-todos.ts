import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/tasks/contract'
import { answer } from '../../runtime/context'
import { accountsOf } from '../identity'
import { ownAccounts } from './own-accounts'
import { taskView } from './task-view'
import { listTodoRows } from './todo-store'

export const listMyTodos = answer(op.listMyTodos, async (ctx, { filter, ...page }) => {
  const accountIds = await ownAccounts(ctx)
  const list = { accountIds, group: filter.group, now: ctx.now, ...page }
  const found = await listTodoRows(ctx.db, list)
  const names = await accountsOf(ctx.db, accountIds)
  return ok({ ...found, rows: found.rows.map((row) => taskView(row, names, ctx.now)) })
})
