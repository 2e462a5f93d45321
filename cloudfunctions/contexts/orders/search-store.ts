import { isOrderNumber } from '@xietong/domain/orders/order-number'
import { PLATFORM_SHIPPER } from '@xietong/domain/orders/search-contract'
import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '../../runtime/database'

export interface OrderSearch {
  readonly keyword?: string | undefined
  readonly itemId?: string | undefined
  readonly shipper?: string | undefined
  readonly vip?: boolean | undefined
}

const literally = (words: string) => words.replace(/[\\%_]/g, '\\$&')
const beginning = (words: string) => `${literally(words)}%`

/**
 * A keyword is an order number, its beginning, a phone or its last four digits, or the beginning of
 * a name: each is found by its own index, so a search never walks through all orders.
 */
export function keywordCondition(keyword: string): RawBuilder<unknown> {
  if (isOrderNumber(keyword)) {
    return sql`o.order_no = ${keyword}`
  }
  if (/^\d{4}$/.test(keyword)) {
    return sql`right(o.recipient_phone, 4) = ${keyword}`
  }
  if (/^1\d{10}$/.test(keyword)) {
    return sql`(o.recipient_phone = ${keyword} or o.order_no like ${beginning(keyword)})`
  }
  if (/^\d+$/.test(keyword)) {
    return sql`o.order_no like ${beginning(keyword)}`
  }
  const begins = beginning(keyword)
  return sql`(o.recipient like ${begins} or o.buyer like ${begins})`
}

/**
 * The table to list orders from and the age to list them by. With a product its lines lead: they
 * hold the orders of one product newest first, however long ago it was last sold. An order that
 * holds the product in two lines comes once.
 *
 * By amount or wanted day the orders of the product are gathered first: a product has its price, so
 * a walk by amount through all orders could pass nearly every one of them before it meets the
 * first. The sums keep the planner from that walk.
 */
export function ordersOf(itemId: string | undefined) {
  return itemId === undefined
    ? {
        from: sql`orders.sales_order o`,
        created: sql`o.created_at`,
        total: sql`o.total_fen`,
        wanted: sql`o.wanted_key`,
        ofItem: null,
      }
    : {
        from: sql`orders.order_line i join orders.sales_order o on o.id = i.order_id`,
        created: sql`i.created_at`,
        total: sql`(o.total_fen + 0)`,
        wanted: sql`(o.wanted_key + 0)`,
        ofItem: sql`i.item_id = ${itemId} and not exists (
          select from orders.order_line j where j.order_id = i.order_id
            and j.item_id = i.item_id and j.position < i.position)`,
      }
}

/** AD-251: what is sold, who ships, for whom. */
export function searchConditions(search: OrderSearch): (RawBuilder<unknown> | null)[] {
  const { keyword, itemId, shipper, vip } = search
  return [
    ordersOf(itemId).ofItem,
    keyword ? keywordCondition(keyword) : null,
    shipper === undefined ? null : shippedBy(shipper),
    // Written as the column itself, so that the small indexes of VIP orders serve it.
    vip === undefined ? null : vip ? sql`o.vip` : sql`not o.vip`,
  ]
}

const shippedBy = (shipper: string): RawBuilder<unknown> =>
  shipper === PLATFORM_SHIPPER
    ? sql`o.shipper_id is null and o.shipper is not null`
    : sql`o.shipper_id = ${shipper}`

/**
 * Products by the name of their newest order, the last sold first. The walk jumps from product to
 * product in the index of the lines, so it costs their number and not that of the orders.
 */
export async function selectSoldItems(
  reader: Reader,
  keyword: string | undefined,
  limit: number,
): Promise<{ id: string; name: string }[]> {
  const named =
    keyword === undefined ? sql`true` : sql`newest.name ilike ${`%${literally(keyword)}%`}`
  const { rows } = await sql<{ id: string; name: string }>`
    with recursive item as (
      (select item_id from orders.order_line order by item_id limit 1)
      union all
      select (select l.item_id from orders.order_line l where l.item_id > item.item_id
              order by l.item_id limit 1)
      from item where item.item_id is not null
    )
    select item.item_id as id, newest.name from item
    cross join lateral (
      select l.name, l.created_at from orders.order_line l where l.item_id = item.item_id
      order by l.created_at desc, l.order_id desc limit 1) newest
    where ${named}
    order by newest.created_at desc, item.item_id limit ${limit}`.execute(reader)
  return rows
}
