import type { InboxState } from '@xietong/domain/peers/states'
import { sql } from 'kysely'
import type { Db, Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'
import type { StoredCallback, Verdict } from './callbacks'

/** Before anything is understood of it, in its own commit. */
export async function insertCallback(db: Db, callback: StoredCallback): Promise<void> {
  await sql`
    insert into peers.inbox (id, peer, kind, headers, body, address, state, received_at)
    values (${callback.id}, ${callback.peer}, ${callback.kind},
      ${JSON.stringify(callback.headers)}::jsonb, ${callback.body}, ${callback.address},
      'received', ${callback.receivedAt})`.execute(db)
}

/**
 * Moves a callback to its verdict, best inside the transaction of its effect. A callback that is
 * done
 * stays done: replaying it changes nothing.
 */
export async function markCallback(
  reader: Reader,
  id: string,
  verdict: Pick<Verdict, 'state' | 'businessKey' | 'note'>,
  at: Date,
): Promise<void> {
  await sql`
    update peers.inbox
    set state = ${verdict.state}, business_key = coalesce(${verdict.businessKey}, business_key),
        note = ${verdict.note.slice(0, 500)}, tries = tries + 1,
        done_at = case when ${verdict.state} = 'failed' then null else ${at}::timestamptz end
    where id = ${id} and state <> 'done'`.execute(reader)
}

interface InboxRecord {
  id: string
  peer: string
  kind: string
  headers: Record<string, string>
  body: string
  address: string
  state: InboxState
  received_at: Date
}

const toCallback = (row: InboxRecord): StoredCallback & { state: InboxState } => ({
  id: row.id,
  peer: row.peer,
  kind: row.kind,
  headers: row.headers,
  body: row.body,
  address: row.address,
  receivedAt: row.received_at,
  state: row.state,
})
const record = sql`id, peer, kind, headers, body, address, state, received_at`

export async function findCallback(reader: Reader, id: string) {
  const { rows } = await sql<InboxRecord>`
    select ${record} from peers.inbox where id = ${id}`.execute(reader)
  return rows[0] ? toCallback(rows[0]) : null
}

const MAX_TRIES = 20

/**
 * Stored but never finished: the process died, or processing failed. The peer may repeat it or
 * not.
 */
export async function findUnfinished(db: Db, before: Date, limit: number) {
  const { rows } = await sql<InboxRecord>`
    select ${record} from peers.inbox
    where state in ('received', 'verified', 'failed')
      and received_at < ${before}::timestamptz - interval '20 seconds' * (power(2, tries) - 1)
      and tries < ${MAX_TRIES}
    order by received_at limit ${limit}`.execute(db)
  return rows.map(toCallback)
}

/** Forged ones are kept a week, the others a season. */
export async function deleteOldCallbacks(
  db: Db,
  forgedBefore: Date,
  before: Date,
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from peers.inbox where id in (
      select id from peers.inbox
      where received_at < ${before} or (state = 'bad-signature' and received_at < ${forgedBefore})
      order by received_at limit 5000)`.execute(db)
  return Number(numAffectedRows ?? 0)
}

export interface InboxRow {
  id: string
  peer: string
  kind: string
  business_key: string | null
  state: InboxState
  note: string
  address: string
  received_at: Date
  done_at: Date | null
}

interface InboxList {
  readonly filter: {
    peer?: string | undefined
    state?: InboxState | undefined
    businessKey?: string | undefined
  }
  readonly sort: string
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

export function listInboxRows(reader: Reader, list: InboxList) {
  const { peer, state, businessKey } = list.filter
  return listRows<InboxRow>(reader, {
    select: sql`id, peer, kind, business_key, state, note, address, received_at, done_at`,
    from: sql`peers.inbox`,
    where: [
      peer === undefined ? null : sql`peer = ${peer}`,
      state === undefined ? null : sql`state = ${state}`,
      businessKey === undefined ? null : sql`business_key = ${businessKey}`,
    ],
    sorts: {
      '-receivedAt': { by: sql`received_at`, direction: 'desc', type: 'timestamptz' },
      receivedAt: { by: sql`received_at`, direction: 'asc', type: 'timestamptz' },
    },
    sort: list.sort,
    key: sql`id`,
    page: list.page,
    size: list.size,
    after: list.after,
  })
}
