import { formatYuan } from '@xietong/domain/kernel/money'
import type { Ctx } from '../../runtime/context'
import { react } from '../../runtime/reactions'
import { post } from '../ledger'
import { type Attempt, moveAttempt } from './attempt-store'
import type { Refund } from './refund-store'

/** Who paid the buyer: WeChat Pay the way it came, or finance from the bank account. */
export type PaidBackBy = 'wechat' | 'hand'

const sources = { wechat: 'wechat-receipts', hand: 'bank-payments' } as const
/** What buyers read of the way, in messages and in the story of an order. */
const wayWords = { wechat: '已原路退回', hand: '已由商家转账退回' } as const

/** Ledger, order and buyer of a refund that reached the payer. */
export async function finish(
  ctx: Ctx,
  attempt: Attempt,
  refund: Refund,
  by: PaidBackBy,
): Promise<void> {
  const from = attempt.state === 'paid' ? 'order-money' : 'late-money'
  await post(ctx, {
    kind: 'refund',
    reference: { kind: 'refund', id: refund.id },
    entries: [
      { account: { owner: 'platform', kind: sources[by] }, amountFen: -refund.amount_fen },
      { account: { owner: 'platform', kind: from }, amountFen: refund.amount_fen },
    ],
  })
  if (attempt.state === 'late-paid' || attempt.state === 'irregular') {
    const move = {
      from: ['late-paid', 'irregular'],
      to: 'auto-refunded',
      nextCheckAt: null,
    } as const
    await moveAttempt(ctx.tx, attempt.id, move, ctx.now)
  }
  tellBuyer(ctx, attempt, refund, by)
  if (attempt.order_id !== null) {
    await react(ctx, 'refund.done', {
      orderId: attempt.order_id,
      refundId: refund.id,
      paymentId: attempt.id,
      amountFen: refund.amount_fen,
      way: wayWords[by],
    })
  }
}

/** WeChat Pay paid the merchant's bank account instead of the buyer: only the money moved. */
export function bookReturned(ctx: Ctx, refund: Refund) {
  return post(ctx, {
    kind: 'refund-returned',
    reference: { kind: 'refund', id: refund.id },
    entries: [
      { account: { owner: 'platform', kind: 'wechat-receipts' }, amountFen: -refund.amount_fen },
      { account: { owner: 'platform', kind: 'bank-payments' }, amountFen: refund.amount_fen },
    ],
  })
}

function tellBuyer(ctx: Ctx, attempt: Attempt, refund: Refund, by: PaidBackBy): void {
  if (attempt.member_id === null) {
    return
  }
  ctx.emit({
    code: 'refund.done',
    subject: { kind: 'order', id: attempt.order_id ?? attempt.id, no: attempt.order_no },
    variables: {
      order_id: attempt.order_no,
      amount: formatYuan(refund.amount_fen),
      way: wayWords[by],
      reason: refund.reason,
    },
    to: [{ kind: 'member', id: attempt.member_id }],
  })
}
