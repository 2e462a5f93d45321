import { sql } from 'kysely'
import type { Db, Tx } from '../../runtime/database'

/**
 * Takes the keys of an event for itself. Answers, for those that another event took within the
 * window, which event that was. Of two routers at once the row lets one through (NT-005).
 */
export async function takeKeys(
  tx: Tx,
  { keys, eventId, at, windowMs }: { keys: string[]; eventId: string; at: Date; windowMs: number },
): Promise<ReadonlyMap<string, string>> {
  const oldest = new Date(at.getTime() - windowMs)
  const sorted = [...new Set(keys)].sort()
  const taken = await sql<{ key: string }>`
    insert into notify.told as told (key, event_id, at)
    select key, ${eventId}::uuid, ${at}::timestamptz from unnest(${sorted}::text[]) as key
    on conflict (key) do update set event_id = excluded.event_id, at = excluded.at
      where told.at < ${oldest} or told.event_id = excluded.event_id
    returning key`.execute(tx)
  const own = new Set(taken.rows.map((row) => row.key))
  const others = sorted.filter((key) => !own.has(key))
  if (others.length === 0) {
    return new Map()
  }
  const { rows } = await sql<{ key: string; eventId: string }>`
    select key, event_id as "eventId" from notify.told
    where key = any(${others}::text[])`.execute(tx)
  return new Map(rows.map((row) => [row.key, row.eventId]))
}

export async function forgetTold(db: Db, before: Date): Promise<void> {
  await sql`delete from notify.told where at < ${before}`.execute(db)
}
