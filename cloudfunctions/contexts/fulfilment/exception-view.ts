import type { Exception } from './exception-store'

/** A row of the list in the shape of the contract. */
export function exceptionRowView(one: Exception) {
  return {
    id: one.id,
    orderId: one.orderId,
    orderNo: one.orderNo,
    shipper: one.shipper,
    carrierName: one.carrierName,
    trackingNo: one.trackingNo,
    kind: one.kind,
    state: one.state,
    owner: one.owner,
    note: one.note,
    openedAt: one.openedAt.toISOString(),
    closedAt: one.closedAt?.toISOString() ?? null,
  }
}
