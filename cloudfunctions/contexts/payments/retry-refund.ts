import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/payments/contract'
import { type Ctx, perform } from '../../runtime/context'
import { react } from '../../runtime/reactions'
import { linkReplacement, moveRefund, type Refund } from './refund-store'
import { requestRefund } from './request-refund'
import { openRefund, queueAgain } from './work-on-refund'

/** IN-051, IN-054: the same number again, or another way at the peer, or a new number. */
export const retryRefund = perform(op.retryRefund, async (ctx, { refundId }) => {
  const found = await openRefund(ctx, refundId)
  if (!found) {
    return refuse('NOT_FOUND')
  }
  const { refund } = found
  ctx.audit({ objectKind: 'refund', objectId: refund.id, objectNo: refund.out_refund_no })
  if (refund.state === 'waiting') {
    queueAgain(ctx, refund, 'refund')
    return ok({ state: refund.state })
  }
  if (refund.state === 'abnormal') {
    // The state moves before anything is sent, so that paying by hand is refused from here on.
    const move = { from: ['abnormal'], to: 'processing', nextCheckAt: ctx.now } as const
    const moved = await moveRefund(ctx.tx, refund.out_refund_no, move, ctx.now)
    if (!moved) {
      return refuse('STATE_CONFLICT')
    }
    queueAgain(ctx, moved, 'refund-abnormal')
    return ok({ state: moved.state })
  }
  return refund.state === 'closed' ? askAnew(ctx, refund) : refuse('STATE_CONFLICT')
})

/** WeChat closed it: the amount is free again, and the same cause gets a new number, once. */
async function askAnew(ctx: Ctx, refund: Refund) {
  const asked = await requestRefund(ctx, {
    paymentId: refund.attempt_id,
    amountFen: refund.amount_fen,
    reason: refund.reason,
    key: `again/${refund.id}`,
  })
  if (!asked.ok) {
    return refuse(asked.limit ? 'REFUND_LIMIT' : 'AFTERSALE_TOO_MUCH')
  }
  if (!(await linkReplacement(ctx.tx, refund.id, asked.refundId))) {
    return refuse('STATE_CONFLICT')
  }
  await react(ctx, 'refund.replaced', { from: refund.id, to: asked.refundId })
  return ok({ state: 'waiting' as const })
}
