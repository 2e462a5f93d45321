import { settleableAt, settlementOf } from '@xietong/domain/fulfilment/settlement'
import type { Reader } from '../../runtime/database'
import { type OrderForDispatch, orderForDispatch } from '../orders'
import { readSettings } from '../settings'
import { type Correction, selectCorrections } from './correction-store'
import { isUnderWay, mayReturn } from './needs'
import { notesOf } from './note-list-store'
import { type NoteLine, selectNote, selectNoteLines } from './note-store'
import { noteRowView } from './note-view'
import { type Parcel, selectParcels } from './parcel-store'

/**
 * A note with its order, lines and parcels in the shape of the contract; null when it is not there.
 */
export async function noteDetail(reader: Reader, noteId: string) {
  const note = await selectNote(reader, noteId)
  const order = note && (await orderForDispatch(reader, note.orderId))
  if (!note || !order?.address) {
    return null
  }
  const notes = await notesOf(reader, note.orderId)
  const row = notes.find(({ id }) => id === noteId)
  if (!row) {
    return null
  }
  const lines = await selectNoteLines(reader, noteId)
  const parcels = await selectParcels(reader, note.orderId)
  const corrections = await selectCorrections(reader, note.orderId)
  const { splitShipping, afterSaleDays } = await readSettings(reader)
  const waits = settlementOf(note) === 'open'
  const settleable = waits ? settleableAt({ ...order, afterSaleDays }) : null
  const view = {
    ...noteRowView(row, order.state),
    address: order.address,
    lines: linesView(lines, order),
    contents: contentsView(lines),
    goodsSettlementFen: note.goodsSettlementFen,
    subsidyFen: note.subsidyFen,
    settlement: settlementOf(note),
    settledAt: note.settledAt?.toISOString() ?? null,
    settleableAt: settleable?.toISOString() ?? null,
    printedAt: note.printedAt?.toISOString() ?? null,
    parcels: parcels
      .filter((parcel) => parcel.noteId === noteId)
      .map((parcel) => parcelView(parcel, order, corrections)),
    remark: order.remark,
    splitShipping,
    mayReturn: mayReturn(note, notes),
  }
  return { view, order, dealerId: note.dealerId }
}

/**
 * `quantity` is this note's; `orderedQuantity` and `shippedQuantity` are of the whole order line,
 * what was refunded before it left not counted (DL-111).
 */
function linesView(lines: readonly NoteLine[], order: OrderForDispatch) {
  const ordered = new Map(order.lines.map((line) => [line.id, line]))
  return lines.map(({ lineId, name, picture, quantity }) => ({
    lineId,
    name,
    picture,
    orderedQuantity: ordered.get(lineId)?.quantity ?? quantity,
    quantity,
    shippedQuantity: ordered.get(lineId)?.shippedQuantity ?? 0,
  }))
}

/** What to pick: one row per sku over all lines. */
function contentsView(lines: readonly NoteLine[]) {
  const sums = new Map<string, { sku: string; quantity: number }>()
  for (const line of lines) {
    for (const { skuId, label, quantity } of line.contents) {
      const before = sums.get(skuId)?.quantity ?? 0
      sums.set(skuId, { sku: label, quantity: before + quantity * line.quantity })
    }
  }
  return [...sums.values()]
}

function parcelView(parcel: Parcel, order: OrderForDispatch, corrections: readonly Correction[]) {
  return {
    id: parcel.id,
    carrierName: parcel.carrierName,
    trackingNo: parcel.trackingNo,
    shippedAt: parcel.shippedAt.toISOString(),
    state: parcel.state,
    track: parcel.track.slice(0, 200),
    trackHint: parcel.hint,
    trackedAt: parcel.trackedAt?.toISOString() ?? null,
    carrierCode: parcel.carrierCode,
    version: parcel.version,
    received: parcel.signedAt !== null || !isUnderWay(order),
    corrections: corrections
      .filter(({ parcelId }) => parcelId === parcel.id)
      .map(({ at, byName, id: _, parcelId: __, ...numbers }) => ({
        ...numbers,
        at: at.toISOString(),
        by: byName,
      })),
  }
}
