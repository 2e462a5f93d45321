import { fen } from '@xietong/domain/kernel/money'
import type { Deps } from '../../runtime/context'
import type { PeerAnswer } from '../../runtime/ports'
import type { Payload, QueryAnswer, Sender } from '../peers'
import { raiseAlarm } from '../peers'
import { applyRefund } from './apply-refund'
import { findAttempt } from './attempt-store'
import type { RefundReport } from './port'
import { claimSending, findRefund, moveRefund, noteProblem, type Refund } from './refund-store'

/** The acceptance is the answer; what becomes of the refund is booked from the same report. */
export async function book(
  deps: Deps,
  answer: PeerAnswer<RefundReport>,
  askedAt: Date,
): Promise<QueryAnswer> {
  if (answer.kind !== 'done') {
    return answer
  }
  await applyRefund(deps, answer.value, { askedAt })
  return { kind: 'done', value: null }
}

/** IN-052: refunds of one payment go at least a minute apart. */
const REFUND_GAP_MS = 61_000

/** Faults of the merchant or of the payer's account that only a person can mend (IN-054). */
const FOR_FINANCE = ['NOT_ENOUGH', 'USER_ACCOUNT_ABNORMAL']

async function keepProblem(
  deps: Deps,
  refund: Refund,
  answer: PeerAnswer<RefundReport>,
): Promise<void> {
  if (answer.kind !== 'refused' || answer.code === 'FREQUENCY_LIMITED') {
    return
  }
  await noteProblem(deps.db, refund.id, `${answer.code} ${answer.message}`)
  if (!FOR_FINANCE.includes(answer.code)) {
    return
  }
  if (answer.code === 'USER_ACCOUNT_ABNORMAL') {
    const move = { from: ['waiting'], to: 'abnormal', nextCheckAt: null } as const
    await moveRefund(deps.db, refund.out_refund_no, move, deps.now())
    await noteProblem(deps.db, refund.id, `${answer.code} ${answer.message}`)
  }
  const text = `退款 ${refund.out_refund_no}：${answer.message}，请到退款监控处理`
  await raiseAlarm(deps, { kind: 'refund-refused', peer: 'wechat-pay', text })
}

export const sent = (booked: QueryAnswer): PeerAnswer<unknown> =>
  booked.kind === 'absent' ? { kind: 'unknown', message: '' } : booked

export const refundOf = (deps: Deps, payload: Payload) =>
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
    if (refund.state !== 'waiting' && refund.state !== 'processing') {
      return { kind: 'done', value: null }
    }
    const turn = await claimSending(deps.db, refund, deps.now(), REFUND_GAP_MS)
    if (turn !== true) {
      const message = '同一笔支付的退款需间隔一分钟，排队等待'
      return { kind: 'refused', code: 'REFUND_GAP', message, retry: true, waitUntil: turn }
    }
    const askedAt = deps.now()
    const answer = await deps.ports.wechatPay.refund({
      outTradeNo: attempt.out_trade_no,
      outRefundNo: refund.out_refund_no,
      refundFen: fen(refund.amount_fen),
      totalFen: fen(attempt.paid_fen ?? 0),
      reason: refund.reason,
    })
    await keepProblem(deps, refund, answer)
    return sent(await book(deps, answer, askedAt))
  },
  async query(deps, payload) {
    const refund = await refundOf(deps, payload)
    if (!refund) {
      return { kind: 'absent' }
    }
    const askedAt = deps.now()
    const answer = await deps.ports.wechatPay.queryRefund(refund.out_refund_no)
    if (answer.kind === 'refused' && answer.code === 'RESOURCE_NOT_EXISTS') {
      return { kind: 'absent' }
    }
    return book(deps, answer, askedAt)
  },
}
