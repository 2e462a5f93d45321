import type { InputOf } from '@xietong/domain/kernel/operation'
import type { Page } from '@xietong/domain/kernel/paging'
import type * as op from '@xietong/domain/orders/after-sale-contract'
import { type RawBuilder, sql } from 'kysely'
import { within } from '../../runtime/data-scope'
import type { Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'
import { type AfterSaleRow, afterSaleColumns } from './after-sale-store'

type Asked = InputOf<typeof op.listAfterSales>
type Condition = RawBuilder<unknown> | null

/** Who must act on an undecided case (AD-256). */
const toAct = {
  platform: sql`(a.state = 'merchant' and a.store_id is null)`,
  store: sql`(a.state = 'merchant' and a.store_id is not null)`,
  buyer: sql`a.state = 'buyer'`,
}

/** One page of cases: of a store, or of the dealers in the caller's scope (AD-256). */
export function listCases(
  reader: Reader,
  input: Omit<Asked, 'filter'> & { readonly filter: Asked['filter'] },
  whose: { readonly storeId: string } | { readonly dealers: readonly string[] | null },
): Promise<Page<AfterSaleRow>> {
  const { state, type, reason, handler, orderNo, caseNo } = input.filter
  const conditions: Condition[] = [
    'storeId' in whose
      ? sql`a.store_id = ${whose.storeId}`
      : within(sql`a.dealer_id`, whose.dealers),
    state ? sql`a.state = ${state}` : null,
    type ? sql`a.type = ${type}` : null,
    reason ? sql`a.reason = ${reason}` : null,
    handler ? toAct[handler] : null,
    orderNo ? sql`a.order_no = ${orderNo}` : null,
    caseNo ? sql`a.case_no = ${caseNo}` : null,
  ]
  const created = sql`a.created_at`
  return listRows<AfterSaleRow>(reader, {
    select: afterSaleColumns,
    from: sql`orders.after_sale a`,
    where: conditions,
    sorts: {
      '-createdAt': { by: created, direction: 'desc', type: 'timestamptz' },
      createdAt: { by: created, direction: 'asc', type: 'timestamptz' },
    },
    sort: input.sort,
    key: sql`a.id`,
    page: input.page,
    size: input.size,
    after: input.after,
  })
}
