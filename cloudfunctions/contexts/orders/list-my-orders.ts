import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/contract'
import { answer } from '../../runtime/context'
import { listOfMember } from './list-store'
import { memberRow } from './order-view'

export const listMyOrders = answer(op.listMyOrders, async (ctx, input) => {
  const page = await listOfMember(ctx.db, ctx.actor.memberId, input)
  return ok({ ...page, rows: page.rows.map(memberRow) })
})
