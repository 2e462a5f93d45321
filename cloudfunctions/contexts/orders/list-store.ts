import type { InputOf } from '@xietong/domain/kernel/operation'
import type { Page } from '@xietong/domain/kernel/paging'
import { EXACT_COUNT_MAX } from '@xietong/domain/kernel/paging'
import type { countOrders, listMyOrders, listOrders } from '@xietong/domain/orders/contract'
import { type OrderState, type OrderType, orderStates } from '@xietong/domain/orders/states'
import { tabRules } from '@xietong/domain/orders/tabs'
import { type RawBuilder, sql } from 'kysely'
import { within } from '../../runtime/data-scope'
import type { Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'
import { isShort, type OrderFacts, type OrderRow, orderFacts, withLines } from './order-store'
import { ordersOf, searchConditions } from './search-store'
import { waitingStates } from './short-store'

type Condition = RawBuilder<unknown> | null

/** One page of a member's own orders (MB-074, MB-075). */
export async function listOfMember(
  reader: Reader,
  memberId: string,
  input: InputOf<typeof listMyOrders>,
): Promise<Page<OrderRow>> {
  const { type, tab = 'all' } = input.filter
  const rule = tab === 'all' ? null : tabRules[tab]
  const page = await listRows<OrderFacts>(reader, {
    select: orderFacts,
    from: sql`orders.sales_order o`,
    where: [
      sql`o.member_id = ${memberId}`,
      type ? sql`o.type = ${type}` : null,
      rule ? sql`o.state = any(${rule.states})` : null,
      rule?.onlyUnreviewed ? sql`o.unreviewed > 0` : null,
      rule?.onlyAfterSale ? sql`o.after_sale_count > 0` : null,
    ],
    sorts: { '-createdAt': { by: sql`o.created_at`, direction: 'desc', type: 'timestamptz' } },
    sort: input.sort,
    key: sql`o.id`,
    page: input.page,
    size: input.size,
    after: input.after,
  })
  return { ...page, rows: await withLines(reader, page.rows) }
}

export interface MemberCounts {
  readonly unpaid: number
  readonly toShip: number
  readonly toReceive: number
  readonly toReview: number
  readonly afterSale: number
}

/** Numbers on the tabs; one walk over the member's own orders. */
export async function countOfMember(
  reader: Reader,
  memberId: string,
  type: OrderType | undefined,
): Promise<MemberCounts> {
  const inTab = (tab: keyof typeof tabRules) => sql`o.state = any(${tabRules[tab].states})`
  const { rows } = await sql<MemberCounts>`
    select count(*) filter (where ${inTab('unpaid')})::int as "unpaid",
      count(*) filter (where ${inTab('to-ship')})::int as "toShip",
      count(*) filter (where ${inTab('to-receive')})::int as "toReceive",
      count(*) filter (where ${inTab('to-review')} and o.unreviewed > 0)::int as "toReview",
      count(*) filter (where ${inTab('after-sale')} and o.after_sale_count > 0)::int as "afterSale"
    from orders.sales_order o
    where o.member_id = ${memberId} ${type ? sql`and o.type = ${type}` : sql``}`.execute(reader)
  return rows[0] ?? { unpaid: 0, toShip: 0, toReceive: 0, toReview: 0, afterSale: 0 }
}

type ConsoleFilter = InputOf<typeof countOrders>['filter']

/** Dealers of the caller's data scope; null = all. */
type Dealers = readonly string[] | null

/**
 * Few are marked: as an array they lead to their orders by the primary key, where a join might walk
 * the index of all orders.
 */
function shortness(short: boolean | undefined): Condition {
  if (short === undefined) {
    return null
  }
  const waits = sql`o.state = any(${waitingStates})`
  return short
    ? sql`${waits} and o.id = any(array(select s.order_id from orders.short_order s))`
    : sql`not (${waits} and ${isShort})`
}

function consoleConditions(filter: ConsoleFilter, dealers: Dealers): Condition[] {
  const { type, state, dispatch, short, buyerId, wantedOn } = filter
  const { created } = ordersOf(filter.itemId)
  return [
    ...searchConditions(filter),
    within(sql`o.dealer_id`, dealers),
    type ? sql`o.type = ${type}` : null,
    state ? sql`o.state = ${state}` : null,
    dispatch ? sql`o.dispatch = ${dispatch}` : null,
    shortness(short),
    buyerId ? sql`o.member_id = ${buyerId}` : null,
    wantedOn ? sql`o.wanted_key = ${wantedOn}::date` : null,
    filter.createdFrom ? sql`${created} >= ${filter.createdFrom}` : null,
    filter.createdTo ? sql`${created} < ${filter.createdTo}` : null,
    filter.paidFrom ? sql`o.paid_at >= ${filter.paidFrom}` : null,
    // Nothing is paid before it is ordered: the walk by age begins there, not at the newest order.
    filter.paidTo ? sql`o.paid_at < ${filter.paidTo} and ${created} < ${filter.paidTo}` : null,
  ]
}

/**
 * One page of all consumer orders (AD-253). The page is found by ids alone, from indexes that carry
 * the filters; only its rows are then read (at a million orders 15 ms instead of 800 for page 100).
 */
export async function listOfConsole(
  reader: Reader,
  input: InputOf<typeof listOrders>,
  dealers: Dealers,
): Promise<Page<OrderFacts>> {
  const { from, created, total, wanted } = ordersOf(input.filter.itemId)
  const page = await listRows<{ id: string }>(reader, {
    select: sql`o.id`,
    from,
    where: consoleConditions(input.filter, dealers),
    sorts: {
      '-createdAt': { by: created, direction: 'desc', type: 'timestamptz' },
      createdAt: { by: created, direction: 'asc', type: 'timestamptz' },
      '-total': { by: total, direction: 'desc', type: 'bigint' },
      total: { by: total, direction: 'asc', type: 'bigint' },
      wantedOn: { by: wanted, direction: 'asc', type: 'date' },
    },
    sort: input.sort,
    key: sql`o.id`,
    page: input.page,
    size: input.size,
    after: input.after,
  })
  return { ...page, rows: await factsOf(reader, page.rows) }
}

/** The listed orders in the order of the page. */
async function factsOf(reader: Reader, page: readonly { id: string }[]): Promise<OrderFacts[]> {
  const ids = page.map(({ id }) => id)
  const { rows } = await sql<OrderFacts>`
    select ${orderFacts} from orders.sales_order o where o.id = any(${ids}::uuid[])`.execute(reader)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export interface ConsoleCounts {
  readonly all: number
  readonly byState: Partial<Record<OrderState, number>>
  readonly toDispatch: number
}

/** Numbers on the console's tabs, each counted up to the cap and no further. */
export async function countOfConsole(
  reader: Reader,
  filter: ConsoleFilter,
  dealers: Dealers,
): Promise<ConsoleCounts> {
  const { state: _state, dispatch: _dispatch, ...rest } = filter
  const conditions = consoleConditions(rest, dealers).filter((one) => one !== null)
  const { from } = ordersOf(filter.itemId)
  const capped = (more: RawBuilder<unknown> | null) => {
    const all = more ? [...conditions, more] : conditions
    const where = all.length > 0 ? sql`where ${sql.join(all, sql` and `)}` : sql``
    return sql`(select count(*)::int from (select 1 from ${from} ${where}
      limit ${EXACT_COUNT_MAX}) as capped)`
  }
  const { rows } = await sql<{ all: number; by_state: ConsoleCounts['byState']; waiting: number }>`
    select ${capped(null)} as "all", ${capped(sql`o.dispatch = 'to-dispatch'`)} as waiting,
      (select jsonb_object_agg(s.state, ${capped(sql`o.state = s.state`)})
        from unnest(${orderStates}::text[]) as s(state)) as by_state`.execute(reader)
  const [row] = rows
  return { all: row?.all ?? 0, byState: row?.by_state ?? {}, toDispatch: row?.waiting ?? 0 }
}
