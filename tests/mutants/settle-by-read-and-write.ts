import { sql } from 'kysely'
import { post } from '../../cloudfunctions/contexts/ledger'
import type { Trade } from '../../cloudfunctions/contexts/payments/port'
import type { Deps } from '../../cloudfunctions/runtime/context'
import { runCommand } from '../../cloudfunctions/runtime/run-command'
import { meeting } from './meeting'

const afterTheLook = meeting(2)

/**
 * Planted bug for C3: the state is read first and written later, without a lock between, as shops
 * do whose callback races the buyer's way back.
 */
export async function settleByReadAndWrite(deps: Deps, trade: Trade): Promise<void> {
  const { rows } = await sql<{ id: string; state: string; amount_fen: number }>`
    select id, state, amount_fen from payments.attempt
    where out_trade_no = ${trade.outTradeNo}`.execute(deps.db)
  const attempt = rows[0]
  if (!attempt || attempt.state === 'paid') {
    return
  }
  await afterTheLook()
  await runCommand(deps, 'payments.settle', async (ctx) => {
    await sql`
      update payments.attempt
      set state = 'paid', paid_fen = amount_fen, transaction_id = ${trade.transactionId},
          paid_at = ${ctx.now}, next_check_at = null
      where id = ${attempt.id}`.execute(ctx.tx)
    await post(ctx, {
      kind: 'payment',
      reference: { kind: 'payment', id: attempt.id },
      entries: [
        { account: { owner: 'platform', kind: 'wechat-receipts' }, amountFen: attempt.amount_fen },
        { account: { owner: 'platform', kind: 'order-money' }, amountFen: -attempt.amount_fen },
      ],
    })
  })
}
