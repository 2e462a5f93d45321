import { sql } from 'kysely'
import type { Deps } from '../../cloudfunctions/runtime/context'
import { react } from '../../cloudfunctions/runtime/reactions'
import { runCommand } from '../../cloudfunctions/runtime/run-command'

/** Planted bug for C5: the number is ours, so the money is believed to be what was asked for. */
export async function settleByNumberAlone(
  deps: Deps,
  money: { outTradeNo: string; transactionId: string; paidFen: number },
): Promise<void> {
  await runCommand(deps, 'payments.settle', async (ctx) => {
    const { rows } = await sql<{ id: string; order_id: string; amount_fen: number }>`
      update payments.attempt
      set state = 'paid', paid_fen = amount_fen, transaction_id = ${money.transactionId},
          paid_at = ${ctx.now}, next_check_at = null
      where out_trade_no = ${money.outTradeNo} and state = 'pending'
      returning id, order_id, amount_fen`.execute(ctx.tx)
    for (const row of rows) {
      await react(ctx, 'payment.settled', {
        orderId: row.order_id,
        paymentId: row.id,
        amountFen: row.amount_fen,
        transactionId: money.transactionId,
        paidAt: ctx.now,
        refuse: () => undefined,
      })
    }
  })
}
