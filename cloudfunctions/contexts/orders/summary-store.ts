import type { OrderState, OrderType } from '@xietong/domain/orders/states'
import { sql } from 'kysely'
import type { Reader } from '../../runtime/database'

export interface SummaryRow {
  readonly id: string
  readonly order_no: string
  readonly type: OrderType
  readonly state: OrderState
  readonly state_since: Date
  readonly item_summary: string
  readonly total_fen: number
  readonly buyer: string
  readonly recipient: string | null
}

const columns = sql`o.id, o.order_no, o.type, o.state, o.state_since, o.item_summary, o.total_fen,
  o.buyer, o.recipient`

export async function selectSummaries(
  reader: Reader,
  orderIds: readonly string[],
): Promise<SummaryRow[]> {
  const { rows } = await sql<SummaryRow>`
    select ${columns} from orders.sales_order o where o.id = any(${orderIds}::uuid[])
    order by o.created_at desc, o.id`.execute(reader)
  return rows
}

/** Orders that entered a state before a moment and are still in it, the longest first. */
export async function selectLongInState(
  reader: Reader,
  wanted: { readonly state: OrderState; readonly before: Date; readonly type: OrderType | null },
  limit: number,
): Promise<SummaryRow[]> {
  const { rows } = await sql<SummaryRow>`
    select ${columns} from orders.sales_order o
    where o.state = ${wanted.state} and o.state_since < ${wanted.before}
      ${wanted.type ? sql`and o.type = ${wanted.type}` : sql``}
    order by o.state_since, o.id limit ${limit}`.execute(reader)
  return rows
}

/** What a member has paid for, in orders and in money. */
export async function purchasesOf(
  reader: Reader,
  memberId: string,
): Promise<{ orders: number; paidFen: number }> {
  const { rows } = await sql<{ orders: number; paidFen: number }>`
    select count(*)::int as orders, coalesce(sum(paid_fen), 0)::bigint as "paidFen"
    from orders.sales_order where member_id = ${memberId} and paid_at is not null`.execute(reader)
  return rows[0] ?? { orders: 0, paidFen: 0 }
}
