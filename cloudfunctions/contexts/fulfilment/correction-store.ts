import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export interface Correction {
  readonly id: string
  readonly parcelId: string
  readonly at: Date
  readonly fromCarrier: string
  readonly fromNumber: string
  readonly toCarrier: string
  readonly toNumber: string
  readonly reason: string
  readonly byName: string
}

/**
 * The parcel with another number begins anew: no route, no subscription, not asked for, not signed
 * for. Its note is found under the new carrier.
 */
export async function replaceNumber(
  tx: Tx,
  change: {
    id: string
    version: number
    carrierCode: string
    carrierName: string
    trackingNo: string
    correctedAt: Date
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    with changed as (update fulfilment.parcels
    set carrier_code = ${change.carrierCode}, carrier_name = ${change.carrierName},
        tracking_no = ${change.trackingNo}, corrected_at = ${change.correctedAt},
        version = version + 1, subscriptions = 0, subscribed_at = null, state = '', track = '[]',
        track_at = null, tracked_at = null, queried_at = null, hint = ''
    where id = ${change.id} and version = ${change.version} and signed_at is null
    returning note_id)
    update fulfilment.notes n set carrier_code = ${change.carrierCode}
    from changed where n.id = changed.note_id`.execute(tx)
  return numAffectedRows === 1n
}

export async function insertCorrection(tx: Tx, one: Correction): Promise<void> {
  await sql`
    insert into fulfilment.parcel_corrections
      (id, parcel_id, at, from_carrier, from_number, to_carrier, to_number, reason, by_name)
    values (${one.id}, ${one.parcelId}, ${one.at}, ${one.fromCarrier}, ${one.fromNumber},
      ${one.toCarrier}, ${one.toNumber}, ${one.reason}, ${one.byName})`.execute(tx)
}

/** The log of corrections of an order's parcels, oldest first. */
export async function selectCorrections(reader: Reader, orderId: string): Promise<Correction[]> {
  const { rows } = await sql<Correction>`
    select c.id, c.parcel_id as "parcelId", c.at, c.from_carrier as "fromCarrier",
      c.from_number as "fromNumber", c.to_carrier as "toCarrier", c.to_number as "toNumber",
      c.reason, c.by_name as "byName"
    from fulfilment.parcel_corrections c join fulfilment.parcels p on p.id = c.parcel_id
    where p.order_id = ${orderId} order by c.at, c.id limit 200`.execute(reader)
  return rows
}
