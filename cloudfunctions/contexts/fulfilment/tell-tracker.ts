import type { Ctx } from '../../runtime/context'

/** Queues a subscription to a parcel's track; `round` tells the ones of a number apart. */
export function tellTracker(
  ctx: Ctx,
  parcel: { readonly id: string; readonly trackingNo: string },
  round: string,
): void {
  ctx.send({
    peer: 'kuaidi100',
    call: 'subscribe-tracking',
    businessKey: `${parcel.trackingNo}/${parcel.id}/${round}`,
    payload: { parcelId: parcel.id },
  })
}
