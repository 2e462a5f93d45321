import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/payments/contract'
import { type Ctx, perform } from '../../runtime/context'
import { react } from '../../runtime/reactions'
import { linkReplacement, type Refund } from './refund-store'
import { requestRefund } from './request-refund'
import { openRefund, queueAgain } from './work-on-refund'

/** IN-051: the same number again or, when WeChat Pay closed it, a new one. */
export const retryRefund = perform(op.retryRefund, async (ctx, { refundId }) => {
  const found = await openRefund(ctx, refundId)
  if (!found) {
    return refuse('NOT_FOUND')
  }
  const { refund } = found
  ctx.audit({ objectKind: 'refund', objectId: refund.id, objectNo: refund.out_refund_no })
  if (refund.state === 'waiting') {
    queueAgain(ctx, refund)
    return ok({ state: refund.state })
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
