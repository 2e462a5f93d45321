import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/contract'
import { answer } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import { countOfConsole } from './list-store'

export const countOrders = answer(op.countOrders, async (ctx, input) =>
  ok(await countOfConsole(ctx.db, input.filter, await dealersInScope(ctx, ctx.db))),
)
