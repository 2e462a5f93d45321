import type { InputOf } from '@xietong/domain/kernel/operation'
import type { Page } from '@xietong/domain/kernel/paging'
import type { Difference, DifferenceKind } from '@xietong/domain/payments/compare'
import type * as op from '@xietong/domain/payments/reconcile-contract'
import { sql } from 'kysely'
import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'

export interface DayResult {
  readonly day: string
  readonly payments: number
  readonly paidFen: number
  readonly refunds: number
  readonly refundedFen: number
  readonly matched: number
}

export async function closeDay(ctx: Ctx, result: DayResult): Promise<void> {
  await sql`
    update payments.reconciliation
    set state = 'done', problem = '', payments = ${result.payments},
      paid_fen = ${result.paidFen}, refunds = ${result.refunds},
      refunded_fen = ${result.refundedFen}, matched = ${result.matched},
      reconciled_at = ${ctx.now}
    where day = ${result.day}`.execute(ctx.tx)
}

/** By whom a difference is closed that was none any more. */
const BY_ITSELF = '系统'

/**
 * Writes new differences of a day, opens none twice; answers how many are new. One that had gone by
 * itself and is there again counts as new; what a person handled stays handled.
 */
export async function addDifferences(
  ctx: Ctx,
  day: string,
  found: readonly Difference[],
): Promise<number> {
  const records = found.map((one) => ({ ...one, id: ctx.newId() }))
  const { rows } = await sql<{ id: string }>`
    insert into payments.difference as old
      (id, day, subject, key, kind, peer_fen, own_fen, state, found_at)
    select distinct on (d.subject, d.key, d.kind) d.id, ${day}::date, d.subject, d.key, d.kind,
      d."peerFen", d."ownFen", 'open', ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as d (
      id uuid, subject text, key text, kind text, "peerFen" bigint, "ownFen" bigint)
    on conflict (day, subject, key, kind) do update
    set state = 'open', note = '', handled_by = '', handled_at = null,
      found_at = excluded.found_at, peer_fen = excluded.peer_fen, own_fen = excluded.own_fen
    where old.state = 'handled' and old.handled_by = ${BY_ITSELF}
    returning id`.execute(ctx.tx)
  return rows.length
}

/** Differences that are none any more, because this run did not find them again. */
export async function closeGone(
  ctx: Ctx,
  day: string,
  found: readonly Difference[],
): Promise<void> {
  const names = found.map(({ subject, key, kind }) => `${subject}/${key}/${kind}`)
  await sql`
    update payments.difference set state = 'handled', note = '复核后一致',
      handled_by = ${BY_ITSELF}, handled_at = ${ctx.now}
    where day = ${day} and state = 'open'
      and subject || '/' || key || '/' || kind <> all(${names}::text[])`.execute(ctx.tx)
}

/** 跨日: what the bill of another day tells now. */
export async function closeCrossDay(ctx: Ctx, keys: readonly string[]): Promise<void> {
  await sql`
    update payments.difference set state = 'handled', note = '跨日：在另一天的账单中',
      handled_by = ${BY_ITSELF}, handled_at = ${ctx.now}
    where kind = 'only-here' and state = 'open' and key = any(${keys}::text[])`.execute(ctx.tx)
}

export interface DifferenceRow {
  id: string
  day: string
  subject: 'payment' | 'refund'
  key: string
  kind: DifferenceKind
  peer_fen: number | null
  own_fen: number | null
  state: 'open' | 'handled'
  note: string
  handled_by: string
  found_at: Date
  handled_at: Date | null
}

const columns = sql`d.id, d.day, d.subject, d.key, d.kind, d.peer_fen, d.own_fen, d.state, d.note,
  d.handled_by, d.found_at, d.handled_at`

export async function markHandled(
  ctx: Ctx,
  handled: { readonly id: string; readonly note: string; readonly by: string },
): Promise<DifferenceRow | null> {
  const { rows } = await sql<DifferenceRow>`
    update payments.difference d set state = 'handled', note = ${handled.note},
      handled_by = ${handled.by}, handled_at = ${ctx.now}
    where d.id = ${handled.id} and d.state = 'open' returning ${columns}`.execute(ctx.tx)
  return rows[0] ?? null
}

export async function hasDifference(reader: Reader, id: string): Promise<boolean> {
  const { rows } = await sql`select from payments.difference where id = ${id}`.execute(reader)
  return rows.length > 0
}

export function listDifferenceRows(
  reader: Reader,
  input: InputOf<typeof op.listDifferences>,
): Promise<Page<DifferenceRow>> {
  const { state, kind, day, key } = input.filter
  return listRows<DifferenceRow>(reader, {
    select: columns,
    from: sql`payments.difference d`,
    where: [
      state ? sql`d.state = ${state}` : null,
      kind ? sql`d.kind = ${kind}` : null,
      day ? sql`d.day = ${day}` : null,
      key ? sql`d.key = ${key}` : null,
    ],
    sorts: {
      '-day': { by: sql`d.day`, direction: 'desc', type: 'date' },
      day: { by: sql`d.day`, direction: 'asc', type: 'date' },
    },
    sort: input.sort,
    key: sql`d.id`,
    page: input.page,
    size: input.size,
    after: input.after,
  })
}

export interface DayRow {
  day: string
  state: 'waiting' | 'done'
  payments: number
  paid_fen: number
  refunds: number
  refunded_fen: number
  matched: number
  open: number
  problem: string
  reconciled_at: Date | null
}

export function listDayRows(
  reader: Reader,
  input: InputOf<typeof op.listReconciliations>,
): Promise<Page<DayRow>> {
  const { state, withDifferences } = input.filter
  const open = sql`(select count(*)::int from payments.difference d
    where d.day = r.day and d.state = 'open')`
  return listRows<DayRow>(reader, {
    select: sql`r.day, r.state, r.payments, r.paid_fen, r.refunds, r.refunded_fen, r.matched,
      ${open} as open, r.problem, r.reconciled_at`,
    from: sql`payments.reconciliation r`,
    where: [
      state ? sql`r.state = ${state}` : null,
      withDifferences
        ? sql`exists (select from payments.difference d where d.day = r.day and d.state = 'open')`
        : null,
    ],
    sorts: {
      '-day': { by: sql`r.day`, direction: 'desc', type: 'date' },
      day: { by: sql`r.day`, direction: 'asc', type: 'date' },
    },
    sort: input.sort,
    key: sql`r.day`,
    keyType: 'date',
    page: input.page,
    size: input.size,
    after: input.after,
  })
}
