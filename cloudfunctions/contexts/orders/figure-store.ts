import { addDays, dayStart } from '@xietong/domain/kernel/time'
import { sql } from 'kysely'
import { within } from '../../runtime/data-scope'
import type { Reader } from '../../runtime/database'

/** Figures of one Shanghai day (AD-015, formula 10). Money in fen. */
export interface DayFigure {
  readonly day: string
  readonly orders: number
  readonly buyers: number
  readonly cash_fen: number
  readonly stored_value_fen: number
  readonly members: number
  readonly new_members: number
}

/** Dealers of the caller's data scope; null = all. */
export type Dealers = readonly string[] | null

const andWithin = (dealers: Dealers) =>
  dealers === null ? sql`` : sql`and ${within(sql`dealer_id`, dealers)}`

export type OrderFigures = Pick<DayFigure, 'orders' | 'buyers' | 'cash_fen'>

/**
 * Orders of a day that are paid or were not closed, with their buyers, redemptions excluded; and
 * the online payments received that day before refunds. Both walk one index over one day.
 */
export async function ordersOfDay(
  reader: Reader,
  day: string,
  dealers: Dealers,
): Promise<OrderFigures> {
  const from = dayStart(day)
  const to = dayStart(addDays(day, 1))
  const { rows } = await sql<OrderFigures>`
    select placed.orders, placed.buyers, cash.cash_fen
    from (
      select count(*) as orders, count(distinct member_id) as buyers
      from orders.sales_order
      where created_at >= ${from} and created_at < ${to} and type not in ('pick-up', 'resend')
        and (paid_at is not null or state <> 'closed') ${andWithin(dealers)}
    ) as placed, (
      select coalesce(sum(paid_fen), 0)::bigint as cash_fen from orders.sales_order
      where paid_at >= ${from} and paid_at < ${to} ${andWithin(dealers)}
    ) as cash`.execute(reader)
  return rows[0] ?? { orders: 0, buyers: 0, cash_fen: 0 }
}

/** Orders per hour of a day, 24 numbers: the same orders as `ordersOfDay` counts. */
export async function ordersByHour(
  reader: Reader,
  day: string,
  dealers: Dealers,
): Promise<number[]> {
  const from = dayStart(day)
  const { rows } = await sql<{ hour: number; orders: number }>`
    select floor(extract(epoch from created_at - ${from}::timestamptz) / 3600)::int as hour,
      count(*) as orders
    from orders.sales_order
    where created_at >= ${from} and created_at < ${dayStart(addDays(day, 1))}
      and type not in ('pick-up', 'resend')
      and (paid_at is not null or state <> 'closed') ${andWithin(dealers)}
    group by 1`.execute(reader)
  const byHour = new Map(rows.map((row) => [row.hour, row.orders]))
  return Array.from({ length: 24 }, (_, hour) => byHour.get(hour) ?? 0)
}

export interface OpenOrders {
  readonly unpaid: number
  readonly inReview: number
  readonly toShip: number
  readonly toDispatch: number
  readonly moving: number
  readonly signedToday: number
}

/** What waits now; each number is the total of the list with the same filter (AD-014). */
export async function openOrders(
  reader: Reader,
  day: string,
  dealers: Dealers,
): Promise<OpenOrders> {
  const among = andWithin(dealers)
  const inState = (state: string) =>
    sql`(select count(*) from orders.sales_order where state = ${state} ${among})`
  const { rows } = await sql<OpenOrders>`
    select ${inState('unpaid')} as "unpaid", ${inState('in-review')} as "inReview",
      ${inState('to-ship')} as "toShip", ${inState('shipped')} as "moving",
      (select count(*) from orders.sales_order where dispatch = 'to-dispatch' ${among})
        as "toDispatch",
      (select count(*) from orders.sales_order where signed_at >= ${dayStart(day)} ${among})
        as "signedToday"`.execute(reader)
  const none = { unpaid: 0, inReview: 0, toShip: 0, toDispatch: 0, moving: 0, signedToday: 0 }
  return rows[0] ?? none
}

export async function storedFigures(
  reader: Reader,
  from: string,
  to: string,
): Promise<Map<string, DayFigure>> {
  const { rows } = await sql<DayFigure>`
    select day, orders, buyers, cash_fen, stored_value_fen, members, new_members
    from orders.day_figure where day between ${from}::date and ${to}::date`.execute(reader)
  return new Map(rows.map((row) => [row.day, row]))
}

export async function storeFigure(reader: Reader, figure: DayFigure): Promise<void> {
  await sql`
    insert into orders.day_figure
      (day, orders, buyers, cash_fen, stored_value_fen, members, new_members)
    values (${figure.day}::date, ${figure.orders}, ${figure.buyers}, ${figure.cash_fen},
      ${figure.stored_value_fen}, ${figure.members}, ${figure.new_members})
    on conflict (day) do update set orders = excluded.orders, buyers = excluded.buyers,
      cash_fen = excluded.cash_fen, stored_value_fen = excluded.stored_value_fen,
      members = excluded.members, new_members = excluded.new_members`.execute(reader)
}

export interface Snapshot<Value> {
  readonly at: Date
  readonly value: Value
}

export async function storedSnapshot<Value>(reader: Reader): Promise<Snapshot<Value> | null> {
  const { rows } = await sql<Snapshot<Value>>`
    select at, value from orders.dashboard_snapshot where id = 1`.execute(reader)
  return rows[0] ?? null
}

export async function storeSnapshot(reader: Reader, at: Date, value: unknown): Promise<void> {
  await sql`
    insert into orders.dashboard_snapshot (id, at, value)
    values (1, ${at}, ${JSON.stringify(value)}::jsonb)
    on conflict (id) do update set at = excluded.at, value = excluded.value
    where orders.dashboard_snapshot.at <= excluded.at`.execute(reader)
}
