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
}

const columns = sql`id, out_refund_no, attempt_id, state, amount_fen, reason, created_at, done_at`

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
        done_at = coalesce(${doneAt}, done_at)
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
