import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export interface Location {
  readonly orderId: string
  /** `doubtful`: found, but a clerk must confirm (reliability below 7). */
  readonly state: 'located' | 'doubtful' | 'unlocated'
  readonly latitude: number | null
  readonly longitude: number | null
  readonly reason: string
  readonly tries: number
  readonly triedAt: Date
  /** The person who judged a doubtful place; the map is not asked for it again. */
  readonly confirmedBy: string | null
}

export async function selectLocations(
  reader: Reader,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, Location>> {
  const { rows } = await sql<Location>`
    select order_id as "orderId", state, latitude, longitude, reason, tries, tried_at as "triedAt",
           confirmed_by as "confirmedBy"
    from fulfilment.locations where order_id = any(${orderIds}::uuid[])`.execute(reader)
  return new Map(rows.map((row) => [row.orderId, row]))
}

/** The order goes elsewhere now: the map is asked anew when somebody looks at it. */
export async function deleteLocation(tx: Tx, orderId: string): Promise<void> {
  await sql`delete from fulfilment.locations where order_id = ${orderId}`.execute(tx)
}

/** A person's word about a doubtful place; false when it is doubtful no more. */
export async function judgeLocation(
  tx: Tx,
  judged: {
    readonly orderId: string
    readonly place: { readonly latitude: number; readonly longitude: number } | null
    readonly reason: string
    readonly byName: string
    readonly now: Date
  },
): Promise<boolean> {
  const { place } = judged
  const { numAffectedRows } = await sql`
    update fulfilment.locations
    set state = ${place ? 'located' : 'unlocated'}, latitude = ${place?.latitude ?? null},
        longitude = ${place?.longitude ?? null}, reason = ${judged.reason},
        confirmed_by = ${judged.byName}, tried_at = ${judged.now}
    where order_id = ${judged.orderId} and state = 'doubtful'`.execute(tx)
  return numAffectedRows === 1n
}

/** Stores the outcome of a try; a coordinate that was found is never replaced by a failure. */
export async function saveLocation(
  reader: Reader,
  location: Omit<Location, 'tries' | 'confirmedBy'>,
): Promise<void> {
  await sql`
    insert into fulfilment.locations as l
      (order_id, state, latitude, longitude, reason, tries, tried_at)
    values (${location.orderId}, ${location.state}, ${location.latitude}, ${location.longitude},
            ${location.reason}, 1, ${location.triedAt})
    on conflict (order_id) do update
    set state = excluded.state, latitude = excluded.latitude, longitude = excluded.longitude,
        reason = excluded.reason, tries = l.tries + 1, tried_at = excluded.tried_at
    where l.state <> 'located' and l.confirmed_by is null`.execute(reader)
}
