import { fen } from '@xietong/domain/kernel/money'
import { ok } from '@xietong/domain/kernel/result'
import { listPayments as operation } from '@xietong/domain/payments/contract'
import { answer } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import { listPaymentRows } from './payment-list-store'
import { refundsOfAttempts } from './refund-store'

export const listPayments = answer(operation, async (ctx, input) => {
  const page = await listPaymentRows(ctx.db, input, await dealersInScope(ctx, ctx.db))
  const refunds = await refundsOfAttempts(
    ctx.db,
    page.rows.map((row) => row.id),
  )
  return ok({
    ...page,
    rows: page.rows.map((row) => ({
      id: row.id,
      outTradeNo: row.out_trade_no,
      orderNo: row.order_no,
      state: row.state,
      amountFen: row.amount_fen,
      paidFen: row.paid_fen,
      transactionId: row.transaction_id,
      note: row.note,
      createdAt: row.created_at.toISOString(),
      paidAt: row.paid_at?.toISOString() ?? null,
      refunds: refunds
        .filter((refund) => refund.attempt_id === row.id)
        .slice(0, 50)
        .map((refund) => ({
          outRefundNo: refund.out_refund_no,
          amountFen: fen(refund.amount_fen),
          state: refund.state,
        })),
    })),
  })
})
