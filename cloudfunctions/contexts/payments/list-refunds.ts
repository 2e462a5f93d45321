import { fen } from '@xietong/domain/kernel/money'
import { ok } from '@xietong/domain/kernel/result'
import { listRefunds as operation } from '@xietong/domain/payments/contract'
import { answer } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import { type ListedRefund, listRefundRows } from './refund-list-store'

/** Closed by WeChat Pay, and nobody has asked anew. */
const isClosedOpen = (row: ListedRefund) => row.state === 'closed' && row.replaced_by === null

/** The refund monitor: what is not done says why, and what a person may do (IN-054). */
export const listRefunds = answer(operation, async (ctx, input) => {
  const page = await listRefundRows(ctx.db, input, await dealersInScope(ctx, ctx.db))
  return ok({
    ...page,
    rows: page.rows.map((row) => ({
      id: row.id,
      outRefundNo: row.out_refund_no,
      orderNo: row.order_no,
      outTradeNo: row.out_trade_no,
      transactionId: row.transaction_id,
      state: row.state,
      amountFen: fen(row.amount_fen),
      paidFen: row.paid_fen === null ? null : fen(row.paid_fen),
      reason: row.reason,
      problem: row.problem,
      tries: row.tries,
      createdAt: row.created_at.toISOString(),
      doneAt: row.done_at?.toISOString() ?? null,
      mayRetry: (row.state === 'waiting' && row.problem !== '') || isClosedOpen(row),
      maySendAbnormal:
        row.state === 'abnormal' && row.peer_refund_id !== null && row.returned_at === null,
      mayPayByHand: row.state === 'abnormal' || isClosedOpen(row),
    })),
  })
})
