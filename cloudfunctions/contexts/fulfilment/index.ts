import { dispatchLabels, noteStateLabels } from '@xietong/domain/fulfilment/notes'
import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'
import type { DispatchView, NoteView, ParcelView } from '../../runtime/questions'
import { deleteLocation } from './location-store'
import { notesOf } from './note-list-store'
import { selectDispatches } from './note-store'
import { selectParcels } from './parcel-store'

/** Reaction to another address of an order that nobody ships yet. */
export function forgetLocation(ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  return deleteLocation(ctx.tx, orderId)
}

export { kuaidiPush } from './receive-track'
export { reduceNote, shippingStore } from './reduce-note'
export { sendAgain } from './send-again'
export { fulfilmentSenders } from './senders'

/** Parcels of an order with their tracks, newest line first (MB-078). */
export async function parcelsOfOrder(reader: Reader, orderId: string): Promise<ParcelView[]> {
  const parcels = await selectParcels(reader, orderId)
  return parcels.map((parcel) => ({
    id: parcel.id,
    carrierCode: parcel.carrierCode,
    carrierName: parcel.carrierName,
    trackingNo: parcel.trackingNo,
    shippedAt: parcel.shippedAt.toISOString(),
    signedAt: parcel.signedAt?.toISOString() ?? null,
    state: parcel.state,
    lines: parcel.lines.map(({ name, quantity }) => ({ name, quantity })),
    track: parcel.track.slice(0, 200),
    trackHint: parcel.hint,
    trackedAt: parcel.trackedAt?.toISOString() ?? null,
  }))
}

/** Dispatches and notes of an order for the console's detail (AD-254). */
export async function notesOfOrder(
  reader: Reader,
  orderId: string,
): Promise<{ notes: NoteView[]; dispatches: DispatchView[] }> {
  const notes = await notesOf(reader, orderId)
  const dispatches = await selectDispatches(reader, orderId)
  return {
    notes: notes.map((note) => ({
      id: note.id,
      noteNo: note.noteNo,
      state: noteStateLabels[note.state],
      shipper: note.shipper,
      carrierName: note.carrierName,
      trackingNo: note.trackingNo,
      shippedAt: note.shippedAt?.toISOString() ?? null,
    })),
    dispatches: dispatches.map(({ at, shipper, byName, kind, reason }) => ({
      at: at.toISOString(),
      shipper,
      by: byName,
      state: dispatchLabels[kind],
      reason: reason ?? '',
    })),
  }
}
