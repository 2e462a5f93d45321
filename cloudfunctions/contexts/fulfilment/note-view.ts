import type { OrderState } from '@xietong/domain/orders/states'
import type { Reader } from '../../runtime/database'
import { orderSummary } from '../orders'
import type { NoteListRow } from './note-list-store'

/** A row of the note lists in the shape of the contract. */
export function noteRowView(row: NoteListRow, orderState: OrderState) {
  return {
    id: row.id,
    noteNo: row.noteNo,
    orderId: row.orderId,
    orderNo: row.orderNo,
    orderType: row.orderType,
    cardKind: row.cardKind,
    state: row.state,
    shipper: row.shipper,
    orderState,
    recipient: row.recipient,
    region: row.region,
    itemSummary: row.itemSummary,
    quantity: row.quantity,
    vip: row.vip,
    wantedOn: row.wantedOn,
    printCount: row.printCount,
    carrierName: row.carrierName,
    trackingNo: row.trackingNo,
    createdAt: row.createdAt.toISOString(),
    shippedAt: row.shippedAt?.toISOString() ?? null,
  }
}

/** Rows of a page with the live state of their orders. */
export async function noteRowViews(reader: Reader, rows: readonly NoteListRow[]) {
  const orders = await orderSummary(reader, [...new Set(rows.map(({ orderId }) => orderId))])
  const states = new Map(orders.map(({ id, state }) => [id, state]))
  return rows.flatMap((row) => {
    const state = states.get(row.orderId)
    return state === undefined ? [] : [noteRowView(row, state)]
  })
}
