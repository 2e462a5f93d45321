import { sql } from 'kysely'
import type { Reader } from '../../runtime/database'

export interface Geocode {
  readonly state: 'located' | 'doubtful'
  readonly latitude: number
  readonly longitude: number
}

/** What is known about an address since `after`; what a person confirmed does not age. */
export async function selectGeocode(
  reader: Reader,
  key: string,
  after: Date,
): Promise<Geocode | null> {
  const { rows } = await sql<Geocode>`
    select state, latitude, longitude from fulfilment.geocodes
    where address_key = ${key} and (confirmed or found_at > ${after})`.execute(reader)
  return rows[0] ?? null
}

/** Keeps an answer; a person's word is never replaced by one of the map. */
export async function saveGeocode(
  reader: Reader,
  code: Geocode & { readonly key: string; readonly confirmed: boolean; readonly foundAt: Date },
): Promise<void> {
  await sql`
    insert into fulfilment.geocodes as g
      (address_key, state, latitude, longitude, confirmed, found_at)
    values (${code.key}, ${code.state}, ${code.latitude}, ${code.longitude}, ${code.confirmed},
            ${code.foundAt})
    on conflict (address_key) do update
    set state = excluded.state, latitude = excluded.latitude, longitude = excluded.longitude,
        confirmed = excluded.confirmed, found_at = excluded.found_at
    where excluded.confirmed or not g.confirmed`.execute(reader)
}

export async function deleteGeocode(reader: Reader, key: string): Promise<void> {
  await sql`delete from fulfilment.geocodes where address_key = ${key}`.execute(reader)
}

/** Old answers go in pieces; what a person confirmed stays. */
export async function deleteOldGeocodes(reader: Reader, before: Date): Promise<void> {
  await sql`
    delete from fulfilment.geocodes where address_key in (
      select address_key from fulfilment.geocodes
      where not confirmed and found_at <= ${before} order by found_at limit 5000)`.execute(reader)
}

export type MapService = 'locate' | 'driving-distance'

export interface MapUsage {
  readonly asked: number
  readonly usedUpAt: Date | null
}

/** What was asked of one service of the map on a day. */
export async function selectUsage(
  reader: Reader,
  day: string,
  service: MapService,
): Promise<MapUsage> {
  const { rows } = await sql<MapUsage>`
    select asked, used_up_at as "usedUpAt" from fulfilment.map_usage
    where day = ${day}::date and service = ${service}`.execute(reader)
  return rows[0] ?? { asked: 0, usedUpAt: null }
}

/** Counts one question and what it told about the quota; the number is after it. */
export async function countUsage(
  reader: Reader,
  asked: { readonly day: string; readonly service: MapService; readonly usedUpAt: Date | null },
): Promise<number> {
  const { rows } = await sql<{ asked: number }>`
    insert into fulfilment.map_usage as u (day, service, asked, used_up_at)
    values (${asked.day}::date, ${asked.service}, 1, ${asked.usedUpAt})
    on conflict (day, service) do update
    set asked = u.asked + 1, used_up_at = excluded.used_up_at
    returning asked`.execute(reader)
  return rows[0]?.asked ?? 1
}
