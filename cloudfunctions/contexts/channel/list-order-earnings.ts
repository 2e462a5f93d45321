import * as op from '@xietong/domain/channel/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { selectOrderEarnings } from './earning-store'
import { shown } from './earning-view'

/** The split of one order for head office, by line and tier. */
export const listOrderEarnings = answer(op.listOrderEarnings, async (ctx, { orderId }) => {
  const rows = await selectOrderEarnings(ctx.db, orderId)
  // All shares of an order go up one network, so that any of them tells for all.
  const seen = await isInScope(ctx, ctx.db, rows[0]?.dealerId ?? null)
  return ok({ rows: seen ? rows.map(shown) : [] })
})
