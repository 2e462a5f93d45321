import { addDays, dayStart } from '@xietong/domain/kernel/time'
import type { BillLine, FlowLine } from '@xietong/domain/payments/bill'
import type { OwnRecord } from '@xietong/domain/payments/compare'
import { sql } from 'kysely'
import type { Ctx } from '../../runtime/context'
import type { Db, Reader, Tx } from '../../runtime/database'
import type { BillFile, BillKind } from './port'

/** First day that money moved, as far as bills reach back; null = never. */
export async function firstDay(reader: Reader, since: string): Promise<string | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(created_at) as at from payments.attempt
    where created_at >= ${dayStart(since)}`.execute(reader)
  const at = rows[0]?.at
  return at ? at.toISOString() : null
}

/** Days that were not thought of yet; each is due at its own time. */
export async function insertDays(
  db: Db,
  days: readonly { readonly day: string; readonly dueAt: Date }[],
): Promise<void> {
  await sql`
    insert into payments.reconciliation (day, state, next_try_at)
    select d.day, 'waiting', d.due from unnest(
      ${days.map(({ day }) => day)}::date[],
      ${days.map(({ dueAt }) => dueAt)}::timestamptz[]) as d (day, due)
    on conflict (day) do nothing`.execute(db)
}

/** Takes the oldest day that is due and puts it off, so that one worker works on it. */
export async function claimDay(db: Db, now: Date, until: Date): Promise<string | null> {
  const { rows } = await sql<{ day: string }>`
    update payments.reconciliation set next_try_at = ${until}, tries = tries + 1
    where day = (
      select day from payments.reconciliation where state = 'waiting' and next_try_at <= ${now}
      order by day limit 1 for update skip locked)
    returning day`.execute(db)
  return rows[0]?.day ?? null
}

export async function noteDayProblem(
  db: Db,
  day: string,
  later: { readonly problem: string; readonly nextTryAt: Date },
): Promise<void> {
  await sql`
    update payments.reconciliation
    set problem = ${later.problem.slice(0, 300)}, next_try_at = ${later.nextTryAt}
    where day = ${day} and state = 'waiting'`.execute(db)
}

/** Puts a day back to be fetched and compared; one without a row begins. */
export async function askDayAgain(tx: Tx, day: string, now: Date): Promise<void> {
  await sql`
    insert into payments.reconciliation (day, state, next_try_at) values (${day}, 'waiting', ${now})
    on conflict (day) do update set state = 'waiting', next_try_at = ${now}`.execute(tx)
}

/** The file as it came, so that a person can look again; the same file twice is one. */
export async function keepFile(
  ctx: Ctx,
  bill: { readonly day: string; readonly kind: BillKind; readonly file: BillFile },
): Promise<void> {
  const { day, kind, file } = bill
  await sql`
    insert into payments.bill_file (day, kind, sha1, packed, kept_at)
    values (${day}, ${kind}, ${file.sha1}, ${Buffer.from(file.packed)}, ${ctx.now})
    on conflict do nothing`.execute(ctx.tx)
}

const CHUNK = 1_000

/** What the bills say; a line that is known stays as it was told first. */
export async function keepLines(tx: Tx, day: string, lines: readonly BillLine[]): Promise<void> {
  for (let start = 0; start < lines.length; start += CHUNK) {
    const part = JSON.stringify(lines.slice(start, start + CHUNK))
    await sql`
      insert into payments.bill_line (day, subject, key, transaction_id, amount_fen, at)
      select ${day}::date, l.subject, l.key, l."transactionId", l."amountFen", l.at
      from jsonb_to_recordset(${part}::jsonb) as l (
        subject text, key text, "transactionId" text, "amountFen" bigint, at timestamptz)
      on conflict do nothing`.execute(tx)
  }
}

export async function keepFlows(tx: Tx, day: string, flows: readonly FlowLine[]): Promise<void> {
  for (let start = 0; start < flows.length; start += CHUNK) {
    const part = JSON.stringify(flows.slice(start, start + CHUNK))
    await sql`
      insert into payments.fund_flow (day, flow_no, business, key, amount_fen, at)
      select ${day}::date, l."flowNo", l.business, l.key, l."amountFen", l.at
      from jsonb_to_recordset(${part}::jsonb) as l (
        "flowNo" text, business text, key text, "amountFen" bigint, at timestamptz)
      on conflict do nothing`.execute(tx)
  }
}

/** Our records of a day and of the numbers that its bill names, each way by its index. */
export async function ownRecords(
  reader: Reader,
  day: string,
  keys: readonly string[],
): Promise<OwnRecord[]> {
  const from = dayStart(day)
  const until = dayStart(addDays(day, 1))
  const { rows } = await sql<OwnRecord>`
    select 'payment' as subject, a.out_trade_no as key, a.amount_fen as "amountFen",
      case when a.state in ('paid', 'late-paid', 'auto-refunded') then 'sound'
        when a.order_id is null then 'foreign' else 'open' end as standing
    from payments.attempt a
    where a.out_trade_no = any(${keys}::text[])
      or (a.paid_at >= ${from} and a.paid_at < ${until}
        and a.state in ('paid', 'late-paid', 'auto-refunded'))
    union all
    select 'refund', r.out_refund_no, r.amount_fen,
      case when r.state = 'done' or r.returned_at is not null then 'sound' else 'open' end
    from payments.refund r
    where r.out_refund_no = any(${keys}::text[])
      or (r.sent_at >= ${from} and r.sent_at < ${until} and r.peer_refund_id is not null
        and (r.state in ('processing', 'done', 'abnormal') or r.returned_at is not null))
    order by 1, 2`.execute(reader)
  return rows
}

/** Those of `keys` that the bill of another day names: 跨日. */
export async function toldOnOtherDays(
  reader: Reader,
  day: string,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string }>`
    select distinct key from payments.bill_line
    where subject in ('payment', 'refund') and key = any(${keys}::text[])
      and day <> ${day}`.execute(reader)
  return new Set(rows.map(({ key }) => key))
}
