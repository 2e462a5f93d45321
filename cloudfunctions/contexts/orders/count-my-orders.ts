import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/contract'
import { answer } from '../../runtime/context'
import { countOfMember } from './list-store'

export const countMyOrders = answer(op.countMyOrders, async (ctx, input) =>
  ok(await countOfMember(ctx.db, ctx.actor.memberId, input.type)),
)
