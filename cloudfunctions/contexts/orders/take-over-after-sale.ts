import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/after-sale-contract'
import { perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { closeStep, openCase } from './after-sale-step'
import { takeFromStore } from './after-sale-store'

/** AD-256: head office sees every case and can take a store's over. */
export const takeOverAfterSale = perform(op.takeOverAfterSale, async (ctx, { caseId }) => {
  const found = await openCase(ctx, caseId)
  if (!found || !(await isInScope(ctx, ctx.tx, found.one.dealer_id))) {
    return refuse('NOT_FOUND')
  }
  const taken = await takeFromStore(ctx, caseId)
  if (!taken) {
    return refuse('STATE_CONFLICT')
  }
  await closeStep(ctx, found.one.state, taken, { text: '平台接管处理' })
  return ok({ state: taken.state })
})
