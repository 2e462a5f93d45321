import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/after-sale-contract'
import { answer } from '../../runtime/context'
import { findAfterSale } from './after-sale-store'
import { caseDetail } from './after-sale-view'

/** MB-087: how the buyer's case goes on. */
export const getMyAfterSale = answer(op.getMyAfterSale, async (ctx, { caseId }) => {
  const one = await findAfterSale(ctx.db, caseId)
  if (one?.member_id !== ctx.actor.memberId) {
    return refuse('NOT_FOUND')
  }
  const detail = await caseDetail(ctx, one)
  // Names of the staff stay inside.
  const history = detail.history.map((event) => ({
    ...event,
    by: event.by === '买家' ? '买家' : '商家',
  }))
  return ok({ ...detail, history })
})
