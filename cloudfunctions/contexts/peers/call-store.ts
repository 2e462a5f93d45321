import { sql } from 'kysely'
import type { Db, Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'
import type { CallRecord } from '../../runtime/peer-tools'

export async function insertCalls(db: Db, calls: readonly CallRecord[]): Promise<void> {
  await sql`
    insert into peers.call_log
      (id, at, peer, call, trace_no, outcome, status, duration_ms, note)
    select * from unnest(
      ${calls.map((call) => call.id)}::uuid[], ${calls.map((call) => call.at)}::timestamptz[],
      ${calls.map((call) => call.peer)}::text[], ${calls.map((call) => call.call)}::text[],
      ${calls.map((call) => call.traceNo)}::text[],
      ${calls.map((call) => call.outcome)}::text[], ${calls.map((call) => call.status)}::int[],
      ${calls.map((call) => Math.round(call.durationMs))}::int[],
      ${calls.map((call) => call.note)}::text[])`.execute(db)
}

export interface CallRow {
  id: string
  at: Date
  peer: string
  call: string
  trace_no: string
  outcome: 'ok' | 'refused' | 'unknown'
  status: number
  duration_ms: number
  note: string
}

interface CallList {
  readonly filter: {
    peer?: string | undefined
    traceNo?: string | undefined
    outcome?: string | undefined
  }
  readonly sort: string
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

export function listCallRows(reader: Reader, list: CallList) {
  const { peer, traceNo, outcome } = list.filter
  return listRows<CallRow>(reader, {
    select: sql`id, at, peer, call, trace_no, outcome, status, duration_ms, note`,
    from: sql`peers.call_log`,
    where: [
      peer === undefined ? null : sql`peer = ${peer}`,
      traceNo === undefined ? null : sql`trace_no = ${traceNo}`,
      outcome === undefined ? null : sql`outcome = ${outcome}`,
    ],
    sorts: {
      '-at': { by: sql`at`, direction: 'desc', type: 'timestamptz' },
      at: { by: sql`at`, direction: 'asc', type: 'timestamptz' },
    },
    sort: list.sort,
    key: sql`id`,
    page: list.page,
    size: list.size,
    after: list.after,
  })
}

/** Old lines go in pieces, so that the sweep never holds a long lock. */
export async function deleteOldCalls(db: Db, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from peers.call_log where id in (
      select id from peers.call_log where at < ${before} order by at limit 5000)`.execute(db)
  return Number(numAffectedRows ?? 0)
}
