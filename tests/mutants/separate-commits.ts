import { sql } from 'kysely'
import { post } from '../../cloudfunctions/contexts/ledger'
import type { CallbackProcessor, Verdict } from '../../cloudfunctions/contexts/peers'
import { react } from '../../cloudfunctions/runtime/reactions'
import { runCommand } from '../../cloudfunctions/runtime/run-command'

const done: Verdict = { state: 'done', businessKey: null, note: '', marked: false }
/** Long enough that one of thirty kills surely falls into it. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 150))

/** Planted bug for B2: payment, order and ledger are committed one after the other. */
export const separateCommits: CallbackProcessor = {
  async process(deps, { headers, body, receivedAt }) {
    const read = deps.ports.wechatPay.readNotice(headers, body, receivedAt)
    if (!read.ok || read.notice.kind !== 'trade') {
      return { ...done, state: 'failed' }
    }
    const { outTradeNo, transactionId, paidAt } = read.notice.trade
    const { rows } = await sql<{ id: string; order_id: string; amount_fen: number }>`
      update payments.attempt
      set state = 'paid', paid_fen = amount_fen, transaction_id = ${transactionId},
          paid_at = ${paidAt}, next_check_at = null
      where out_trade_no = ${outTradeNo} and state = 'pending'
      returning id, order_id, amount_fen`.execute(deps.db)
    const [attempt] = rows
    if (!attempt) {
      return done
    }
    await pause()
    await runCommand(deps, 'payments.settle', (ctx) =>
      react(ctx, 'payment.settled', {
        orderId: attempt.order_id,
        paymentId: attempt.id,
        amountFen: attempt.amount_fen,
        transactionId: transactionId ?? '',
        paidAt: paidAt ?? ctx.now,
        refuse: () => undefined,
      }),
    )
    await pause()
    await runCommand(deps, 'payments.post', (ctx) =>
      post(ctx, {
        kind: 'payment',
        reference: { kind: 'payment', id: attempt.id },
        entries: [
          {
            account: { owner: 'platform', kind: 'wechat-receipts' },
            amountFen: attempt.amount_fen,
          },
          { account: { owner: 'platform', kind: 'order-money' }, amountFen: -attempt.amount_fen },
        ],
      }),
    )
    return done
  },
  answer: () => ({ status: 204, body: '' }),
}
