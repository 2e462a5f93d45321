import type { Deps } from '../../runtime/context'
import type { Payload, Sender } from '../peers'
import type { AbnormalTarget } from './port'
import { markAbnormalSent, moveRefund, noteProblem, type Refund } from './refund-store'
import { book, refundOf, sent } from './send-refund'

/**
 * IN-054: asks WeChat Pay to pay an abnormal refund to the buyer's card or to the merchant's own
 * account. The state is asked first: only an abnormal refund is sent again.
 */
export const sendAbnormal: Sender = {
  repeatable: true,
  async send(deps, payload) {
    const refund = await refundOf(deps, payload)
    const peerRefundId = refund?.peer_refund_id
    if (!refund || !peerRefundId) {
      return { kind: 'refused', code: 'NO_REFUND', message: '退款单不存在', retry: false }
    }
    const askedAt = deps.now()
    const known = await deps.ports.wechatPay.queryRefund(refund.out_refund_no)
    if (known.kind !== 'done') {
      if (known.kind === 'refused' && !known.retry && refund.abnormal_sent_at === null) {
        await giveBack(deps, refund, `${known.code} ${known.message}`)
      }
      return known
    }
    if (known.value.state !== 'ABNORMAL') {
      // Somebody else moved it on: an ABNORMAL that is told of from now on is a new one.
      await markAbnormalSent(deps.db, refund.id, askedAt)
      return sent(await book(deps, known, askedAt))
    }
    if (!(await markAbnormalSent(deps.db, refund.id, askedAt))) {
      return { kind: 'done', value: null }
    }
    const answer = await deps.ports.wechatPay.refundAbnormal({
      peerRefundId,
      outRefundNo: refund.out_refund_no,
      to: targetOf(payload),
    })
    if (answer.kind === 'refused' && !answer.retry) {
      await giveBack(deps, refund, `${answer.code} ${answer.message}`)
    }
    return sent(await book(deps, answer, deps.now()))
  },
}

/** Refused for good, so nothing was sent: finance may choose again. */
async function giveBack(deps: Deps, refund: Refund, problem: string): Promise<void> {
  const move = { from: ['processing'], to: 'abnormal', nextCheckAt: null } as const
  await moveRefund(deps.db, refund.out_refund_no, move, deps.now())
  await noteProblem(deps.db, refund.id, problem)
}

/** What the command sealed and stored. */
const targetOf = (payload: Payload) => payload.target as AbnormalTarget
