import { sql } from 'kysely'
import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'

/**
 * Rows a sweep takes at a time: the rest waits for the next run, a second instance for its turn.
 */
export const BATCH = 200

async function idsOf(
  query: ReturnType<typeof sql<{ id: string }>>,
  reader: Reader,
): Promise<string[]> {
  const { rows } = await query.execute(reader)
  return rows.map((row) => row.id)
}

export function overdueUnpaid(reader: Reader, now: Date): Promise<string[]> {
  return idsOf(
    sql<{ id: string }>`select id from orders.sales_order
      where state = 'unpaid' and pay_before <= ${now} order by pay_before limit ${BATCH}`,
    reader,
  )
}

/**
 * Orders whose last `noticeMs` before closing have begun and whose buyer was not told yet. One that
 * never had more time than that is left alone: its buyer has just ordered.
 */
export function soonOverdue(reader: Reader, now: Date, noticeMs: number): Promise<string[]> {
  const until = new Date(now.getTime() + noticeMs)
  return idsOf(
    sql<{ id: string }>`select id from orders.sales_order
      where state = 'unpaid' and pay_before > ${now} and pay_before <= ${until} and not unpaid_told
        and pay_before - created_at > make_interval(secs => ${noticeMs / 1_000})
      order by pay_before limit ${BATCH}`,
    reader,
  )
}

/** Claims the reminder of one order; false when it was sent or the order moved on. */
export async function markTold(ctx: Ctx, orderId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update orders.sales_order set unpaid_told = true
    where id = ${orderId} and state = 'unpaid' and not unpaid_told`.execute(ctx.tx)
  return numAffectedRows === 1n
}

export function toIssue(reader: Reader): Promise<string[]> {
  return idsOf(
    sql<{ id: string }>`select id from orders.sales_order
      where state in ('issuing', 'part-issued') order by state_since limit ${BATCH}`,
    reader,
  )
}

/** An open after-sales case pauses the count: the order is looked at again when it is decided. */
export function overdueReceipts(reader: Reader, now: Date): Promise<string[]> {
  return idsOf(
    sql<{ id: string }>`select id from orders.sales_order
      where state = 'shipped' and receipt_due_at <= ${now} and after_sale_open = 0
      order by receipt_due_at limit ${BATCH}`,
    reader,
  )
}

/**
 * Adds the units sold since the last count to the totals of their items and answers the new totals.
 * Only committed rows are taken and each is deleted with its count, so the total is exact.
 */
export async function takeSoldUnits(ctx: Ctx): Promise<Map<string, number>> {
  const { rows } = await sql<{ item_id: string; sold: number }>`
    with taken as (
      delete from orders.sold_unit where id in (
        select id from orders.sold_unit order by id limit 5000 for update skip locked
      ) returning item_id, quantity
    ), summed as (
      select item_id, sum(quantity) as quantity from taken group by item_id order by item_id
    )
    insert into orders.item_sales as s (item_id, sold) select item_id, quantity from summed
    on conflict (item_id) do update set sold = s.sold + excluded.sold
    returning item_id, sold`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.item_id, row.sold]))
}
