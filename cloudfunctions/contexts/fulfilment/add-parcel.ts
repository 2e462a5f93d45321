import type { Carrier } from '@xietong/domain/fulfilment/carriers'
import type { Ctx } from '../../runtime/context'
import { type OrderForDispatch, shippingPaymentOf } from '../orders'
import type { Note } from './note-store'
import { insertParcel, type Parcel, selectParcels } from './parcel-store'
import { tellTracker } from './tell-tracker'

const SECOND_MS = 1_000

export type NewParcel = Pick<
  Parcel,
  'id' | 'carrierName' | 'trackingNo' | 'allDelivered' | 'lines' | 'carrierCode'
>

/** WeChat wants each report of an order later than the one before, in whole seconds. */
export function nextReportAt(told: readonly Parcel[], now: Date): Date {
  const times = told.flatMap(({ reportAt, correctedAt }) => [reportAt, correctedAt ?? reportAt])
  const last = Math.max(0, ...times.map((time) => time.getTime()))
  return new Date(Math.max(now.getTime(), last + SECOND_MS))
}

/**
 * Writes a parcel and, in the same transaction, what must be told outside: WeChat, which keeps the
 * buyer's money frozen until then (only where money was paid), and the tracker.
 */
export async function addParcel(
  ctx: Ctx,
  shipment: {
    readonly note: Note
    readonly order: OrderForDispatch
    readonly carrier: Carrier
    readonly trackingNo: string
    readonly lines: Parcel['lines']
    readonly allDelivered: boolean
  },
): Promise<NewParcel> {
  const { note, order, carrier } = shipment
  const earlier = await selectParcels(ctx.tx, order.id)
  const parcel = {
    id: ctx.newId(),
    noteId: note.id,
    orderId: order.id,
    carrierCode: carrier.code,
    carrierName: carrier.name,
    trackingNo: shipment.trackingNo,
    recipientPhone: order.address?.phone ?? '',
    shippedAt: ctx.now,
    allDelivered: shipment.allDelivered,
    reportAt: nextReportAt(earlier, ctx.now),
    lines: shipment.lines,
  }
  await insertParcel(ctx.tx, parcel)
  if (await shippingPaymentOf(ctx.tx, order.id)) {
    ctx.send({
      peer: 'wechat',
      call: 'report-shipping',
      businessKey: `${order.orderNo}/${parcel.id}`,
      payload: { parcelId: parcel.id },
    })
  }
  tellTracker(ctx, parcel, '0')
  return parcel
}
