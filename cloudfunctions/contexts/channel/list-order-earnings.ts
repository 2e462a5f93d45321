import * as op from '@xietong/domain/channel/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { selectOrderEarnings } from './earning-store'
import { shown } from './earning-view'

/** The split of one order for head office, by line and tier. */
export const listOrderEarnings = answer(op.listOrderEarnings, async (ctx, { orderId }) => {
  const rows = await selectOrderEarnings(ctx.db, orderId)
  return ok({ rows: rows.map(shown) })
})
