import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/after-sale-contract'
import { perform } from '../../runtime/context'
import { closeStep, openCase } from './after-sale-step'
import { moveCase } from './after-sale-store'

/** MB-088: an undecided case can be withdrawn; its pieces and money are free again. */
export const withdrawAfterSale = perform(op.withdrawAfterSale, async (ctx, { caseId }) => {
  const found = await openCase(ctx, caseId)
  if (found?.one.member_id !== ctx.actor.memberId) {
    return refuse('NOT_FOUND')
  }
  const moved = await moveCase(ctx, { caseId, to: 'withdrawn' })
  if (!moved) {
    return refuse('STATE_CONFLICT')
  }
  await closeStep(ctx, found.one.state, moved, { text: '买家撤销了申请', by: '买家' })
  return ok({ state: moved.state })
})
