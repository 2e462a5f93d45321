import type { Fen } from '@xietong/domain/kernel/money'
import { sourcesOf } from '@xietong/domain/kernel/state-machine'
import {
  type AfterSaleState,
  type AfterSaleType,
  afterSaleMachine,
  type afterSaleReasons,
  type afterSaleWishes,
  type ClaimedGoods,
  claimingAfterSaleStates,
  openAfterSaleStates,
} from '@xietong/domain/orders/after-sale'
import { sql } from 'kysely'
import { actorKey } from '../../runtime/actor'
import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'

export interface AfterSaleRow {
  readonly id: string
  readonly case_no: string
  readonly order_id: string
  readonly order_no: string
  readonly member_id: string
  readonly dealer_id: string | null
  readonly buyer: string
  readonly store_id: string | null
  readonly store: string | null
  readonly type: AfterSaleType
  readonly state: AfterSaleState
  readonly reason: (typeof afterSaleReasons)[number]
  readonly description: string
  readonly pictures: string[]
  readonly wish: (typeof afterSaleWishes)[number] | null
  readonly item_summary: string
  readonly amount_fen: Fen
  readonly freight_fen: Fen
  /** Null for cards. */
  readonly goods: ClaimedGoods | null
  /** Head office took it from its store: it does not go back with the shipping party. */
  readonly taken_over: boolean
  readonly resend_order_id: string | null
  readonly refund_id: string | null
  readonly deadline: Date | null
  readonly ordered_at: Date
  readonly created_at: Date
  readonly done_at: Date | null
}

export const afterSaleColumns = sql`a.id, a.case_no, a.order_id, a.order_no, a.member_id,
  a.dealer_id, a.buyer, a.store_id, a.store, a.type, a.state, a.reason, a.description, a.pictures,
  a.wish, a.item_summary, a.amount_fen, a.freight_fen, a.goods, a.taken_over, a.resend_order_id,
  a.refund_id, a.deadline, a.ordered_at,
  a.created_at, a.done_at`

export interface AfterSaleLine {
  readonly lineId: string
  readonly name: string
  readonly picture: string | null
  readonly pieces: number
  readonly amountFen: Fen
}

export interface NewAfterSale
  extends Omit<
    AfterSaleRow,
    'state' | 'wish' | 'refund_id' | 'deadline' | 'done_at' | 'taken_over' | 'resend_order_id'
  > {
  readonly lines: readonly AfterSaleLine[]
}

/** Writes a case with its lines and counts it on the order, which the caller has locked. */
export async function insertAfterSale(ctx: Ctx, one: NewAfterSale): Promise<void> {
  await sql`
    insert into orders.after_sale (id, case_no, order_id, order_no, member_id, dealer_id, buyer,
      store_id, store, type, state, reason, description, pictures, item_summary, amount_fen,
      freight_fen, goods, ordered_at, created_at)
    values (${one.id}, ${one.case_no}, ${one.order_id}, ${one.order_no}, ${one.member_id},
      ${one.dealer_id}::uuid, ${one.buyer}, ${one.store_id}::uuid, ${one.store}, ${one.type},
      'merchant', ${one.reason}, ${one.description}, ${JSON.stringify(one.pictures)}::jsonb,
      ${one.item_summary}, ${one.amount_fen}, ${one.freight_fen}, ${one.goods}, ${one.ordered_at},
      ${one.created_at})`.execute(ctx.tx)
  await sql`
    insert into orders.after_sale_line (case_id, line_id, name, picture, pieces, amount_fen)
    select ${one.id}::uuid, l."lineId", l.name, l.picture, l.pieces, l."amountFen"
    from jsonb_to_recordset(${JSON.stringify(one.lines)}::jsonb)
      as l("lineId" uuid, name text, picture uuid, pieces int, "amountFen" bigint)`.execute(ctx.tx)
  await sql`
    update orders.sales_order set after_sale_count = after_sale_count + 1
    where id = ${one.order_id}`.execute(ctx.tx)
}

export async function findAfterSale(reader: Reader, id: string): Promise<AfterSaleRow | null> {
  const { rows } = await sql<AfterSaleRow>`
    select ${afterSaleColumns} from orders.after_sale a where a.id = ${id}`.execute(reader)
  return rows[0] ?? null
}

/** The case that a refund belongs to. */
export async function caseOfRefund(reader: Reader, refundId: string): Promise<AfterSaleRow | null> {
  const { rows } = await sql<AfterSaleRow>`
    select ${afterSaleColumns} from orders.after_sale a
    where a.refund_id = ${refundId}`.execute(reader)
  return rows[0] ?? null
}

export async function casesOfOrder(reader: Reader, orderId: string): Promise<AfterSaleRow[]> {
  const { rows } = await sql<AfterSaleRow>`
    select ${afterSaleColumns} from orders.after_sale a where a.order_id = ${orderId}
    order by a.created_at desc, a.id desc limit 20`.execute(reader)
  return rows
}

export async function linesOfCase(reader: Reader, caseId: string): Promise<AfterSaleLine[]> {
  const { rows } = await sql<AfterSaleLine>`
    select line_id as "lineId", name, picture, pieces, amount_fen as "amountFen"
    from orders.after_sale_line where case_id = ${caseId} order by line_id`.execute(reader)
  return rows
}

export interface ClaimedPart extends AfterSaleLine {
  readonly state: AfterSaleState
  readonly goods: ClaimedGoods | null
}

/** All that cases of an order claim or have brought back, line by line. */
export async function claimsOfOrder(
  reader: Reader,
  orderId: string,
): Promise<{ parts: ClaimedPart[]; freightFen: number }> {
  const claiming = [...claimingAfterSaleStates]
  const { rows } = await sql<ClaimedPart>`
    select l.line_id as "lineId", l.name, l.picture, l.pieces, l.amount_fen as "amountFen", a.state,
      a.goods
    from orders.after_sale a join orders.after_sale_line l on l.case_id = a.id
    where a.order_id = ${orderId} and a.state = any(${claiming}::text[])
      and not (a.type = 'resend' and a.state = 'done')
    order by a.created_at, a.id`.execute(reader)
  const freight = await sql<{ fen: number }>`
    select coalesce(sum(freight_fen), 0)::bigint as fen from orders.after_sale
    where order_id = ${orderId} and state = any(${claiming}::text[])`.execute(reader)
  return { parts: rows, freightFen: freight.rows[0]?.fen ?? 0 }
}

export interface CaseMove {
  readonly caseId: string
  readonly to: AfterSaleState
  readonly from?: readonly AfterSaleState[]
  readonly wish?: AfterSaleRow['wish']
  readonly deadline?: Date | null
  readonly refundId?: string
  readonly resendOrderId?: string
}

/** The only way a case changes its state; null when somebody was faster. */
export async function moveCase(ctx: Ctx, move: CaseMove): Promise<AfterSaleRow | null> {
  const allowed = sourcesOf(afterSaleMachine, move.to)
  const from = allowed.filter((state) => move.from === undefined || move.from.includes(state))
  const doneAt = move.to === 'done' ? ctx.now : null
  const { rows } = await sql<AfterSaleRow>`
    update orders.after_sale a
    set state = ${move.to}, wish = ${move.wish ?? null}, deadline = ${move.deadline ?? null},
      refund_id = coalesce(${move.refundId ?? null}::uuid, a.refund_id),
      resend_order_id = coalesce(${move.resendOrderId ?? null}::uuid, a.resend_order_id),
      done_at = ${doneAt}
    where a.id = ${move.caseId} and a.state = any(${from}::text[])
    returning ${afterSaleColumns}`.execute(ctx.tx)
  return rows[0] ?? null
}

/** Head office takes a store's case over; null when it is decided or its own already. */
export async function takeFromStore(ctx: Ctx, caseId: string): Promise<AfterSaleRow | null> {
  const { rows } = await sql<AfterSaleRow>`
    update orders.after_sale a set store_id = null, store = null, taken_over = true
    where a.id = ${caseId} and a.store_id is not null and a.state in ('merchant', 'buyer')
    returning ${afterSaleColumns}`.execute(ctx.tx)
  return rows[0] ?? null
}

/** Counts the open cases anew under the order's lock, so that the number cannot drift. */
export async function recountOpen(ctx: Ctx, orderId: string): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    update orders.sales_order o set after_sale_open = (
      select count(*)::int from orders.after_sale a
      where a.order_id = o.id and a.state = any(${[...openAfterSaleStates]}::text[]))
    where o.id = ${orderId} returning o.after_sale_open as open`.execute(ctx.tx)
  return rows[0]?.open ?? 0
}

export interface CaseEvent {
  readonly caseId: string
  readonly state: AfterSaleState
  readonly text: string
  readonly note?: string
  readonly pictures?: readonly string[]
  readonly by: string
}

export async function tellCase(ctx: Ctx, event: CaseEvent): Promise<void> {
  await sql`
    insert into orders.after_sale_event (id, case_id, at, state, text, note, pictures, by_name,
      actor)
    values (${ctx.newId()}, ${event.caseId}, ${ctx.now}, ${event.state}, ${event.text},
      ${event.note ?? ''}, ${JSON.stringify(event.pictures ?? [])}::jsonb, ${event.by},
      ${actorKey(ctx.actor)})`.execute(ctx.tx)
}

export interface CaseEventRow {
  readonly at: Date
  readonly state: AfterSaleState
  readonly text: string
  readonly note: string
  readonly pictures: string[]
  readonly by: string
}

export async function eventsOfCase(reader: Reader, caseId: string): Promise<CaseEventRow[]> {
  const { rows } = await sql<CaseEventRow>`
    select at, state, text, note, pictures, by_name as by from orders.after_sale_event
    where case_id = ${caseId} order by at, id limit 100`.execute(reader)
  return rows
}

/** Pieces that will not be shipped any more, as far as they have not left; answers how many. */
export async function cancelPieces(ctx: Ctx, lines: readonly AfterSaleLine[]): Promise<number> {
  const { rows } = await sql<{ cut: number }>`
    with before as (
      select l.id, least(s.pieces, l.quantity - l.shipped_quantity - l.cancelled_quantity) as cut
      from orders.order_line l
      join unnest(${lines.map((line) => line.lineId)}::uuid[],
        ${lines.map((line) => line.pieces)}::int[]) as s(id, pieces) on s.id = l.id
    )
    update orders.order_line l set cancelled_quantity = l.cancelled_quantity + b.cut
    from before b where l.id = b.id and b.cut > 0
    returning b.cut`.execute(ctx.tx)
  return rows.reduce((sum, row) => sum + row.cut, 0)
}

/** Cases that wait for a buyer who did not answer in time. */
export async function unansweredCases(reader: Reader, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from orders.after_sale where state = 'buyer' and deadline <= ${now}
    order by deadline limit 200`.execute(reader)
  return rows.map(({ id }) => id)
}

export async function replaceRefund(
  ctx: Ctx,
  change: { readonly from: string; readonly to: string },
): Promise<void> {
  await sql`
    update orders.after_sale set refund_id = ${change.to}
    where refund_id = ${change.from} and state = 'refunding'`.execute(ctx.tx)
}

/** The case that an order waits for, newest first; null = none. */
export async function openCaseOf(
  reader: Reader,
  orderId: string,
): Promise<{ readonly caseId: string; readonly state: AfterSaleState } | null> {
  const { rows } = await sql<{ caseId: string; state: AfterSaleState }>`
    select id as "caseId", state from orders.after_sale
    where order_id = ${orderId} and state = any(${[...openAfterSaleStates]}::text[])
    order by created_at desc limit 1`.execute(reader)
  return rows[0] ?? null
}
