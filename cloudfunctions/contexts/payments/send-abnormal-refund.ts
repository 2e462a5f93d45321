import type { InputOf } from '@xietong/domain/kernel/operation'
import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/payments/contract'
import { nextRefundCheck } from '@xietong/domain/payments/schedule'
import { type Deps, perform } from '../../runtime/context'
import type { AbnormalTarget } from './port'
import { moveToAbnormalWay } from './refund-store'
import { openRefund } from './work-on-refund'

/**
 * IN-054: the state moves before anything is sent, so that paying by hand is refused from here on.
 * Card details are sealed at once: nothing but WeChat Pay can read what is stored.
 */
export const sendAbnormalRefund = perform(op.sendAbnormalRefund, async (ctx, input) => {
  const target = targetOf(ctx.deps, input)
  if (!target) {
    return refuse('CARD_DETAILS_MISSING')
  }
  const found = await openRefund(ctx, input.refundId)
  if (!found) {
    return refuse('NOT_FOUND')
  }
  const { refund } = found
  if (refund.peer_refund_id === null) {
    return refuse('STATE_CONFLICT')
  }
  const nextCheckAt = nextRefundCheck(ctx.now, ctx.now)
  const moved = await moveToAbnormalWay(ctx.tx, refund.id, { to: input.way, nextCheckAt })
  if (!moved) {
    return refuse('STATE_CONFLICT')
  }
  ctx.send({
    peer: 'wechat-pay',
    call: 'refund-abnormal',
    businessKey: `${refund.out_refund_no}/${ctx.newId()}`,
    payload: { refundId: refund.id, target: { ...target } },
    soon: true,
  })
  ctx.audit({
    objectKind: 'refund',
    objectId: refund.id,
    objectNo: refund.out_refund_no,
    before: { state: refund.state },
    after: { state: moved.state, way: input.way },
  })
  return ok({ state: moved.state })
})

function targetOf(
  deps: Deps,
  { way, bank, account, holder }: InputOf<typeof op.sendAbnormalRefund>,
): AbnormalTarget | null {
  if (way === 'merchant-account') {
    return { way }
  }
  if (!bank || !/^\d{12,19}$/.test(account) || holder.trim() === '') {
    return null
  }
  const { seal } = deps.ports.wechatPay
  return { way, bank, account: seal(account), holder: seal(holder.trim()) }
}
