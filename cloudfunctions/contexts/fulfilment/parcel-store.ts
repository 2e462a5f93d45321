import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export interface TrackRecord {
  readonly at: string
  readonly text: string
  readonly state: string
}
export interface Parcel {
  readonly id: string
  readonly noteId: string
  readonly orderId: string
  readonly carrierCode: string
  readonly carrierName: string
  readonly trackingNo: string
  readonly recipientPhone: string
  readonly shippedAt: Date
  readonly allDelivered: boolean
  readonly reportAt: Date
  readonly reportedAt: Date | null
  readonly subscribedAt: Date | null
  readonly subscriptions: number
  readonly state: string
  readonly track: TrackRecord[]
  readonly trackedAt: Date | null
  readonly signedAt: Date | null
  readonly queriedAt: Date | null
  readonly hint: string
  /** 1 and one more for each correction of its number. */
  readonly version: number
  /** When WeChat is told of the corrected number; null = it never was another. */
  readonly correctedAt: Date | null
  readonly lines: { lineId: string; name: string; quantity: number }[]
}

const parcelColumns = sql`p.id, p.note_id as "noteId", p.order_id as "orderId",
  p.carrier_code as "carrierCode", p.carrier_name as "carrierName", p.tracking_no as "trackingNo",
  p.recipient_phone as "recipientPhone", p.shipped_at as "shippedAt",
  p.all_delivered as "allDelivered", p.report_at as "reportAt", p.reported_at as "reportedAt",
  p.subscribed_at as "subscribedAt", p.subscriptions, p.state, p.track, p.tracked_at as "trackedAt",
  p.signed_at as "signedAt", p.queried_at as "queriedAt", p.hint, p.version,
  p.corrected_at as "correctedAt",
  (select coalesce(json_agg(json_build_object('lineId', l.line_id, 'name', l.name,
      'quantity', l.quantity) order by l.line_id), '[]')
   from fulfilment.parcel_lines l where l.parcel_id = p.id) as lines`

export async function insertParcel(
  tx: Tx,
  parcel: Omit<
    Parcel,
    | 'reportedAt'
    | 'subscribedAt'
    | 'subscriptions'
    | 'state'
    | 'track'
    | 'trackedAt'
    | 'signedAt'
    | 'queriedAt'
    | 'hint'
    | 'version'
    | 'correctedAt'
  >,
): Promise<void> {
  await sql`
    insert into fulfilment.parcels (id, note_id, order_id, carrier_code, carrier_name, tracking_no,
      recipient_phone, shipped_at, all_delivered, report_at, subscriptions, state, track, hint)
    values (${parcel.id}, ${parcel.noteId}, ${parcel.orderId}, ${parcel.carrierCode},
      ${parcel.carrierName}, ${parcel.trackingNo}, ${parcel.recipientPhone}, ${parcel.shippedAt},
      ${parcel.allDelivered}, ${parcel.reportAt}, 0, '', '[]', '')`.execute(tx)
  await sql`
    insert into fulfilment.parcel_lines (parcel_id, line_id, name, quantity)
    select ${parcel.id}::uuid, l."lineId", l.name, l.quantity
    from jsonb_to_recordset(${JSON.stringify(parcel.lines)}::jsonb)
      as l("lineId" uuid, name text, quantity int)`.execute(tx)
  await sql`
    update fulfilment.notes set carrier_code = ${parcel.carrierCode}
    where id = ${parcel.noteId}`.execute(tx)
}

export async function selectParcels(reader: Reader, orderId: string): Promise<Parcel[]> {
  const { rows } = await sql<Parcel>`
    select ${parcelColumns} from fulfilment.parcels p
    where p.order_id = ${orderId} order by p.report_at, p.id limit 50`.execute(reader)
  return rows
}

export async function selectParcel(reader: Reader, id: string): Promise<Parcel | null> {
  const { rows } = await sql<Parcel>`
    select ${parcelColumns} from fulfilment.parcels p where p.id = ${id}`.execute(reader)
  return rows[0] ?? null
}

export async function lockParcel(tx: Tx, id: string): Promise<Parcel | null> {
  const { rows } = await sql<Parcel>`
    select ${parcelColumns} from fulfilment.parcels p where p.id = ${id}
    for no key update of p`.execute(tx)
  return rows[0] ?? null
}

/** Parcels with a tracking number, locked in sorted order; several orders may share a parcel. */
export async function lockParcels(
  tx: Tx,
  trackingNo: string,
  carrierCodes: readonly string[],
): Promise<Parcel[]> {
  const { rows } = await sql<Parcel>`
    select ${parcelColumns} from fulfilment.parcels p
    where p.tracking_no = ${trackingNo} and p.carrier_code = any(${carrierCodes}::text[])
    order by p.id for no key update of p`.execute(tx)
  return rows
}

/**
 * Claims the one question about a number in its time, for every parcel that has it: false when
 * somebody asked since. Two at once never both get it, because the second waits for the row.
 */
export async function claimQuery(
  reader: Reader,
  parcel: Pick<Parcel, 'trackingNo' | 'carrierCode'>,
  { now, since }: { readonly now: Date; readonly since: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    with locked as (
      select id, queried_at from fulfilment.parcels
      where tracking_no = ${parcel.trackingNo} and carrier_code = ${parcel.carrierCode}
      order by id for no key update
    )
    update fulfilment.parcels p set queried_at = ${now} from locked
    where p.id = locked.id
      and (select coalesce(bool_and(queried_at is null or queried_at <= ${since}), true)
           from locked)`.execute(reader)
  return (numAffectedRows ?? 0n) > 0n
}

/** A newer route; whatever was said about silence is over. */
export async function saveTrack(
  tx: Tx,
  track: {
    id: string
    state: string
    events: readonly TrackRecord[]
    trackAt: Date
    trackedAt: Date
    signedAt: Date | null
  },
): Promise<void> {
  await sql`
    update fulfilment.parcels
    set state = ${track.state}, track = ${JSON.stringify(track.events)}::jsonb,
        track_at = ${track.trackAt}, tracked_at = ${track.trackedAt},
        signed_at = ${track.signedAt}, hint = ''
    where id = ${track.id}`.execute(tx)
}

export async function markReported(reader: Reader, id: string, at: Date): Promise<void> {
  await sql`
    update fulfilment.parcels set reported_at = ${at}
    where id = ${id} and reported_at is null`.execute(reader)
}

/** After a renewal the hint stays until the aggregator really tells something. */
export async function markSubscribed(reader: Reader, id: string, at: Date): Promise<void> {
  await sql`
    update fulfilment.parcels
    set subscribed_at = ${at}, hint = case when subscriptions = 0 then '' else hint end
    where id = ${id}`.execute(reader)
}

export async function setHint(reader: Reader, id: string, hint: string): Promise<void> {
  await sql`update fulfilment.parcels set hint = ${hint} where id = ${id}`.execute(reader)
}

/** Parcels under way of which nothing was heard since `before`, oldest first (IN-085). */
export async function lockSilentParcels(tx: Tx, before: Date, limit: number): Promise<Parcel[]> {
  const { rows } = await sql<Parcel>`
    select ${parcelColumns} from fulfilment.parcels p
    where p.signed_at is null and p.state not in ('returned', 'refused')
      and coalesce(p.tracked_at, p.subscribed_at, p.shipped_at) <= ${before}
      and p.subscriptions < 3
    order by coalesce(p.tracked_at, p.subscribed_at, p.shipped_at), p.id limit ${limit}
    for no key update of p skip locked`.execute(tx)
  return rows
}

/** Counts a new subscription of a silent parcel; it gets another 24 hours. */
export async function renewSubscription(
  tx: Tx,
  change: { id: string; at: Date; hint: string },
): Promise<void> {
  await sql`
    update fulfilment.parcels
    set subscriptions = subscriptions + 1, subscribed_at = ${change.at},
        tracked_at = case when tracked_at is null then null else ${change.at}::timestamptz end,
        hint = ${change.hint}
    where id = ${change.id}`.execute(tx)
}
