import { fen } from '@xietong/domain/kernel/money'
import type { Deps } from '../../runtime/context'
import type { PeerAnswer } from '../../runtime/ports'
import type { Payload, QueryAnswer, Sender } from '../peers'
import { applyRefund } from './apply-refund'
import { findAttempt } from './attempt-store'
import type { RefundReport } from './port'
import { findRefund } from './refund-store'

/** The acceptance is the answer; what becomes of the refund is booked from the same report. */
async function book(deps: Deps, answer: PeerAnswer<RefundReport>): Promise<QueryAnswer> {
  if (answer.kind !== 'done') {
    return answer
  }
  await applyRefund(deps, answer.value)
  return { kind: 'done', value: null }
}

const refundOf = (deps: Deps, payload: Payload) =>
  findRefund(deps.db, { id: String(payload.refundId) })

/**
 * The same out_refund_no on every repeat: money goes back once (IN-051). Unknown is asked first.
 */
export const sendRefund: Sender = {
  repeatable: true,
  async send(deps, payload) {
    const refund = await refundOf(deps, payload)
    const attempt = refund ? await findAttempt(deps.db, refund.attempt_id) : null
    if (!refund || !attempt) {
      return { kind: 'refused', code: 'NO_REFUND', message: '退款单不存在', retry: false }
    }
    const answer = await deps.ports.wechatPay.refund({
      outTradeNo: attempt.out_trade_no,
      outRefundNo: refund.out_refund_no,
      refundFen: fen(refund.amount_fen),
      totalFen: fen(attempt.paid_fen ?? 0),
      reason: refund.reason,
    })
    const booked = await book(deps, answer)
    return booked.kind === 'absent' ? { kind: 'unknown', message: '' } : booked
  },
  async query(deps, payload) {
    const refund = await refundOf(deps, payload)
    if (!refund) {
      return { kind: 'absent' }
    }
    const answer = await deps.ports.wechatPay.queryRefund(refund.out_refund_no)
    if (answer.kind === 'refused' && answer.code === 'RESOURCE_NOT_EXISTS') {
      return { kind: 'absent' }
    }
    return book(deps, answer)
  },
}

export const paymentsSenders = { refund: sendRefund }
