import { buttonsOf } from '@xietong/domain/orders/buttons'
import type { HistoryRow, OrderFacts, OrderLine, OrderRow } from './order-store'
import { isWaiting, type Shortness } from './short-store'

const iso = (instant: Date | null) => instant?.toISOString() ?? null

export function itemView(line: OrderLine) {
  return {
    lineId: line.id,
    name: line.name,
    picture: line.picture,
    quantity: line.quantity,
    shippedQuantity: line.shippedQuantity,
    retailFen: line.retailFen,
    unitFen: line.unitFen,
    amountFen: (line.unitFen * line.quantity) as typeof line.unitFen,
  }
}

/** An order in the member's list (MB-076). */
export function memberRow(order: OrderRow) {
  return {
    id: order.id,
    orderNo: order.order_no,
    type: order.type,
    state: order.state,
    items: order.lines.map(itemView),
    totalFen: order.total_fen,
    payBefore: order.state === 'unpaid' ? iso(order.pay_before) : null,
    buttons: buttonsOf({
      type: order.type,
      state: order.state,
      extended: order.extended,
      afterSaleOpen: order.after_sale_open > 0,
      unreviewed: order.unreviewed > 0,
      dispatched: order.dispatch === 'dispatched',
    }),
    wantedOn: order.wanted_on,
    createdAt: order.created_at.toISOString(),
  }
}

/** An order in the console's list (AD-253). */
export function consoleRow(order: OrderFacts, shortness: Shortness | undefined) {
  return {
    id: order.id,
    orderNo: order.order_no,
    type: order.type,
    cardKind: order.card_kind,
    state: order.state,
    dispatch: order.dispatch,
    itemSummary: order.item_summary,
    quantity: order.quantity,
    totalFen: order.total_fen,
    buyer: order.buyer,
    recipient: order.recipient,
    region: order.region,
    shipper: order.shipper,
    vip: order.vip,
    wantedOn: order.wanted_on,
    createdAt: order.created_at.toISOString(),
    stateSince: order.state_since.toISOString(),
    shortSince: isWaiting(order.state) ? iso(shortness?.since ?? null) : null,
  }
}

export function timelineView(rows: readonly HistoryRow[]) {
  return rows.map((row) => ({ at: row.at.toISOString(), text: row.text, note: row.note ?? '' }))
}

/** What the buyer may read of the story: notes of the staff stay inside. */
export function memberTimeline(rows: readonly HistoryRow[]) {
  return rows.map((row) => ({ at: row.at.toISOString(), text: row.text, note: '' }))
}
