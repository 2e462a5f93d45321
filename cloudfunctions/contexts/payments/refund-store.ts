import type { AbnormalWay } from '@xietong/domain/payments/refund-ways'
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
  replaced_by: string | null
  abnormal_to: AbnormalWay | null
  abnormal_sent_at: Date | null
  returned_at: Date | null
}

/** Columns of a refund, from a table named `r`. */
export const refundColumns = sql`r.id, r.out_refund_no, r.attempt_id, r.state, r.amount_fen,
  r.reason, r.created_at, r.done_at, r.problem, r.tries, r.sent_at, r.peer_refund_id,
  r.business_key, r.replaced_by, r.abnormal_to, r.abnormal_sent_at, r.returned_at`

export async function findRefundByKey(reader: Reader, key: string): Promise<Refund | null> {
  const { rows } = await sql<Refund>`
    select ${refundColumns} from payments.refund r where business_key = ${key}`.execute(reader)
  return rows[0] ?? null
}

export async function findRefund(reader: Reader, by: { id: string } | { outRefundNo: string }) {
  const where = 'id' in by ? sql`id = ${by.id}` : sql`out_refund_no = ${by.outRefundNo}`
  const { rows } = await sql<Refund>`
    select ${refundColumns} from payments.refund r where ${where}`.execute(reader)
  return rows[0] ?? null
}

/** The refund with its row locked: reports of it are booked one after the other. */
export async function lockRefund(tx: Tx, outRefundNo: string): Promise<Refund | null> {
  const { rows } = await sql<Refund>`
    select ${refundColumns} from payments.refund r
    where r.out_refund_no = ${outRefundNo} for update`.execute(tx)
  return rows[0] ?? null
}

export async function refundsOfAttempts(reader: Reader, ids: readonly string[]): Promise<Refund[]> {
  const { rows } = await sql<Refund>`
    select ${refundColumns} from payments.refund r
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
    update payments.refund r
    set state = ${move.to}, next_check_at = ${move.nextCheckAt},
        done_at = coalesce(${doneAt}, r.done_at), problem = ''
    where r.out_refund_no = ${outRefundNo} and r.state = any(${[...move.from]}::text[])
    returning ${refundColumns}`.execute(reader)
  return rows[0] ?? null
}

export async function claimRefundChecks(
  db: Db,
  now: Date,
  claim: { until: Date; limit: number },
): Promise<Refund[]> {
  const { rows } = await sql<Refund>`
    update payments.refund r set next_check_at = ${claim.until}
    where r.id in (
      select id from payments.refund where next_check_at <= ${now}
      order by next_check_at limit ${claim.limit} for update skip locked)
    returning ${refundColumns}`.execute(db)
  return rows
}

export async function setRefundCheck(reader: Reader, id: string, at: Date): Promise<void> {
  await sql`
    update payments.refund set next_check_at = ${at}
    where id = ${id} and next_check_at is not null`.execute(reader)
}

/** How many refunds of a payment were ever asked for; closed ones count at WeChat Pay too. */
export async function countRefunds(tx: Tx, attemptId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from payments.refund where attempt_id = ${attemptId}`.execute(tx)
  return rows[0]?.count ?? 0
}

/**
 * Claims the minute of a payment for one refund: true when it may be sent now, otherwise the moment
 * of its turn, behind the refunds of the same payment that were asked for before it (IN-052). One
 * statement on the payment's row decides, so that two workers never send in the same minute. A
 * repeat of the refund that was sent last is always allowed.
 */
export async function claimSending(
  db: Db,
  refund: Refund,
  now: Date,
  gapMs: number,
): Promise<true | Date> {
  const since = new Date(now.getTime() - gapMs)
  const { numAffectedRows } = await sql`
    with turn as (
      update payments.attempt a set refund_sent_at = ${now}, refund_sent_id = ${refund.id}
      where a.id = ${refund.attempt_id} and (a.refund_sent_at is null
        or a.refund_sent_at <= ${since} or a.refund_sent_id = ${refund.id})
      returning a.id)
    update payments.refund r set sent_at = ${now}, tries = r.tries + 1
    from turn where r.id = ${refund.id}`.execute(db)
  if (Number(numAffectedRows ?? 0) === 1) {
    return true
  }
  const { rows } = await sql<{ last: Date | null; before: number }>`
    select a.refund_sent_at as last, (
      select count(*)::int from payments.refund r
      where r.attempt_id = a.id and r.state = 'waiting' and r.sent_at is null
        and (r.created_at, r.id) < (${refund.created_at}, ${refund.id}::uuid)) as before
    from payments.attempt a where a.id = ${refund.attempt_id}`.execute(db)
  const { last, before } = rows[0] ?? { last: null, before: 0 }
  return new Date((last ?? now).getTime() + gapMs * (1 + before))
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

/** The way that finance chose for an abnormal refund; from here on it is not paid by hand. */
export async function moveToAbnormalWay(
  tx: Tx,
  id: string,
  way: { readonly to: AbnormalWay; readonly nextCheckAt: Date },
): Promise<Refund | null> {
  const { rows } = await sql<Refund>`
    update payments.refund r
    set state = 'processing', abnormal_to = ${way.to}, abnormal_sent_at = null, problem = '',
        next_check_at = ${way.nextCheckAt}
    where r.id = ${id} and r.state = 'abnormal' and r.returned_at is null
    returning ${refundColumns}`.execute(tx)
  return rows[0] ?? null
}

/** From this moment on an answer may tell of the new way; false when it is not wanted any more. */
export async function markAbnormalSent(db: Db, id: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update payments.refund set abnormal_sent_at = coalesce(abnormal_sent_at, ${now})
    where id = ${id} and state = 'processing' and abnormal_to is not null`.execute(db)
  return Number(numAffectedRows ?? 0) === 1
}

/** The money is back at the merchant's account: the buyer still waits, now for finance. */
export async function moveToReturned(
  tx: Tx,
  id: string,
  returned: { readonly problem: string; readonly now: Date },
): Promise<Refund | null> {
  const { rows } = await sql<Refund>`
    update payments.refund r
    set state = 'abnormal', returned_at = ${returned.now}, problem = ${returned.problem},
        next_check_at = null
    where r.id = ${id} and r.state = 'processing' and r.abnormal_to = 'merchant-account'
    returning ${refundColumns}`.execute(tx)
  return rows[0] ?? null
}

/** Finance paid by hand, with a voucher; only while no call can pay it (IN-054). */
export async function moveToManual(
  tx: Tx,
  id: string,
  voucher: { readonly fileId: string; readonly note: string; readonly now: Date },
): Promise<Refund | null> {
  const { rows } = await sql<Refund>`
    update payments.refund r
    set state = 'manual', voucher_file_id = ${voucher.fileId}, voucher_note = ${voucher.note},
        done_at = ${voucher.now}, next_check_at = null, problem = ''
    where r.id = ${id}
      and (r.state = 'abnormal' or (r.state = 'closed' and r.replaced_by is null))
    returning ${refundColumns}`.execute(tx)
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
