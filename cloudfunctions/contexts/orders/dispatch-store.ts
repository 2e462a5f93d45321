import type { Page } from '@xietong/domain/kernel/paging'
import type { OrderType } from '@xietong/domain/orders/states'
import { sql } from 'kysely'
import type { Ctx } from '../../runtime/context'
import { within } from '../../runtime/data-scope'
import type { Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'
import { type OrderFacts, type OrderRow, orderFacts, withLines } from './order-store'
import { keywordCondition } from './search-store'

export interface Waiting {
  /** The caller's data scope; null = all. */
  readonly dealerIds: readonly string[] | null
  readonly filter: {
    readonly keyword?: string | undefined
    readonly type?: OrderType | undefined
    readonly province?: string | undefined
    readonly wantedOn?: string | undefined
  }
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

export async function listWaiting(reader: Reader, query: Waiting): Promise<Page<OrderRow>> {
  const { keyword, type, province, wantedOn } = query.filter
  const page = await listRows<OrderFacts>(reader, {
    select: orderFacts,
    from: sql`orders.sales_order o`,
    where: [
      sql`o.dispatch = 'to-dispatch'`,
      within(sql`o.dealer_id`, query.dealerIds),
      keyword ? keywordCondition(keyword) : null,
      type ? sql`o.type = ${type}` : null,
      province ? sql`o.province = ${province}` : null,
      wantedOn ? sql`o.wanted_key = ${wantedOn}::date` : null,
    ],
    sorts: { urgency: { by: sql`o.urgency`, direction: 'asc', type: 'bigint' } },
    sort: 'urgency',
    key: sql`o.id`,
    page: query.page,
    size: query.size,
    after: query.after,
  })
  return { ...page, rows: await withLines(reader, page.rows) }
}

/**
 * Adds shipped quantities to the lines and answers how many units of the order are still to be
 * shipped; null when a line would pass what was ordered or is not of this order.
 */
export async function shipLines(
  ctx: Ctx,
  orderId: string,
  lines: readonly { readonly lineId: string; readonly quantity: number }[],
): Promise<number | null> {
  const { rows } = await sql<{ id: string }>`
    update orders.order_line l set shipped_quantity = l.shipped_quantity + s.quantity
    from unnest(${lines.map((line) => line.lineId)}::uuid[],
      ${lines.map((line) => line.quantity)}::int[]) as s(id, quantity)
    where l.id = s.id and l.order_id = ${orderId}
      and l.shipped_quantity + l.cancelled_quantity + s.quantity <= l.quantity
    returning l.id`.execute(ctx.tx)
  if (rows.length < lines.length) {
    return null
  }
  const rest = await sql<{ rest: number }>`
    select sum(quantity - shipped_quantity - cancelled_quantity)::int as rest from orders.order_line
    where order_id = ${orderId}`.execute(ctx.tx)
  return rest.rows[0]?.rest ?? 0
}
