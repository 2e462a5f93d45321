import { sql } from 'kysely'
import { type Actor, actorKey } from '../../runtime/actor'
import type { BusinessEvent, EventRecipient } from '../../runtime/context'
import type { Db, Tx } from '../../runtime/database'

export interface RecordedEvent {
  readonly id: string
  readonly at: Date
  readonly actor: Actor
  readonly event: BusinessEvent
}

/**
 * Writes the events of a command in its transaction with one statement (NT-001): a committed change
 * never lacks its event, a rolled-back one never tells.
 */
export async function recordEvents(tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
  if (events.length === 0) {
    return
  }
  const column = <Value>(read: (event: RecordedEvent) => Value) => events.map(read)
  await sql`
    with written as (
      insert into notify.event
        (id, code, at, subject_kind, subject_id, subject_no, variables, recipients, actor)
      select part.id, part.code, part.at, part.kind, part.subject, part.no,
        part.variables::jsonb, part.recipients::jsonb, part.actor
      from unnest(
        ${column((one) => one.id)}::uuid[], ${column((one) => one.event.code)}::text[],
        ${column((one) => one.at)}::timestamptz[],
        ${column((one) => one.event.subject.kind)}::text[],
        ${column((one) => one.event.subject.id)}::text[],
        ${column((one) => one.event.subject.no ?? null)}::text[],
        ${column((one) => JSON.stringify(one.event.variables))}::text[],
        ${column((one) => JSON.stringify(one.event.to))}::text[],
        ${column((one) => actorKey(one.actor))}::text[]
      ) as part (id, code, at, kind, subject, no, variables, recipients, actor)
      returning id, at
    )
    insert into notify.to_route (event_id, next_at) select id, at from written`.execute(tx)
}

export interface EventRow {
  id: string
  code: string
  at: Date
  subject_kind: string
  subject_id: string
  subject_no: string | null
  variables: Record<string, string>
  recipients: EventRecipient[]
}

/**
 * Takes events that no delivery was made of: the rows go in the same transaction in which the
 * deliveries
 * come, so an event is routed exactly once.
 */
export async function takeToRoute(tx: Tx, now: Date, limit: number): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    with taken as (
      delete from notify.to_route where event_id in (
        select event_id from notify.to_route where next_at <= ${now}
        order by next_at limit ${limit} for update skip locked)
      returning event_id
    )
    select event.id, code, at, subject_kind, subject_id, subject_no, variables, recipients
    from notify.event join taken on taken.event_id = event.id
    order by at, event.id`.execute(tx)
  return rows
}

/** The next event alone, after a group failed: one bad event must not hold up the others. */
export async function postponeRouting(db: Db, now: Date, until: Date): Promise<string | null> {
  const { rows } = await sql<{ event_id: string }>`
    update notify.to_route set next_at = ${until}, tries = tries + 1
    where event_id = (
      select event_id from notify.to_route where next_at <= ${now}
      order by next_at limit 1 for update skip locked)
    returning event_id`.execute(db)
  return rows[0]?.event_id ?? null
}

export async function findEvent(db: Db, id: string): Promise<EventRow | null> {
  const { rows } = await sql<EventRow>`
    select id, code, at, subject_kind, subject_id, subject_no, variables, recipients
    from notify.event where id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** The number by which people know the record of an event. */
export const recordNoOf = ({ subject_no, variables }: EventRow): string | null =>
  subject_no ?? variables.order_id ?? null
