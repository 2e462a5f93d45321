import type { Fen } from '@xietong/domain/kernel/money'
import type { PaymentState } from '@xietong/domain/payments/states'
import { sql } from 'kysely'
import { within } from '../../runtime/data-scope'
import type { Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'

interface PaymentRow {
  id: string
  out_trade_no: string
  order_no: string
  state: PaymentState
  amount_fen: Fen
  paid_fen: Fen | null
  transaction_id: string | null
  note: string
  created_at: Date
  paid_at: Date | null
}

interface PaymentList {
  readonly filter: {
    state?: PaymentState | undefined
    orderNo?: string | undefined
    outTradeNo?: string | undefined
    from?: string | undefined
    to?: string | undefined
  }
  readonly sort: string
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

/** `dealerIds`: the caller's data scope; null = all. */
export function listPaymentRows(
  reader: Reader,
  list: PaymentList,
  dealerIds: readonly string[] | null,
) {
  const { state, orderNo, outTradeNo, from, to } = list.filter
  return listRows<PaymentRow>(reader, {
    select: sql`id, out_trade_no, order_no, state, amount_fen, paid_fen, transaction_id, note,
      created_at, paid_at`,
    from: sql`payments.attempt`,
    where: [
      within(sql`dealer_id`, dealerIds),
      state === undefined ? null : sql`state = ${state}`,
      orderNo === undefined ? null : sql`order_no = ${orderNo}`,
      outTradeNo === undefined ? null : sql`out_trade_no = ${outTradeNo}`,
      from === undefined ? null : sql`created_at >= ${from}::timestamptz`,
      to === undefined ? null : sql`created_at <= ${to}::timestamptz`,
    ],
    sorts: {
      '-createdAt': { by: sql`created_at`, direction: 'desc', type: 'timestamptz' },
      createdAt: { by: sql`created_at`, direction: 'asc', type: 'timestamptz' },
    },
    sort: list.sort,
    key: sql`id`,
    page: list.page,
    size: list.size,
    after: list.after,
  })
}
