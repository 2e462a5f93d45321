import { newOutRefundNo } from '@xietong/domain/payments/numbers'
import { paymentsSenders } from '../../cloudfunctions/contexts/payments'
import { findAttempt } from '../../cloudfunctions/contexts/payments/attempt-store'
import { findRefund } from '../../cloudfunctions/contexts/payments/refund-store'
import type { Send } from '../../cloudfunctions/contexts/peers/senders'

/** Planted bug for C9: each try asks for the refund under a number of its own. */
const byNewNumber: Send = async (deps, payload) => {
  const refund = await findRefund(deps.db, { id: String(payload.refundId) })
  const attempt = refund && (await findAttempt(deps.db, refund.attempt_id))
  if (!refund || !attempt) {
    throw new Error('the refund is there')
  }
  return deps.ports.wechatPay.refund({
    outTradeNo: attempt.out_trade_no,
    outRefundNo: newOutRefundNo(deps.now(), deps.random),
    refundFen: refund.amount_fen as never,
    totalFen: (attempt.paid_fen ?? 0) as never,
    reason: refund.reason,
  })
}

export const sendersByNewNumber = { ...paymentsSenders, refund: byNewNumber }
