import { type Carrier, trackingNumber } from '@xietong/domain/fulfilment/carriers'
import * as op from '@xietong/domain/fulfilment/parcel-contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { type Ctx, perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import type { Reader } from '../../runtime/database'
import { refuseStale } from '../identity'
import { lockOrderForDispatch, type OrderForDispatch, shippingPaymentOf } from '../orders'
import { nextReportAt } from './add-parcel'
import { carrierOf, enabledCarrier } from './carrier-store'
import { insertCorrection, replaceNumber } from './correction-store'
import { closeOfParcel } from './exception-store'
import { emitCorrected } from './fulfilment-events'
import { isUnderWay } from './needs'
import { selectNote } from './note-store'
import { lockParcel, type Parcel, selectParcel, selectParcels } from './parcel-store'
import { tellTracker } from './tell-tracker'

/**
 * DL-114: another number for a parcel that nobody has received. Old and new stay in its log; the
 * buyer, WeChat and the tracker learn of the new one from the same transaction.
 */
export const correctTracking = perform(op.correctTracking, async (ctx, input) => {
  const known = await selectParcel(ctx.tx, input.parcelId)
  const note = known && (await selectNote(ctx.tx, known.noteId))
  const foreign = ctx.actor.app === 'dealer' && note?.dealerId !== ctx.actor.dealerId
  // The parcel before its order, as whoever applies a route locks them.
  const parcel = note && !foreign ? await lockParcel(ctx.tx, input.parcelId) : null
  const order = parcel && (await lockOrderForDispatch(ctx, parcel.orderId))
  if (!order || !parcel || !(await isInScope(ctx, ctx.tx, order.dealerId))) {
    return refuse('NOT_FOUND')
  }
  if (parcel.signedAt !== null || !isUnderWay(order)) {
    return refuse('STATE_CONFLICT')
  }
  const carrier = await carrierFor(ctx.tx, parcel, input.carrierCode)
  if (!carrier) {
    return refuse('CARRIER_UNKNOWN')
  }
  const trackingNo = trackingNumber(carrier, input.trackingNo)
  if (trackingNo === null) {
    return refuse('TRACKING_NUMBER_INVALID')
  }
  if (parcel.version !== input.version) {
    return refuseStale(ctx, { kind: 'parcel', id: parcel.id })
  }
  if (trackingNo === parcel.trackingNo && carrier.code === parcel.carrierCode) {
    return refuse('TRACKING_NUMBER_SAME')
  }
  const changed = await change(ctx, { parcel, order, carrier, trackingNo, reason: input.reason })
  return changed ? ok({ version: parcel.version + 1 }) : refuse('STATE_CONFLICT')
})

/** A carrier that is not offered any more stays possible for a parcel that has it. */
const carrierFor = (reader: Reader, parcel: Parcel, code: string) =>
  code === parcel.carrierCode ? carrierOf(reader, code) : enabledCarrier(reader, code)

interface Change {
  readonly parcel: Parcel
  readonly order: OrderForDispatch
  readonly carrier: Carrier
  readonly trackingNo: string
  readonly reason: string
}

async function change(ctx: Ctx, { parcel, order, carrier, ...to }: Change): Promise<boolean> {
  const { trackingNo, reason } = to
  const told = await selectParcels(ctx.tx, order.id)
  const replaced = await replaceNumber(ctx.tx, {
    id: parcel.id,
    version: parcel.version,
    carrierCode: carrier.code,
    carrierName: carrier.name,
    trackingNo,
    correctedAt: nextReportAt(told, ctx.now),
  })
  if (!replaced) {
    return false
  }
  const byName = 'name' in ctx.actor ? ctx.actor.name : '系统'
  await insertCorrection(ctx.tx, {
    id: ctx.newId(),
    parcelId: parcel.id,
    at: ctx.now,
    fromCarrier: parcel.carrierName,
    fromNumber: parcel.trackingNo,
    toCarrier: carrier.name,
    toNumber: trackingNo,
    reason,
    byName,
  })
  await closeOfParcel(ctx, parcel.id, `运单号已更正为 ${trackingNo}`)
  await tellOutside(ctx, order, { ...parcel, trackingNo, version: parcel.version + 1 })
  emitCorrected(ctx, order, { carrierName: carrier.name, trackingNo })
  ctx.audit({
    objectKind: 'parcel',
    objectId: parcel.id,
    objectNo: trackingNo,
    before: { carrier: parcel.carrierCode, trackingNo: parcel.trackingNo },
    after: { carrier: carrier.code, trackingNo, reason },
  })
  return true
}

async function tellOutside(ctx: Ctx, order: OrderForDispatch, parcel: Parcel): Promise<void> {
  if (await shippingPaymentOf(ctx.tx, order.id)) {
    ctx.send({
      peer: 'wechat',
      call: 'correct-shipping',
      businessKey: `${order.orderNo}/${parcel.id}/${parcel.version}`,
      payload: { parcelId: parcel.id, version: parcel.version },
    })
  }
  tellTracker(ctx, parcel, `${parcel.version}-0`)
}
