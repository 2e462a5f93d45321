import type { NoteListRow } from './note-list-store'

/** A row of the note lists in the shape of the contract. */
export function noteRowView(row: NoteListRow) {
  return {
    id: row.id,
    noteNo: row.noteNo,
    orderId: row.orderId,
    orderNo: row.orderNo,
    orderType: row.orderType,
    cardKind: row.cardKind,
    state: row.state,
    shipper: row.shipper,
    recipient: row.recipient,
    region: row.region,
    itemSummary: row.itemSummary,
    vip: row.vip,
    wantedOn: row.wantedOn,
    carrierName: row.carrierName,
    trackingNo: row.trackingNo,
    createdAt: row.createdAt.toISOString(),
    shippedAt: row.shippedAt?.toISOString() ?? null,
  }
}
