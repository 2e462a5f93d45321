import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/payments/contract'
import { perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { lockAttempt } from './attempt-store'
import { refundWhole } from './request-refund'
import { book } from './settle'

/**
 * IN-046: money that belongs to no order is booked when a person decides about it, and goes back
 * with the same entries as money that came too late.
 */
export const refundIrregular = perform(op.refundIrregular, async (ctx, { paymentId }) => {
  const attempt = await lockAttempt(ctx.tx, { id: paymentId })
  if (!attempt || !(await isInScope(ctx, ctx.tx, attempt.dealer_id))) {
    return refuse('NOT_FOUND')
  }
  if (attempt.state !== 'irregular' || !attempt.paid_fen) {
    return refuse('STATE_CONFLICT')
  }
  const cause = { reason: '异常收款退回', key: `irregular/${attempt.id}` }
  const refund = await refundWhole(ctx, attempt, cause)
  if (!refund.ok) {
    return refuse('STATE_CONFLICT')
  }
  await book(ctx, attempt, 'late-payment', 'late-money')
  ctx.audit({
    objectKind: 'payment',
    objectId: attempt.id,
    objectNo: attempt.out_trade_no,
    before: { state: attempt.state },
    after: { refund: refund.outRefundNo, amountFen: attempt.paid_fen },
  })
  return ok({ outRefundNo: refund.outRefundNo })
})
