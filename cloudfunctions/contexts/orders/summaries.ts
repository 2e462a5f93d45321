import { type OrderState, type OrderType, orderStateLabels } from '@xietong/domain/orders/states'
import type { Reader } from '../../runtime/database'
import { caseStatus } from './case-state-store'
import { type SummaryRow, selectLongInState, selectSummaries } from './summary-store'

/** What a task, a lead or a scene shows of an order. */
export interface OrderSummary {
  readonly id: string
  readonly orderNo: string
  readonly type: OrderType
  readonly state: OrderState
  readonly stateSince: Date
  readonly itemSummary: string
  readonly totalFen: number
  readonly buyer: string
  readonly recipient: string | null
}

function summaryOf(row: SummaryRow): OrderSummary {
  return {
    id: row.id,
    orderNo: row.order_no,
    type: row.type,
    state: row.state,
    stateSince: row.state_since,
    itemSummary: row.item_summary,
    totalFen: row.total_fen,
    buyer: row.buyer,
    recipient: row.recipient,
  }
}

export async function orderSummary(
  reader: Reader,
  orderIds: readonly string[],
): Promise<OrderSummary[]> {
  return (await selectSummaries(reader, orderIds)).map(summaryOf)
}

const MOST = 1_000

/** Orders that have been in a state since before `olderThan`, the longest first (CO-075). */
export async function ordersLongInState(
  reader: Reader,
  wanted: {
    readonly state: OrderState
    readonly olderThan: Date
    readonly type?: OrderType | undefined
  },
): Promise<OrderSummary[]> {
  const { state, olderThan, type = null } = wanted
  const rows = await selectLongInState(reader, { state, before: olderThan, type }, MOST)
  return rows.map(summaryOf)
}

/**
 * The live state of orders and after-sale cases that a task lists, with the console page that
 * shows each (CO-057).
 */
export async function recordStatus(
  reader: Reader,
  records: readonly { readonly kind: string; readonly id: string }[],
): Promise<ReadonlyMap<string, { status: string; link: string }>> {
  const ids = records.filter(({ kind }) => kind === 'order').map(({ id }) => id)
  const cases = records.filter(({ kind }) => kind === 'after-sale').map(({ id }) => id)
  const orders = ids.length > 0 ? await selectSummaries(reader, ids) : []
  const ofOrders = orders.map(
    (order) =>
      [
        order.id,
        { status: orderStateLabels[order.state].label, link: `/orders/${order.id}` },
      ] as const,
  )
  return new Map([...ofOrders, ...(cases.length > 0 ? await caseStatus(reader, cases) : [])])
}
