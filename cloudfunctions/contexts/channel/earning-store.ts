import type { Tier } from '@xietong/domain/channel/commission'
import type { EarningState } from '@xietong/domain/channel/earning'
import { type RawBuilder, sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'

export type EarningType = 'package' | 'e-card' | 'physical-card'

export interface NewEarning {
  id: string
  orderId: string
  orderNo: string
  orderType: EarningType
  lineId: string
  dealerId: string
  tier: Tier
  sourceDealerId: string | null
  discount: number
  itemName: string
  memberName: string
  retailFen: number
  unitFen: number
  quantity: number
  priceFromFen: number
  priceToFen: number
  unitShareFen: number
  amountFen: number
}

/** All shares of an order in one statement. A line that is booked already stays as it is. */
export async function insertEarnings(
  tx: Tx,
  rows: readonly NewEarning[],
  now: Date,
): Promise<void> {
  await sql`
    insert into channel.earning
      (id, order_id, order_no, order_type, line_id, dealer_id, tier, source_dealer_id, discount,
       item_name, member_name, retail_fen, unit_fen, quantity, price_from_fen, price_to_fen,
       unit_share_fen, original_fen, amount_fen, state, created_at)
    select id, "orderId", "orderNo", "orderType", "lineId", "dealerId", tier, "sourceDealerId",
      discount, "itemName", "memberName", "retailFen", "unitFen", quantity, "priceFromFen",
      "priceToFen", "unitShareFen", "amountFen", "amountFen", 'pending', ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e (
      id uuid, "orderId" uuid, "orderNo" text, "orderType" text, "lineId" uuid, "dealerId" uuid,
      tier smallint, "sourceDealerId" uuid, discount integer, "itemName" text, "memberName" text,
      "retailFen" bigint, "unitFen" bigint, quantity integer, "priceFromFen" bigint,
      "priceToFen" bigint, "unitShareFen" bigint, "amountFen" bigint)
    on conflict do nothing`.execute(tx)
}

export async function updateDueAt(tx: Tx, orderId: string, dueAt: Date): Promise<void> {
  await sql`
    update channel.earning set due_at = ${dueAt}
    where order_id = ${orderId} and state = 'pending'`.execute(tx)
}

export async function updateHeld(tx: Tx, orderId: string, held: boolean): Promise<void> {
  await sql`
    update channel.earning set held = ${held}
    where order_id = ${orderId} and state = 'pending'`.execute(tx)
}

export interface DueRow {
  id: string
  dealerId: string
  orderNo: string
  amountFen: number
}

/** Takes lines whose time has come; lines that another worker holds are left to it. */
export async function lockDue(tx: Tx, now: Date, limit: number): Promise<DueRow[]> {
  const { rows } = await sql<DueRow>`
    select id, dealer_id as "dealerId", order_no as "orderNo", amount_fen as "amountFen"
    from channel.earning
    where state = 'pending' and due_at <= ${now} and not held
    order by due_at, id limit ${limit}
    for update skip locked`.execute(tx)
  return rows
}

export async function markDue(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await sql`
    update channel.earning set state = 'due', settled_at = ${now}
    where id = any(${ids}::uuid[])`.execute(tx)
}

export interface BookedRow {
  id: string
  lineId: string
  dealerId: string
  orderNo: string
  unitFen: number
  unitShareFen: number
  quantity: number
  refundedPieces: number
  refundedFen: number
  amountFen: number
  state: EarningState
}

export async function lockOrderEarnings(tx: Tx, orderId: string): Promise<BookedRow[]> {
  const { rows } = await sql<BookedRow>`
    select id, line_id as "lineId", dealer_id as "dealerId", order_no as "orderNo",
      unit_fen as "unitFen", unit_share_fen as "unitShareFen", quantity,
      refunded_pieces as "refundedPieces", refunded_fen as "refundedFen",
      amount_fen as "amountFen", state
    from channel.earning where order_id = ${orderId}
    order by id for update`.execute(tx)
  return rows
}

export interface Reduction {
  id: string
  refundedPieces: number
  refundedFen: number
  amountFen: number
  state: EarningState
}

export async function updateReduced(tx: Tx, rows: readonly Reduction[]): Promise<void> {
  await sql`
    update channel.earning e set
      refunded_pieces = r."refundedPieces", refunded_fen = r."refundedFen",
      amount_fen = r."amountFen", state = r.state
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, "refundedPieces" integer, "refundedFen" bigint, "amountFen" bigint, state text)
    where e.id = r.id`.execute(tx)
}

export interface EarningRow {
  id: string
  orderNo: string
  orderType: EarningType
  itemName: string
  quantity: number
  memberName: string
  sourceDealerName: string | null
  priceFromFen: number
  priceToFen: number
  amountFen: number
  originalFen: number
  state: EarningState
  createdAt: Date
  dueAt: Date | null
  settledAt: Date | null
}

const shown = sql`
  e.id, e.order_no as "orderNo", e.order_type as "orderType", e.item_name as "itemName",
  e.quantity, e.member_name as "memberName", s.name as "sourceDealerName",
  e.price_from_fen as "priceFromFen", e.price_to_fen as "priceToFen",
  e.amount_fen as "amountFen", e.original_fen as "originalFen", e.state,
  e.created_at as "createdAt", e.due_at as "dueAt", e.settled_at as "settledAt"`
const withSource = sql`
  channel.earning e left join channel.dealer s on s.id = e.source_dealer_id`

export interface EarningFilter {
  readonly dealerId: string
  readonly from?: Date | undefined
  readonly until?: Date | undefined
  readonly orderType?: EarningType | undefined
  readonly state?: EarningState | undefined
  readonly orderNo?: string | undefined
}

function conditions(filter: EarningFilter): RawBuilder<unknown>[] {
  const { dealerId, from, until, orderType, state, orderNo } = filter
  const parts = [
    sql`e.dealer_id = ${dealerId}`,
    from && sql`e.created_at >= ${from}`,
    until && sql`e.created_at < ${until}`,
    orderType && sql`e.order_type = ${orderType}`,
    state && sql`e.state = ${state}`,
    orderNo && sql`e.order_no = ${orderNo}`,
  ]
  return parts.filter((part) => part !== undefined && part !== '')
}

interface EarningList {
  readonly filter: EarningFilter
  readonly sort: string
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

const byCreation = { by: sql`e.created_at`, type: 'timestamptz' }

export function listEarningRows(reader: Reader, { filter, ...page }: EarningList) {
  return listRows<EarningRow>(reader, {
    select: shown,
    from: withSource,
    where: conditions(filter),
    sorts: {
      '-createdAt': { ...byCreation, direction: 'desc' },
      createdAt: { ...byCreation, direction: 'asc' },
    },
    key: sql`e.id`,
    ...page,
  })
}

export async function sumEarnings(
  reader: Reader,
  filter: EarningFilter,
): Promise<{ sumFen: number; count: number }> {
  const { rows } = await sql<{ sumFen: number; count: number }>`
    select coalesce(sum(e.amount_fen), 0)::bigint as "sumFen", count(*) as count
    from channel.earning e
    where ${sql.join(conditions(filter), sql` and `)}`.execute(reader)
  return rows[0] ?? { sumFen: 0, count: 0 }
}

/** What is not due yet: lines, never a balance, so that no order waits for a dealer's row. */
export async function pendingSum(reader: Reader, dealerId: string): Promise<number> {
  const { rows } = await sql<{ sumFen: number }>`
    select coalesce(sum(amount_fen), 0)::bigint as "sumFen" from channel.earning
    where dealer_id = ${dealerId} and state = 'pending'`.execute(reader)
  return rows[0]?.sumFen ?? 0
}

export interface OrderEarningRow extends EarningRow {
  dealerId: string
  dealerName: string
  tier: Tier
  lineId: string
}

export async function selectOrderEarnings(
  reader: Reader,
  orderId: string,
): Promise<OrderEarningRow[]> {
  const { rows } = await sql<OrderEarningRow>`
    select ${shown}, e.dealer_id as "dealerId", d.name as "dealerName", e.tier,
      e.line_id as "lineId"
    from ${withSource} join channel.dealer d on d.id = e.dealer_id
    where e.order_id = ${orderId} order by e.line_id, e.tier limit 600`.execute(reader)
  return rows
}
