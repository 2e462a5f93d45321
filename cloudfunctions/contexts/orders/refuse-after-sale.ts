import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/after-sale-contract'
import { perform } from '../../runtime/context'
import { closeStep, openAsMerchant } from './after-sale-step'
import { moveCase } from './after-sale-store'

/** AD-257: refused with a reason that the buyer reads; pieces and money are free again. */
export const refuseAfterSale = perform(op.refuseAfterSale, async (ctx, { caseId, reason }) => {
  const found = await openAsMerchant(ctx, caseId)
  if (typeof found === 'string') {
    return refuse(found)
  }
  const moved = await moveCase(ctx, { caseId, to: 'refused' })
  if (!moved) {
    return refuse('STATE_CONFLICT')
  }
  await closeStep(ctx, found.one.state, moved, { text: '商家拒绝了申请', note: reason })
  return ok({ state: moved.state })
})
