import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/review-contract'
import { answer } from '../../runtime/context'
import { listUnreviewed } from './review-list-store'

/** MB-060. */
export const listToReview = answer(op.listToReview, async (ctx, input) => {
  const page = await listUnreviewed(ctx.db, ctx.actor.memberId, input)
  const rows = page.rows.map((row) => ({
    lineId: row.line_id,
    orderId: row.order_id,
    orderNo: row.order_no,
    orderType: row.type,
    kind: row.kind,
    itemId: row.item_id,
    name: row.name,
    picture: row.picture,
    quantity: row.quantity,
    completedAt: row.completed_at.toISOString(),
  }))
  return ok({ ...page, rows })
})
