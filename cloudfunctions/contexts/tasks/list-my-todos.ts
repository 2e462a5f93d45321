import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/tasks/contract'
import type { ActorOf } from '../../runtime/actor'
import { answer, type ReadCtx } from '../../runtime/context'
import { accountsOf, accountsOfPersons } from '../identity'
import { taskView } from './task-view'
import { countTodos, listTodoRows } from './todo-store'

/** The console accounts of the caller: an employee's phone shows what their computer shows. */
async function ownAccounts(ctx: ReadCtx<ActorOf<'console' | 'sales'>>): Promise<string[]> {
  const { actor } = ctx
  if (actor.app === 'console') {
    return [actor.accountId]
  }
  return (await accountsOfPersons(ctx.db, [actor.personId])).map((account) => account.id)
}

export const listMyTodos = answer(op.listMyTodos, async (ctx, { filter, ...page }) => {
  const accountIds = await ownAccounts(ctx)
  const list = { accountIds, group: filter.group, now: ctx.now, ...page }
  const found = await listTodoRows(ctx.db, list)
  const names = await accountsOf(ctx.db, accountIds)
  return ok({ ...found, rows: found.rows.map((row) => taskView(row, names, ctx.now)) })
})

export const countMyTodos = answer(op.countMyTodos, async (ctx) =>
  ok(await countTodos(ctx.db, await ownAccounts(ctx), ctx.now)),
)
