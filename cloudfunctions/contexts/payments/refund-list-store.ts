import type { InputOf } from '@xietong/domain/kernel/operation'
import type { Page } from '@xietong/domain/kernel/paging'
import type { listRefunds } from '@xietong/domain/payments/contract'
import { sql } from 'kysely'
import { within } from '../../runtime/data-scope'
import type { Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'
import { type Refund, refundColumns } from './refund-store'

export interface ListedRefund extends Refund {
  order_no: string
  out_trade_no: string
  transaction_id: string | null
  paid_fen: number | null
}

export function listRefundRows(
  reader: Reader,
  input: InputOf<typeof listRefunds>,
  dealers: readonly string[] | null,
): Promise<Page<ListedRefund>> {
  const { state, orderNo, outRefundNo, stuck } = input.filter
  const created = sql`r.created_at`
  return listRows<ListedRefund>(reader, {
    select: sql`${refundColumns}, a.order_no, a.out_trade_no, a.transaction_id, a.paid_fen`,
    from: sql`payments.refund r join payments.attempt a on a.id = r.attempt_id`,
    where: [
      within(sql`a.dealer_id`, dealers),
      state ? sql`r.state = ${state}` : null,
      orderNo ? sql`a.order_no = ${orderNo}` : null,
      outRefundNo ? sql`r.out_refund_no = ${outRefundNo}` : null,
      stuck
        ? sql`(r.state = 'abnormal' or (r.state = 'waiting' and r.problem <> '')
            or (r.state = 'closed' and r.replaced_by is null))`
        : null,
    ],
    sorts: {
      '-createdAt': { by: created, direction: 'desc', type: 'timestamptz' },
      createdAt: { by: created, direction: 'asc', type: 'timestamptz' },
    },
    sort: input.sort,
    key: sql`r.id`,
    page: input.page,
    size: input.size,
    after: input.after,
  })
}
