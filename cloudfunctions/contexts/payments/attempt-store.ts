import { openPaymentStates, type PaymentState } from '@xietong/domain/payments/states'
import { sql } from 'kysely'
import type { Db, Reader, Tx } from '../../runtime/database'

export interface Attempt {
  id: string
  out_trade_no: string
  order_id: string | null
  order_no: string
  member_id: string | null
  state: PaymentState
  amount_fen: number
  app_id: string
  merchant_id: string
  payer_open_id: string
  description: string
  prepay_id: string | null
  prepaid_at: Date | null
  expires_at: Date
  paid_fen: number | null
  transaction_id: string | null
  paid_at: Date | null
  created_at: Date
  dealer_id: string | null
}

const columns = sql`id, out_trade_no, order_id, order_no, member_id, state, amount_fen, app_id,
  merchant_id, payer_open_id, description, prepay_id, prepaid_at, expires_at, paid_fen,
  transaction_id, paid_at, created_at, dealer_id`

export interface NewAttempt {
  readonly id: string
  readonly outTradeNo: string
  readonly orderId: string
  readonly orderNo: string
  readonly memberId: string | null
  readonly dealerId: string | null
  readonly amountFen: number
  readonly appId: string
  readonly merchantId: string
  readonly payerOpenId: string
  readonly description: string
  readonly expiresAt: Date
}

/** Nothing happens when the order has an attempt that may still be paid. */
export async function insertAttempt(tx: Tx, attempt: NewAttempt, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into payments.attempt
      (id, out_trade_no, order_id, order_no, member_id, dealer_id, state, amount_fen, app_id,
       merchant_id, payer_open_id, description, expires_at, created_at, updated_at)
    values (${attempt.id}, ${attempt.outTradeNo}, ${attempt.orderId}, ${attempt.orderNo},
      ${attempt.memberId}, ${attempt.dealerId}::uuid, 'created', ${attempt.amountFen},
      ${attempt.appId}, ${attempt.merchantId}, ${attempt.payerOpenId}, ${attempt.description},
      ${attempt.expiresAt}, ${now}, ${now})
    on conflict (order_id) where state in ('created', 'pending', 'closing', 'unknown')
    do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0) === 1
}

/** Every attempt of an order, newest first. */
export async function attemptsOfOrder(reader: Reader, orderId: string): Promise<Attempt[]> {
  const { rows } = await sql<Attempt>`
    select ${columns} from payments.attempt
    where order_id = ${orderId} order by created_at desc, id desc`.execute(reader)
  return rows
}

export async function findAttempt(reader: Reader, id: string): Promise<Attempt | null> {
  const { rows } = await sql<Attempt>`
    select ${columns} from payments.attempt where id = ${id}`.execute(reader)
  return rows[0] ?? null
}

export async function lockAttempt(tx: Tx, by: { id: string } | { outTradeNo: string }) {
  const where = 'id' in by ? sql`id = ${by.id}` : sql`out_trade_no = ${by.outTradeNo}`
  const { rows } = await sql<Attempt>`
    select ${columns} from payments.attempt where ${where} for update`.execute(tx)
  return rows[0] ?? null
}

/** The prepay id of an attempt that nobody closed meanwhile. */
export async function storePrepay(
  db: Db,
  id: string,
  prepay: { prepayId: string; nextCheckAt: Date | null },
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update payments.attempt
    set state = 'pending', prepay_id = ${prepay.prepayId}, prepaid_at = ${now},
        next_check_at = ${prepay.nextCheckAt}, updated_at = ${now}
    where id = ${id} and state in ('created', 'pending', 'unknown')`.execute(db)
  return Number(numAffectedRows ?? 0) === 1
}

export interface ReportedMoney {
  readonly outTradeNo: string
  readonly transactionId: string
  readonly totalFen: number
  readonly currency: string
  readonly appId: string
  readonly merchantId: string
  readonly payerOpenId: string
  readonly paidAt: Date
}

/**
 * Settles in one statement: it locks the attempt, compares everything with what we asked for and
 * moves
 * it, or finds nothing (IN-046). The hot path of every payment.
 */
export async function takePayment(
  tx: Tx,
  money: ReportedMoney,
  now: Date,
): Promise<Attempt | null> {
  if (money.currency !== 'CNY') {
    return null
  }
  const { rows } = await sql<Attempt>`
    update payments.attempt as a
    set state = 'paid', paid_fen = ${money.totalFen}, transaction_id = ${money.transactionId},
        paid_at = ${money.paidAt}, next_check_at = null, note = '', updated_at = ${now}
    where out_trade_no = ${money.outTradeNo} and order_id is not null
      and state in ('created', 'pending', 'closing', 'unknown', 'irregular')
      and (state <> 'irregular' or not exists (
        select 1 from payments.refund r where r.attempt_id = a.id))
      and amount_fen = ${money.totalFen} and app_id = ${money.appId}
      and merchant_id = ${money.merchantId} and payer_open_id = ${money.payerOpenId}
      and not exists (
        select 1 from payments.attempt other
        where other.order_id = a.order_id and other.state = 'paid')
    returning ${columns}`.execute(tx)
  return rows[0] ?? null
}

/** Money that came after the order stopped taking it; the row is locked by the caller. */
export async function markLate(
  tx: Tx,
  id: string,
  money: ReportedMoney,
  late: { note: string; now: Date },
): Promise<void> {
  await sql`
    update payments.attempt
    set state = 'late-paid', paid_fen = ${money.totalFen},
        transaction_id = ${money.transactionId}, paid_at = ${money.paidAt},
        next_check_at = null, note = ${late.note}, updated_at = ${late.now}
    where id = ${id} and state in
      ('created', 'pending', 'closing', 'unknown', 'closed', 'irregular', 'paid')`.execute(tx)
}

/** Money that does not match what we asked for. */
export async function markIrregular(
  tx: Tx,
  id: string,
  money: { transactionId: string; totalFen: number; paidAt: Date },
  irregular: { note: string; now: Date },
): Promise<void> {
  await sql`
    update payments.attempt
    set state = 'irregular', paid_fen = ${money.totalFen},
        transaction_id = ${money.transactionId}, paid_at = ${money.paidAt},
        next_check_at = null, note = ${irregular.note.slice(0, 300)}, updated_at = ${irregular.now}
    where id = ${id} and state in
      ('created', 'pending', 'closing', 'unknown', 'closed', 'irregular')`.execute(tx)
}

/** Money for a number that we never gave out: kept, so that finance can send it back. */
export async function insertForeignMoney(
  tx: Tx,
  id: string,
  money: ReportedMoney,
  now: Date,
): Promise<void> {
  await sql`
    insert into payments.attempt
      (id, out_trade_no, order_no, state, amount_fen, app_id, merchant_id, payer_open_id,
       description, expires_at, paid_fen, transaction_id, paid_at, note, created_at, updated_at)
    values (${id}, ${money.outTradeNo.slice(0, 32)}, '无对应订单', 'irregular', ${money.totalFen},
      ${money.appId}, ${money.merchantId}, ${money.payerOpenId}, '未知来源', ${now},
      ${money.totalFen}, ${money.transactionId}, ${money.paidAt}, '没有对应的支付单', ${now}, ${now})
    on conflict (out_trade_no) do nothing`.execute(tx)
}

/** Moves an attempt, if it is still in one of `from`. */
export async function moveAttempt(
  reader: Reader,
  id: string,
  move: { from: readonly PaymentState[]; to: PaymentState; nextCheckAt: Date | null },
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update payments.attempt
    set state = ${move.to}, next_check_at = ${move.nextCheckAt}, updated_at = ${now}
    where id = ${id} and state = any(${[...move.from]}::text[])`.execute(reader)
  return Number(numAffectedRows ?? 0) === 1
}

/**
 * Takes attempts whose question is due and puts it off, so that each is asked about by one
 * worker.
 */
export async function claimChecks(
  db: Db,
  now: Date,
  claim: { until: Date; limit: number },
): Promise<Attempt[]> {
  const { rows } = await sql<Attempt>`
    update payments.attempt set next_check_at = ${claim.until}
    where id in (
      select id from payments.attempt where next_check_at <= ${now}
      order by next_check_at limit ${claim.limit} for update skip locked)
    returning ${columns}`.execute(db)
  return rows
}

export async function setNextCheck(db: Db, id: string, at: Date | null): Promise<void> {
  await sql`
    update payments.attempt set next_check_at = ${at}
    where id = ${id} and next_check_at is not null`.execute(db)
}

export const isOpen = (attempt: Attempt): boolean => openPaymentStates.includes(attempt.state)
