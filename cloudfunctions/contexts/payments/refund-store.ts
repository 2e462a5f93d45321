import { type RefundState, reservingRefundStates } from '@xietong/domain/payments/states'
import { sql } from 'kysely'
import type { Db, Reader, Tx } from '../../runtime/database'

export interface Refund {
  id: string
  out_refund_no: string
  attempt_id: string
  state: RefundState
  amount_fen: number
  reason: string
  created_at: Date
  done_at: Date | null
  problem: string
  tries: number
  sent_at: Date | null
  peer_refund_id: string | null
  business_key: string
}

const columns = sql`id, out_refund_no, attempt_id, state, amount_fen, reason, created_at, done_at,
  problem, tries, sent_at, peer_refund_id, business_key`

export async function findRefundByKey(reader: Reader, key: string): Promise<Refund | null> {
  const { rows } = await sql<Refund>`
    select ${columns} from payments.refund where business_key = ${key}`.execute(reader)
  return rows[0] ?? null
}

export async function findRefund(reader: Reader, by: { id: string } | { outRefundNo: string }) {
  const where = 'id' in by ? sql`id = ${by.id}` : sql`out_refund_no = ${by.outRefundNo}`
  const { rows } = await sql<Refund>`
    select ${columns} from payments.refund where ${where}`.execute(reader)
  return rows[0] ?? null
}

export async function refundsOfAttempts(reader: Reader, ids: readonly string[]): Promise<Refund[]> {
  const { rows } = await sql<Refund>`
    select ${columns} from payments.refund
    where attempt_id = any(${ids}::uuid[]) order by created_at, id`.execute(reader)
  return rows
}

/** What is asked back or has gone back of a payment; the caller holds the attempt's lock. */
export async function reservedFen(tx: Tx, attemptId: string): Promise<number> {
  const { rows } = await sql<{ reserved: number }>`
    select coalesce(sum(amount_fen), 0)::bigint as reserved from payments.refund
    where attempt_id = ${attemptId} and state = any(${[...reservingRefundStates]}::text[])`.execute(
    tx,
  )
  return rows[0]?.reserved ?? 0
}

export interface NewRefund {
  readonly id: string
  readonly outRefundNo: string
  readonly attemptId: string
  readonly key: string
  readonly amountFen: number
  readonly reason: string
}

export async function insertRefund(tx: Tx, refund: NewRefund, now: Date): Promise<void> {
  await sql`
    insert into payments.refund
      (id, out_refund_no, attempt_id, business_key, state, amount_fen, reason, created_at)
    values (${refund.id}, ${refund.outRefundNo}, ${refund.attemptId}, ${refund.key}, 'waiting',
      ${refund.amountFen}, ${refund.reason}, ${now})`.execute(tx)
}

/** Moves a refund once; a repeated or late report finds no row and changes nothing (IN-053). */
export async function moveRefund(
  reader: Reader,
  outRefundNo: string,
  move: { from: readonly RefundState[]; to: RefundState; nextCheckAt: Date | null },
  now: Date,
): Promise<Refund | null> {
  const doneAt = move.to === 'done' ? now : null
  const { rows } = await sql<Refund>`
    update payments.refund
    set state = ${move.to}, next_check_at = ${move.nextCheckAt},
        done_at = coalesce(${doneAt}, done_at), problem = ''
    where out_refund_no = ${outRefundNo} and state = any(${[...move.from]}::text[])
    returning ${columns}`.execute(reader)
  return rows[0] ?? null
}

export async function claimRefundChecks(
  db: Db,
  now: Date,
  claim: { until: Date; limit: number },
): Promise<Refund[]> {
  const { rows } = await sql<Refund>`
    update payments.refund set next_check_at = ${claim.until}
    where id in (
      select id from payments.refund where next_check_at <= ${now}
      order by next_check_at limit ${claim.limit} for update skip locked)
    returning ${columns}`.execute(db)
  return rows
}

export async function setRefundCheck(db: Db, id: string, at: Date): Promise<void> {
  await sql`
    update payments.refund set next_check_at = ${at}
    where id = ${id} and next_check_at is not null`.execute(db)
}

/** How many refunds of a payment were ever asked for; closed ones count at WeChat Pay too. */
export async function countRefunds(tx: Tx, attemptId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from payments.refund where attempt_id = ${attemptId}`.execute(tx)
  return rows[0]?.count ?? 0
}

/**
 * Claims the minute of a payment for one refund: false while another of the same payment was sent
 * less than `gapMs` ago (IN-052). A repeat of the same refund is always allowed.
 */
export async function claimSending(
  db: Db,
  refund: Refund,
  now: Date,
  gapMs: number,
): Promise<boolean> {
  const since = new Date(now.getTime() - gapMs)
  const { numAffectedRows } = await sql`
    update payments.refund r set sent_at = ${now}, tries = r.tries + 1
    where r.id = ${refund.id} and not exists (
      select 1 from payments.refund other
      where other.attempt_id = r.attempt_id and other.id <> r.id and other.sent_at > ${since}
    )`.execute(db)
  return Number(numAffectedRows ?? 0) === 1
}

/** Why the peer did not take it; the state stays, so that nothing is shown as done. */
export async function noteProblem(db: Db, id: string, problem: string): Promise<void> {
  await sql`
    update payments.refund set problem = ${problem.slice(0, 300)}
    where id = ${id} and state in ('waiting', 'processing', 'abnormal')`.execute(db)
}

export async function notePeerNumber(reader: Reader, id: string, peerRefundId: string) {
  await sql`
    update payments.refund set peer_refund_id = ${peerRefundId}
    where id = ${id} and peer_refund_id is null`.execute(reader)
}

/** Finance paid by hand, with a voucher; only while no call can pay it (IN-054). */
export async function moveToManual(
  tx: Tx,
  id: string,
  voucher: { readonly fileId: string; readonly note: string; readonly now: Date },
): Promise<Refund | null> {
  const { rows } = await sql<Refund>`
    update payments.refund
    set state = 'manual', voucher_file_id = ${voucher.fileId}, voucher_note = ${voucher.note},
        done_at = ${voucher.now}, next_check_at = null
    where id = ${id} and state = 'abnormal' returning ${columns}`.execute(tx)
  return rows[0] ?? null
}

export async function linkReplacement(tx: Tx, from: string, to: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update payments.refund set replaced_by = ${to}
    where id = ${from} and state = 'closed' and replaced_by is null`.execute(tx)
  return Number(numAffectedRows ?? 0) === 1
}

/** Refunds that the peer refused and that nobody tried again for a while. */
export async function stuckRefunds(db: Db, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from payments.refund
    where state = 'waiting' and problem <> '' and sent_at <= ${before}
    order by sent_at limit 100`.execute(db)
  return rows.map(({ id }) => id)
}
