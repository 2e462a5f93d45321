import type { CardKind } from '@xietong/domain/cards/states'
import type { Fen } from '@xietong/domain/kernel/money'
import type { Address } from '@xietong/domain/kernel/schema'
import { mayMove } from '@xietong/domain/kernel/state-machine'
import {
  type OrderState,
  type OrderType,
  orderMachine,
  orderStates,
} from '@xietong/domain/orders/states'
import type { StockMethod } from '@xietong/domain/orders/stock-method'
import { type RawBuilder, sql } from 'kysely'
import { actorKey } from '../../runtime/actor'
import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'

/** One unit of what a line holds, as it was when the order was made. */
export interface LineContent {
  readonly skuId: string
  readonly code: string
  readonly name: string
  readonly spec: string
  readonly quantity: number
  readonly weightGrams: number
}
export interface OrderLine {
  readonly id: string
  readonly kind: 'package' | 'e-card' | 'physical-card'
  readonly itemId: string
  readonly name: string
  readonly picture: string | null
  readonly quantity: number
  readonly shippedQuantity: number
  /** Refunded before they left: never shipped. */
  readonly cancelledQuantity: number
  readonly retailFen: Fen
  readonly unitFen: Fen
  readonly subsidyFen: Fen
  readonly limited: boolean
  readonly contents: readonly LineContent[]
}
export interface OrderRow {
  readonly id: string
  readonly order_no: string
  readonly type: OrderType
  readonly card_kind: CardKind | null
  /** When its goods are taken; an order keeps the method it was made with. */
  readonly stock_method: StockMethod
  readonly state: OrderState
  readonly state_since: Date
  readonly dispatch: 'none' | 'to-dispatch' | 'dispatched'
  readonly shipper: string | null
  readonly member_id: string
  readonly dealer_id: string | null
  readonly buyer: string
  readonly level_discount: number
  readonly item_summary: string
  readonly quantity: number
  readonly retail_total_fen: Fen
  readonly goods_fen: Fen
  readonly freight_fen: Fen
  readonly total_fen: Fen
  readonly address: Address | null
  readonly recipient: string | null
  readonly region: string | null
  readonly remark: string
  readonly wanted_on: string | null
  readonly vip: boolean
  readonly pay_before: Date | null
  readonly payment_id: string | null
  readonly transaction_id: string | null
  readonly paid_fen: Fen | null
  readonly paid_at: Date | null
  readonly refunded_fen: Fen
  readonly receipt_due_at: Date | null
  readonly extended: boolean
  readonly signed_at: Date | null
  readonly completed_at: Date | null
  readonly after_sale_open: number
  /** Lines without a review of the buyer. */
  readonly unreviewed: number
  readonly created_at: Date
  readonly lines: readonly OrderLine[]
}

/** Whether goods of the order `o` are missing (缺货待处理). */
export const isShort = sql`exists (select from orders.short_order s where s.order_id = o.id)`

/** An order as lists show it. */
export type OrderFacts = Omit<OrderRow, 'lines'>

/** Columns of an order itself, from a table or query named `o`. */
export const orderFacts = sql`o.id, o.order_no, o.type, o.card_kind, o.stock_method, o.state,
  o.state_since, o.dispatch, o.shipper, o.member_id, o.dealer_id, o.buyer, o.level_discount,
  o.item_summary,
  o.quantity,
  o.retail_total_fen, o.goods_fen, o.freight_fen, o.total_fen, o.address, o.recipient, o.region,
  o.remark, o.wanted_on, o.vip, o.pay_before, o.payment_id, o.transaction_id, o.paid_fen, o.paid_at,
  o.refunded_fen, o.receipt_due_at, o.extended, o.signed_at, o.completed_at, o.after_sale_open,
  o.unreviewed, o.created_at`

const linesOf = sql`coalesce(jsonb_agg(jsonb_build_object(
  'id', l.id, 'kind', l.kind, 'itemId', l.item_id, 'name', l.name, 'picture', l.picture,
  'quantity', l.quantity, 'shippedQuantity', l.shipped_quantity,
  'cancelledQuantity', l.cancelled_quantity, 'retailFen', l.retail_fen,
  'unitFen', l.unit_fen, 'subsidyFen', l.subsidy_fen, 'limited', l.limited,
  'contents', l.contents) order by l.position), '[]')`

/** An order with its lines. Lists take the facts first: an offset would collect lines it skips. */
const orderColumns = sql`${orderFacts},
  (select ${linesOf} from orders.order_line l where l.order_id = o.id) as lines`

/** The lines of listed orders, in one query for the page. */
export async function withLines(reader: Reader, facts: readonly OrderFacts[]): Promise<OrderRow[]> {
  if (facts.length === 0) {
    return []
  }
  const { rows } = await sql<{ order_id: string; lines: OrderLine[] }>`
    select l.order_id, ${linesOf} as lines from orders.order_line l
    where l.order_id = any(${facts.map((order) => order.id)}::uuid[])
    group by l.order_id`.execute(reader)
  const byOrder = new Map(rows.map((row) => [row.order_id, row.lines]))
  return facts.map((order) => ({ ...order, lines: byOrder.get(order.id) ?? [] }))
}

export async function findOrder(reader: Reader, orderId: string): Promise<OrderRow | null> {
  const { rows } = await sql<OrderRow>`
    select ${orderColumns} from orders.sales_order o where o.id = ${orderId}`.execute(reader)
  return rows[0] ?? null
}

/** The order with its row locked until the transaction ends. */
export async function lockOrder(ctx: Ctx, orderId: string): Promise<OrderRow | null> {
  const { rows } = await sql<OrderRow>`
    select ${orderColumns} from orders.sales_order o where o.id = ${orderId}
    for no key update of o`.execute(ctx.tx)
  return rows[0] ?? null
}

export interface NewLine extends Omit<OrderLine, 'shippedQuantity' | 'cancelledQuantity'> {}

export interface NewOrder {
  readonly id: string
  readonly type: OrderType
  readonly cardKind: CardKind | null
  readonly stockMethod: StockMethod
  readonly state: 'unpaid' | 'to-ship'
  readonly memberId: string
  /** Whose member the buyer is: what data scopes go by. */
  readonly dealerId: string | null
  readonly buyer: string
  readonly levelDiscount: number
  readonly itemSummary: string
  readonly quantity: number
  readonly retailTotalFen: Fen
  readonly goodsFen: Fen
  readonly freightFen: Fen
  readonly totalFen: Fen
  readonly address: Address | null
  readonly remark: string
  readonly wantedOn: string | null
  readonly vip: boolean
  readonly urgency: number
  readonly payBefore: Date | null
  readonly text: string
  readonly lines: readonly NewLine[]
  /** The member's cart loses these packages in the same statement. */
  readonly fromCart: boolean
}

function linesJson(lines: readonly NewLine[]): string {
  return JSON.stringify(lines.map((line, index) => ({ ...line, position: index + 1 })))
}

/**
 * Writes order, lines and first history row in one statement. False when the order number is taken:
 * the caller draws another.
 */
export async function insertOrder(ctx: Ctx, order: NewOrder, orderNo: string): Promise<boolean> {
  const { address } = order
  const bought = order.fromCart ? order.lines.map((line) => line.itemId) : []
  const { rows } = await sql<{ id: string }>`
    with made as (
      insert into orders.sales_order (id, order_no, type, card_kind, stock_method, state,
        state_since, dispatch, member_id, dealer_id, buyer, level_discount, item_summary, quantity,
        retail_total_fen,
        goods_fen, freight_fen, total_fen, address, recipient, recipient_phone, province, region,
        remark, wanted_on, vip, urgency, pay_before, unreviewed, created_at)
      values (${order.id}, ${orderNo}, ${order.type}, ${order.cardKind},
        ${order.stockMethod}, ${order.state}, ${ctx.now},
        ${order.state === 'to-ship' ? 'to-dispatch' : 'none'}, ${order.memberId},
        ${order.dealerId}::uuid, ${order.buyer},
        ${order.levelDiscount}, ${order.itemSummary}, ${order.quantity}, ${order.retailTotalFen},
        ${order.goodsFen}, ${order.freightFen}, ${order.totalFen},
        ${address && JSON.stringify(address)}::jsonb, ${address?.name ?? null},
        ${address?.phone ?? null}, ${address?.province ?? null},
        ${address ? regionOf(address) : null}, ${order.remark}, ${order.wantedOn}::date,
        ${order.vip}, ${order.urgency}, ${order.payBefore}, ${order.lines.length}, ${ctx.now})
      on conflict (order_no) do nothing
      returning id
    ), lines as (
      insert into orders.order_line (id, order_id, position, kind, item_id, name, picture, quantity,
        retail_fen, unit_fen, subsidy_fen, limited, contents, created_at)
      select l.id, made.id, l.position, l.kind, l."itemId", l.name, l.picture, l.quantity,
        l."retailFen", l."unitFen", l."subsidyFen", l.limited, l.contents, ${ctx.now}::timestamptz
      from made, jsonb_to_recordset(${linesJson(order.lines)}::jsonb) as l(id uuid, position int,
        kind text, "itemId" uuid, name text, picture uuid, quantity int, "retailFen" bigint,
        "unitFen" bigint, "subsidyFen" bigint, limited boolean, contents jsonb)
    ), told as (
      insert into orders.history (id, order_id, at, to_state, text, actor)
      select ${ctx.newId()}::uuid, made.id, ${ctx.now}, ${order.state}, ${order.text},
        ${actorKey(ctx.actor)} from made
    ), bought as (
      delete from orders.cart_line where member_id = ${order.memberId}
        and package_id = any(${bought}::uuid[])
    )
    select id from made`.execute(ctx.tx)
  return rows.length === 1
}

/** 浙江省 杭州市 西湖区, as lists show it. */
export function regionOf(address: Address): string {
  return [address.province, address.city, address.district].join(' ').slice(0, 60)
}

/** Columns that use cases write along with a move, or make a condition of it. */
export interface Marks {
  readonly dispatch?: OrderRow['dispatch']
  readonly shipper?: string | null
  readonly payment_id?: string
  readonly transaction_id?: string
  readonly paid_fen?: number
  readonly paid_at?: Date
  readonly refunded_fen?: number
  readonly last_shipped_at?: Date
  readonly receipt_due_at?: Date
  readonly extended?: boolean
  readonly signed_at?: Date | null
  readonly completed_at?: Date
  readonly after_sale_open?: number
  readonly total_fen?: number
  readonly stock_method?: StockMethod
}

const assigned = (marks: Marks) =>
  Object.entries(marks).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
const required = (marks: Marks) =>
  Object.entries(marks).map(
    ([column, value]) => sql`${sql.ref(`o.${column}`)} is not distinct from ${value}`,
  )

type Targets = Readonly<Record<Exclude<OrderType, 'pick-up' | 'resend'>, OrderState>>

export interface Move {
  readonly orderId: string
  /** One state, or one for each type of order. */
  readonly to: OrderState | Targets
  /** Fewer sources than the table allows, when the caller means one path. */
  readonly from?: readonly OrderState[]
  /** Further columns, written with the state. */
  readonly set?: Marks
  /** Further conditions, checked with the state. */
  readonly when?: Marks
  readonly text: string
  readonly note?: string | undefined
  /** The lines' units are counted as sold, later and elsewhere: no product row is contended. */
  readonly sold?: boolean
  /** Only an order whose goods are not missing. */
  readonly sound?: boolean
}

/** States from which every target may be entered, and no more than the caller means. */
function sourcesOfMove(move: Move): OrderState[] {
  const targets = typeof move.to === 'string' ? [move.to] : Object.values(move.to)
  return orderStates.filter(
    (state) =>
      targets.every((to) => mayMove(orderMachine, state, to)) &&
      (move.from === undefined || move.from.includes(state)),
  )
}

/**
 * The only way an order changes its state: one conditional UPDATE on the sources that the table
 * declares, with its history row. Entering 待发货 puts it into the dispatch pool. Null when the
 * order was in another state: somebody was faster.
 */
export async function moveOrder(ctx: Ctx, move: Move): Promise<OrderRow | null> {
  const sources = sourcesOfMove(move)
  const target =
    typeof move.to === 'string'
      ? sql`${move.to}`
      : sql`${JSON.stringify(move.to)}::jsonb ->> o.type`
  const { rows } = await sql<OrderRow>`
    with moved as (
      update orders.sales_order o
      set ${sql.join([
        sql`previous_state = o.state, state = ${target}, state_since = ${ctx.now}`,
        ...(move.set?.dispatch === undefined ? [dispatchAfter(target)] : []),
        ...assigned(move.set ?? {}),
      ])}
      where ${sql.join(
        [
          sql`o.id = ${move.orderId} and o.state = any(${sources})`,
          ...(move.sound ? [sql`not ${isShort}`] : []),
          ...required(move.when ?? {}),
        ],
        sql` and `,
      )}
      returning o.*
    ), told as (
      insert into orders.history (id, order_id, at, from_state, to_state, text, note, actor)
      select ${ctx.newId()}::uuid, id, ${ctx.now}, previous_state, state, ${move.text},
        ${move.note || null}, ${actorKey(ctx.actor)} from moved
    ), sold as (
      insert into orders.sold_unit (id, item_id, quantity)
      select l.id, l.item_id, l.quantity from orders.order_line l
      join moved on moved.id = l.order_id where ${move.sold ?? false}
    )${endsWaiting(move) ? nothingMissing : sql``}
    select ${orderColumns} from moved o`.execute(ctx.tx)
  return rows[0] ?? null
}

/** Goods of an order that is closed or has left are not missing any more. */
const endsWaiting = ({ to }: Move) => to === 'closed' || to === 'shipped'
const nothingMissing = sql`, found as (
  delete from orders.short_order s using moved where s.order_id = moved.id)`

/** An order that becomes 待发货 waits for a shipping party, a closed one for none. */
const dispatchAfter = (target: RawBuilder<unknown>) =>
  sql`dispatch = case ${target} when 'to-ship' then 'to-dispatch' when 'closed' then 'none'
    else o.dispatch end`

/**
 * Changes columns of an order that is in one of the states, with a history row but without a move.
 */
export async function noteOrder(
  ctx: Ctx,
  note: {
    readonly orderId: string
    readonly states: readonly OrderState[]
    readonly set: Marks
    readonly when?: Marks
    readonly text: string
    readonly note?: string
  },
): Promise<OrderRow | null> {
  const { rows } = await sql<OrderRow>`
    with noted as (
      update orders.sales_order o set ${sql.join(assigned(note.set))}
      where ${sql.join(
        [
          sql`o.id = ${note.orderId} and o.state = any(${note.states})`,
          ...required(note.when ?? {}),
        ],
        sql` and `,
      )}
      returning o.*
    ), told as (
      insert into orders.history (id, order_id, at, from_state, to_state, text, note, actor)
      select ${ctx.newId()}::uuid, id, ${ctx.now}, state, state, ${note.text}, ${note.note || null},
        ${actorKey(ctx.actor)} from noted
    )
    select ${orderColumns} from noted o`.execute(ctx.tx)
  return rows[0] ?? null
}

export interface HistoryRow {
  readonly at: Date
  readonly text: string
  readonly note: string | null
}

/** The story of an order, oldest first, at most 100 rows. */
export async function historyOf(reader: Reader, orderId: string): Promise<HistoryRow[]> {
  const { rows } = await sql<HistoryRow>`
    select at, text, note from orders.history where order_id = ${orderId}
    order by at, id limit 100`.execute(reader)
  return rows
}
