import { fen } from '@xietong/domain/kernel/money'
import type { ReadCtx } from '../../runtime/context'
import { viewLinks } from '../files'
import { type AfterSaleRow, eventsOfCase, linesOfCase } from './after-sale-store'
import { findOrder } from './order-store'

export function caseHead(one: AfterSaleRow) {
  return {
    id: one.id,
    caseNo: one.case_no,
    orderId: one.order_id,
    orderNo: one.order_no,
    type: one.type,
    state: one.state,
    reason: one.reason,
    amountFen: one.amount_fen,
    itemSummary: one.item_summary,
    store: one.store,
    deadline: one.deadline?.toISOString() ?? null,
    orderedAt: one.ordered_at.toISOString(),
    createdAt: one.created_at.toISOString(),
  }
}

export const listedCase = (one: AfterSaleRow) => ({ ...caseHead(one), buyer: one.buyer })

/** What buyer and merchant both see of a case. */
export async function caseDetail(ctx: ReadCtx, one: AfterSaleRow) {
  const lines = await linesOfCase(ctx.db, one.id)
  const resend = one.resend_order_id ? await findOrder(ctx.db, one.resend_order_id) : null
  const events = await eventsOfCase(ctx.db, one.id)
  const all = [...one.pictures, ...events.flatMap(({ pictures }) => pictures)]
  const links = await viewLinks(ctx, all)
  const seen = (files: readonly string[]) => files.flatMap((file) => links.get(file) ?? [])
  return {
    ...caseHead(one),
    description: one.description,
    pictures: one.pictures,
    pictureUrls: seen(one.pictures),
    freightFen: one.freight_fen,
    goods: one.goods,
    resend: resend && { orderId: resend.id, orderNo: resend.order_no },
    wish: one.wish,
    lines: lines.map(({ lineId, name, picture, pieces, amountFen }) => ({
      lineId,
      name,
      picture,
      quantity: pieces,
      amountFen: fen(amountFen),
    })),
    history: events.map((event) => ({
      ...event,
      pictureUrls: seen(event.pictures),
      at: event.at.toISOString(),
    })),
    doneAt: one.done_at?.toISOString() ?? null,
  }
}
