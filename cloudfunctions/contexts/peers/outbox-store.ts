import type { OutboxState } from '@xietong/domain/peers/states'
import { traceNoFrom } from '@xietong/domain/peers/trace'
import { sql } from 'kysely'
import type { OutboxMessage } from '../../runtime/context'
import type { Db, Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'

/**
 * The row lease of a worker that is sending: longer than any call, short enough to be repaired
 * soon.
 */
export const LEASE_MS = 30_000

/**
 * Writes a command's messages in its transaction with one statement. The same effect twice is the
 * same
 * key and is not written again. Answers the ids of the new ones that want to go at once.
 */
export async function writeOutbox(
  tx: Reader,
  batch: { readonly messages: readonly OutboxMessage[]; readonly now: Date; newId(): string },
): Promise<string[]> {
  const { messages, now } = batch
  if (messages.length === 0) {
    return []
  }
  const ids = messages.map(() => batch.newId())
  const { rows } = await sql<{ id: string }>`
    insert into peers.outbox
      (id, peer, call, business_key, payload, state, next_at, trace_no, created_at, updated_at)
    select part.id, part.peer, part.call, part.key, part.payload::jsonb, 'waiting', ${now},
      part.trace, ${now}, ${now}
    from unnest(
      ${ids}::uuid[], ${messages.map((message) => message.peer)}::text[],
      ${messages.map((message) => message.call)}::text[],
      ${messages.map((message) => message.businessKey)}::text[],
      ${messages.map((message) => JSON.stringify(message.payload))}::text[],
      ${ids.map(traceNoFrom)}::text[]
    ) as part (id, peer, call, key, payload, trace)
    on conflict (peer, call, business_key) do nothing
    returning id`.execute(tx)
  const written = new Set(rows.map((row) => row.id))
  return ids.filter((id, index) => written.has(id) && messages[index]?.soon === true)
}

export interface Claimed {
  id: string
  peer: 'wechat' | 'wechat-pay' | 'sms' | 'kuaidi100' | 'map'
  call: string
  business_key: string
  payload: Record<string, unknown>
  attempts: number
  trace_no: string
  created_at: Date
  /**
   * The state before the claim: anything but `waiting` means that an earlier send may have
   * arrived.
   */
  before: OutboxState
}

const claimed = sql`o.id, o.peer, o.call, o.business_key, o.payload, o.attempts, o.trace_no,
  o.created_at, due.state as before`

/**
 * Takes due messages: counts the try and sets the lease. Fresh ones come in groups; one that was
 * tried
 * before comes alone, so that a message that kills its worker takes nobody with it.
 */
export async function claimDue(
  db: Db,
  now: Date,
  pick: { kind: 'fresh' | 'again'; limit: number },
): Promise<Claimed[]> {
  const { rows } = await sql<Claimed>`
    with due as (
      select id, state from peers.outbox
      where next_at <= ${now} and ${pick.kind === 'fresh' ? sql`attempts = 0` : sql`attempts > 0`}
      order by next_at limit ${pick.limit} for update skip locked
    )
    update peers.outbox as o
    set state = 'sent', attempts = o.attempts + 1, updated_at = ${now},
        next_at = ${new Date(now.getTime() + LEASE_MS)}
    from due where o.id = due.id
    returning ${claimed}`.execute(db)
  return rows
}

/** Takes named messages that nobody has tried yet. */
export async function claimFresh(db: Db, now: Date, ids: readonly string[]): Promise<Claimed[]> {
  const { rows } = await sql<Claimed>`
    with due as (
      select id, state from peers.outbox
      where id = any(${ids}::uuid[]) and state = 'waiting' and attempts = 0
      for update skip locked
    )
    update peers.outbox as o
    set state = 'sent', attempts = 1, updated_at = ${now},
        next_at = ${new Date(now.getTime() + LEASE_MS)}
    from due where o.id = due.id
    returning ${claimed}`.execute(db)
  return rows
}

export interface Outcome {
  readonly state: OutboxState
  readonly nextAt: Date | null
  readonly error: string
}

/** Records what came of a claim. A worker whose lease was taken over meanwhile records nothing. */
export async function recordOutcome(
  db: Db,
  message: Claimed,
  outcome: Outcome,
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update peers.outbox
    set state = ${outcome.state}, next_at = ${outcome.nextAt}, last_error = ${outcome.error},
        updated_at = ${now}
    where id = ${message.id} and attempts = ${message.attempts} and state = 'sent'`.execute(db)
  return Number(numAffectedRows ?? 0) === 1
}

/** Puts a message back to 待发 by a person's decision; answers false when its state forbids it. */
export async function requeue(reader: Reader, id: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update peers.outbox
    set state = case when state = 'manual' then 'waiting' else state end, next_at = ${now},
        created_at = case when state = 'manual' then ${now} else created_at end, updated_at = ${now}
    where id = ${id} and state in ('waiting', 'unknown', 'manual')`.execute(reader)
  return Number(numAffectedRows ?? 0) === 1
}

export async function outboxStateOf(reader: Reader, id: string): Promise<OutboxState | null> {
  const { rows } = await sql<{ state: OutboxState }>`
    select state from peers.outbox where id = ${id}`.execute(reader)
  return rows[0]?.state ?? null
}

/** Messages whose outcome has been unknown for too long, per peer (IN-006: they raise an alarm). */
export async function countStuck(db: Db, before: Date): Promise<{ peer: string; stuck: number }[]> {
  const { rows } = await sql<{ peer: string; stuck: number }>`
    select peer, count(*)::int as stuck from peers.outbox
    where next_at is not null and created_at < ${before} and state in ('unknown', 'sent')
    group by peer`.execute(db)
  return rows
}

export interface OutboxRow {
  id: string
  peer: string
  call: string
  business_key: string
  state: OutboxState
  attempts: number
  next_at: Date | null
  last_error: string
  trace_no: string
  created_at: Date
}

interface OutboxList {
  readonly filter: {
    peer?: string | undefined
    state?: OutboxState | undefined
    businessKey?: string | undefined
  }
  readonly sort: string
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

export function listOutboxRows(reader: Reader, list: OutboxList) {
  const { peer, state, businessKey } = list.filter
  return listRows<OutboxRow>(reader, {
    select: sql`id, peer, call, business_key, state, attempts, next_at, last_error, trace_no,
      created_at`,
    from: sql`peers.outbox`,
    where: [
      peer === undefined ? null : sql`peer = ${peer}`,
      state === undefined ? null : sql`state = ${state}`,
      businessKey === undefined ? null : sql`business_key = ${businessKey}`,
    ],
    sorts: {
      '-createdAt': { by: sql`created_at`, direction: 'desc', type: 'timestamptz' },
      createdAt: { by: sql`created_at`, direction: 'asc', type: 'timestamptz' },
    },
    sort: list.sort,
    key: sql`id`,
    page: list.page,
    size: list.size,
    after: list.after,
  })
}
