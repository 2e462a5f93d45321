import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/after-sale-contract'
import { answer } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { findAfterSale } from './after-sale-store'
import { merchantView } from './merchant-view'

/** AD-256: head office reads every case in its scope, and handles those no store has. */
export const getAfterSale = answer(op.getAfterSale, async (ctx, { caseId }) => {
  const one = await findAfterSale(ctx.db, caseId)
  if (!one || !(await isInScope(ctx, ctx.db, one.dealer_id))) {
    return refuse('NOT_FOUND')
  }
  return ok(await merchantView(ctx, one, one.store_id === null))
})
