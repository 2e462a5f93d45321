import type { OrderForDispatch } from '../orders'
import type { Note } from './note-store'

/** A line of an order with the units that no parcel holds yet. */
export type OpenOrderLine = OrderForDispatch['lines'][number] & { readonly open: number }

export function openLines(order: OrderForDispatch): OpenOrderLine[] {
  return order.lines
    .map((line) => ({ ...line, open: line.quantity - line.shippedQuantity }))
    .filter(({ open }) => open > 0)
}

export interface Need {
  readonly skuId: string
  readonly quantity: number
  /** `公蟹 4.0 两`, as sold. */
  readonly label: string
}

/** The skus that the open units of an order hold, one entry per sku. */
export function needsOf(order: OrderForDispatch): Need[] {
  const needs = new Map<string, Need>()
  for (const line of openLines(order)) {
    for (const { skuId, quantity, name, spec } of line.contents) {
      const before = needs.get(skuId)?.quantity ?? 0
      const label = `${name} ${spec}`
      needs.set(skuId, { skuId, label, quantity: before + quantity * line.open })
    }
  }
  return [...needs.values()]
}

/** Whether somebody can still be chosen to ship it. */
export function isDispatchable(order: OrderForDispatch): boolean {
  const waits = order.state === 'to-ship' || order.state === 'part-shipped'
  return waits && order.dispatch === 'to-dispatch' && order.address !== null
}

/** The stock document of an order: who holds its promise. */
export function documentOf(order: { readonly id: string; readonly orderNo: string }) {
  return { kind: 'order', id: order.id, no: order.orderNo }
}

/** Whether parcels of it are on their way and nobody said that all were received. */
export function isUnderWay(order: OrderForDispatch): boolean {
  return order.state === 'part-shipped' || order.state === 'shipped'
}

/** DL-105: whether a store may hand a note back: it has sent nothing of its order yet. */
export function mayReturn(note: Note, ofOrder: readonly Note[]): boolean {
  const mine = ofOrder.filter(({ dealerId }) => dealerId === note.dealerId)
  return (
    note.dealerId !== null &&
    note.state === 'to-ship' &&
    mine.every(({ state }) => state !== 'shipped')
  )
}
