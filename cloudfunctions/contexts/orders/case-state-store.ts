import {
  type AfterSaleState,
  type AfterSaleType,
  afterSaleLabels,
} from '@xietong/domain/orders/after-sale'
import { sql } from 'kysely'
import type { Reader } from '../../runtime/database'

export interface CaseSummary {
  readonly id: string
  readonly caseNo: string
  readonly orderNo: string
  readonly type: AfterSaleType
  readonly state: AfterSaleState
  readonly stateSince: Date
  readonly itemSummary: string
  readonly amountFen: number
}

const MOST = 1_000

/**
 * After-sale cases that came into a state before `olderThan` and are still in it, the longest
 * first (BS-06). A case that came back into its state counts from its return.
 */
export async function casesLongInState(
  reader: Reader,
  wanted: {
    readonly state: AfterSaleState
    readonly olderThan: Date
    readonly type?: CaseSummary['type'] | undefined
    readonly store?: string | undefined
    readonly amountOverFen?: number | undefined
  },
): Promise<CaseSummary[]> {
  const { state, olderThan, type = null, store = null, amountOverFen = null } = wanted
  const { rows } = await sql<CaseSummary>`
    select s.id, s.case_no as "caseNo", s.order_no as "orderNo", s.type, s.state,
      entry.since as "stateSince", s.item_summary as "itemSummary", s.amount_fen as "amountFen"
    from orders.after_sale s
    cross join lateral (
      select coalesce(min(e.at), s.created_at) as since from orders.after_sale_event e
      where e.case_id = s.id and e.state = s.state and e.at > coalesce(
        (select max(other.at) from orders.after_sale_event other
          where other.case_id = s.id and other.state <> s.state), '-infinity')
    ) entry
    where s.state = ${state} and s.created_at <= ${olderThan} and entry.since <= ${olderThan}
      and (${type}::text is null or s.type = ${type})
      and (${store}::text is null or s.store = ${store})
      and (${amountOverFen}::bigint is null or s.amount_fen > ${amountOverFen})
    order by entry.since, s.id limit ${MOST}`.execute(reader)
  return rows
}

/** The live state of cases that a task lists, with the console page that shows each (CO-057). */
export async function caseStatus(
  reader: Reader,
  ids: readonly string[],
): Promise<[string, { status: string; link: string }][]> {
  const { rows } = await sql<{ id: string; state: AfterSaleState }>`
    select id, state from orders.after_sale where id = any(${ids}::uuid[])`.execute(reader)
  return rows.map(({ id, state }) => [
    id,
    { status: afterSaleLabels[state].label, link: `/after-sales/${id}` },
  ])
}
