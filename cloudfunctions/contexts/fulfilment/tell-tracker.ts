import type { Ctx } from '../../runtime/context'

/** Queues a subscription to a parcel's track; `renewal` counts the ones after the first. */
export function tellTracker(
  ctx: Ctx,
  parcel: { readonly id: string; readonly trackingNo: string },
  renewal: number,
): void {
  ctx.send({
    peer: 'kuaidi100',
    call: 'subscribe-tracking',
    businessKey: `${parcel.trackingNo}/${parcel.id}/${renewal}`,
    payload: { parcelId: parcel.id },
  })
}
