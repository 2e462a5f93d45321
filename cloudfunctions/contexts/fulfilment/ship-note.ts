import { type Carrier, trackingNumber } from '@xietong/domain/fulfilment/carriers'
import * as op from '@xietong/domain/fulfilment/contract'
import { type OpenLine, splitLines } from '@xietong/domain/fulfilment/notes'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { type Ctx, perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { lockOrderForDispatch, markShipped, type OrderForDispatch } from '../orders'
import { readSettings } from '../settings'
import { shipReserved } from '../stock'
import { addParcel } from './add-parcel'
import { enabledCarrier } from './carrier-store'
import { emitShipped } from './fulfilment-events'
import { leaveRest } from './leave-rest'
import { documentOf } from './needs'
import { lockNote, type Note, type NoteLine, selectNote, selectNoteLines } from './note-store'

/**
 * DL-112, AD-262: ships a note in whole or in part. Order, note and stock change together; the
 * buyer, WeChat and the tracker learn of it from the same transaction. The store's own notes only.
 */
export const shipNote = perform(op.shipNote, async (ctx, input) => {
  const known = await selectNote(ctx.tx, input.noteId)
  const foreign = ctx.actor.app === 'dealer' && known?.dealerId !== ctx.actor.dealerId
  if (!known || foreign) {
    return refuse('NOT_FOUND')
  }
  const order = await lockOrderForDispatch(ctx, known.orderId)
  const note = await lockNote(ctx.tx, input.noteId)
  if (!order || !note || !(await isInScope(ctx, ctx.tx, order.dealerId))) {
    return refuse('NOT_FOUND')
  }
  const closed = noteRefusal(note, order)
  if (closed) {
    return refuse(closed)
  }
  const carrier = await enabledCarrier(ctx.tx, input.carrierCode)
  if (!carrier) {
    return refuse('CARRIER_UNKNOWN')
  }
  const trackingNo = trackingNumber(carrier, input.trackingNo)
  if (trackingNo === null) {
    return refuse('TRACKING_NUMBER_INVALID')
  }
  const lines = await selectNoteLines(ctx.tx, note.id)
  const split = splitLines(lines, input.lines)
  if (!split) {
    return refuse('OVER_SHIPPED')
  }
  if (split.rest.length > 0 && !(await readSettings(ctx.tx)).splitShipping) {
    return refuse('SPLIT_SHIPPING_OFF')
  }
  const shipped = await takeOut(ctx, order, lines, split.now)
  if (!shipped.ok) {
    return shipped
  }
  await leaveRest(ctx, note, lines, split)
  const parcel = await addParcel(ctx, {
    note,
    order,
    carrier,
    trackingNo,
    lines: named(lines, split.now),
    allDelivered: shipped.state === 'shipped',
  })
  emitShipped(ctx, order, parcel)
  auditShipping(ctx, note, { carrier, trackingNo, lines: split.now })
  return ok({ parcelId: parcel.id, orderState: shipped.state })
})

/** A note of an order that was refunded or closed meanwhile is as good as void. */
function noteRefusal(note: Note, order: OrderForDispatch): 'NOTE_VOIDED' | 'STATE_CONFLICT' | null {
  if (note.state === 'void' || order.state === 'closed') {
    return 'NOTE_VOIDED'
  }
  return note.state === 'shipped' ? 'STATE_CONFLICT' : null
}

const named = (lines: readonly NoteLine[], shipped: readonly OpenLine[]) =>
  shipped.map(({ lineId, quantity }) => ({
    lineId,
    quantity,
    name: lines.find((line) => line.lineId === lineId)?.name ?? '',
  }))

/** Counts the units on the order and takes their skus out of the shipper's stock. */
async function takeOut(
  ctx: Ctx,
  order: OrderForDispatch,
  lines: readonly NoteLine[],
  shipped: readonly OpenLine[],
) {
  const marked = await markShipped(ctx, {
    orderId: order.id,
    lines: shipped,
    shippedAt: ctx.now,
  })
  if (!marked.ok) {
    return marked
  }
  const units = new Map(shipped.map(({ lineId, quantity }) => [lineId, quantity]))
  const skus = lines.flatMap((line) =>
    line.contents
      .map(({ skuId, quantity }) => ({ skuId, quantity: quantity * (units.get(line.lineId) ?? 0) }))
      .filter(({ quantity }) => quantity > 0),
  )
  const taken = await shipReserved(ctx, { document: documentOf(order), lines: skus })
  return taken.ok ? marked : taken
}

function auditShipping(
  ctx: Ctx,
  note: Note,
  parcel: { carrier: Carrier; trackingNo: string; lines: readonly OpenLine[] },
): void {
  const { carrier, trackingNo, lines } = parcel
  ctx.audit({
    objectKind: 'note',
    objectId: note.id,
    objectNo: note.noteNo,
    before: { state: note.state },
    after: { state: 'shipped', carrier: carrier.code, trackingNo, lines },
  })
}
