import type { Fen } from '@xietong/domain/kernel/money'
import type { Page } from '@xietong/domain/kernel/paging'
import { EXACT_COUNT_MAX } from '@xietong/domain/kernel/paging'
import { type OrderState, type OrderType, orderStates } from '@xietong/domain/orders/states'
import { type StoreTab, storeTabRules, storeTabs } from '@xietong/domain/orders/store-tabs'
import { type RawBuilder, sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'

/** Names the store that ships an order, or the platform with null. */
export async function nameStore(
  tx: Tx,
  { orderId, storeId }: { readonly orderId: string; readonly storeId: string | null },
): Promise<void> {
  await sql`
    update orders.sales_order set shipper_id = ${storeId}::uuid where id = ${orderId}`.execute(tx)
  await sql`
    delete from orders.store_order
    where order_id = ${orderId} and in_advance
      and store_id is distinct from ${storeId}::uuid`.execute(tx)
  await sql`
    insert into orders.store_order (store_id, order_id, created_at, in_advance)
    select shipper_id, id, created_at, false from orders.sales_order
    where id = ${orderId} and shipper_id is not null
    on conflict (store_id, order_id) do update set in_advance = false`.execute(tx)
}

/** The store gives the order back; one of which a part has left stays among its orders. */
export async function unnameStore(tx: Tx, orderId: string): Promise<void> {
  await sql`
    delete from orders.store_order s using orders.sales_order o
    where o.id = ${orderId} and s.order_id = o.id and s.store_id = o.shipper_id
      and not s.shipped`.execute(tx)
  await sql`
    update orders.sales_order set shipper_id = null where id = ${orderId}`.execute(tx)
}

/** Something left the store that ships the order. */
export async function keepStore(tx: Tx, orderId: string): Promise<void> {
  await sql`
    update orders.store_order s set shipped = true from orders.sales_order o
    where o.id = ${orderId} and s.order_id = o.id and s.store_id = o.shipper_id
      and not s.shipped`.execute(tx)
}

/** Names a store for an order that is not paid yet, in place of another; null takes it back. */
export async function nameInAdvance(
  tx: Tx,
  { orderId, storeId }: { readonly orderId: string; readonly storeId: string | null },
): Promise<void> {
  await sql`
    delete from orders.store_order
    where order_id = ${orderId} and in_advance`.execute(tx)
  await sql`
    insert into orders.store_order (store_id, order_id, created_at, in_advance)
    select ${storeId}::uuid, id, created_at, true from orders.sales_order
    where id = ${orderId} and ${storeId}::uuid is not null
    on conflict do nothing`.execute(tx)
}

/** Paid orders whose store was named before the payment, the oldest first. */
export async function selectPaidInAdvance(
  reader: Reader,
  limit: number,
): Promise<{ orderId: string; storeId: string }[]> {
  const { rows } = await sql<{ orderId: string; storeId: string }>`
    select s.order_id as "orderId", s.store_id as "storeId" from orders.store_order s
    join orders.sales_order o on o.id = s.order_id
    where s.in_advance and o.dispatch = 'to-dispatch'
    order by s.created_at, s.order_id limit ${limit}`.execute(reader)
  return rows
}

export async function selectStoreInAdvance(
  reader: Reader,
  orderId: string,
): Promise<string | null> {
  const { rows } = await sql<{ store_id: string }>`
    select store_id from orders.store_order where order_id = ${orderId} and in_advance`.execute(
    reader,
  )
  return rows[0]?.store_id ?? null
}

export interface StoreOrderRow {
  readonly id: string
  readonly orderNo: string
  readonly type: OrderType
  readonly cardKind: 'electronic' | 'physical' | null
  readonly state: OrderState
  readonly itemSummary: string
  readonly quantity: number
  readonly totalFen: Fen
  readonly buyer: string
  readonly vip: boolean
  readonly wantedOn: string | null
  readonly createdAt: Date
}

export interface StoreOrderFilter {
  readonly keyword?: string | undefined
  readonly type?: OrderType | undefined
  readonly tab?: StoreTab | undefined
}

const literally = (words: string) => words.replace(/[\\%_]/g, '\\$&')

/** Every word must be in the number or in the goods, so that "0012 蟹礼" narrows by both. */
function conditions(storeId: string, filter: StoreOrderFilter): (RawBuilder<unknown> | null)[] {
  const words = filter.keyword?.split(/\s+/).filter(Boolean) ?? []
  return [
    sql`s.store_id = ${storeId}`,
    // A store that was to ship an order which nobody paid has nothing to do with it any more.
    sql`not (s.in_advance and o.state = 'closed')`,
    filter.type ? sql`o.type = ${filter.type}` : null,
    ...words.map((word) => {
      const inside = `%${literally(word)}%`
      return sql`(o.order_no like ${inside} or o.item_summary ilike ${inside})`
    }),
  ]
}

const from = sql`orders.store_order s join orders.sales_order o on o.id = s.order_id`

/** DL-101 to DL-103: one page of the orders of one store, newest first. */
export function listOfStore(
  reader: Reader,
  storeId: string,
  list: {
    readonly filter: StoreOrderFilter
    readonly page: number
    readonly size: number
    readonly after?: string | undefined
  },
): Promise<Page<StoreOrderRow>> {
  const states = list.filter.tab === undefined ? null : storeTabRules[list.filter.tab]
  return listRows<StoreOrderRow>(reader, {
    select: sql`o.id, o.order_no as "orderNo", o.type, o.card_kind as "cardKind", o.state,
      o.item_summary as "itemSummary", o.quantity, o.total_fen as "totalFen", o.buyer, o.vip,
      o.wanted_on as "wantedOn", o.created_at as "createdAt"`,
    from,
    where: [
      ...conditions(storeId, list.filter),
      states === null ? null : sql`o.state = any(${states})`,
    ],
    sorts: { '-createdAt': { by: sql`s.created_at`, direction: 'desc', type: 'timestamptz' } },
    sort: '-createdAt',
    key: sql`s.order_id`,
    page: list.page,
    size: list.size,
    after: list.after,
  })
}

/** Numbers on the tabs of a store; one walk over its own orders. */
export async function countOfStore(
  reader: Reader,
  storeId: string,
  filter: StoreOrderFilter,
): Promise<{ all: number; byTab: Record<StoreTab, number> }> {
  const where = conditions(storeId, filter).filter((one) => one !== null)
  const { rows } = await sql<{ state: OrderState; n: number }>`
    select o.state, count(*)::int as n from ${from} where ${sql.join(where, sql` and `)}
      and o.state = any(${orderStates}) group by o.state`.execute(reader)
  const capped = (n: number) => Math.min(n, EXACT_COUNT_MAX)
  const sum = (states: readonly OrderState[]) =>
    capped(rows.reduce((all, { state, n }) => all + (states.includes(state) ? n : 0), 0))
  const byTab = Object.fromEntries(storeTabs.map((tab) => [tab, sum(storeTabRules[tab])]))
  return { all: sum(orderStates), byTab: byTab as Record<StoreTab, number> }
}
