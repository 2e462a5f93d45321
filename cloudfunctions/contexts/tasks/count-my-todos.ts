import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/tasks/contract'
import { answer } from '../../runtime/context'
import { ownAccounts } from './own-accounts'
import { countTodos } from './todo-store'

export const countMyTodos = answer(op.countMyTodos, async (ctx) =>
  ok(await countTodos(ctx.db, await ownAccounts(ctx), ctx.now)),
)
