import { emptyPage } from '@xietong/domain/kernel/paging'
import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/notify/contract'
import { answer } from '../../runtime/context'
import { isLimited } from '../../runtime/data-scope'
import { type DeliveryRow, listDeliveryRows } from './delivery-store'

export const listDeliveries = answer(op.listDeliveries, async (ctx, input) => {
  if (isLimited(ctx)) {
    return ok(emptyPage())
  }
  const page = await listDeliveryRows(ctx.db, input)
  return ok({ ...page, rows: page.rows.map(deliveryView) })
})

export function deliveryView(row: DeliveryRow) {
  return {
    id: row.id,
    eventCode: row.event_code,
    channel: row.channel,
    recipient: row.recipient,
    recordNo: row.record_no ?? '',
    template: row.template,
    state: row.state,
    reason: row.reason,
    attempts: row.attempts,
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
  }
}
