import * as op from '@xietong/domain/channel/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { listEarningRows } from './earning-store'
import { filterOf, shown } from './earning-view'

/** DL-078. */
export const listMyEarnings = answer(op.listMyEarnings, async (ctx, { filter, ...page }) => {
  const found = await listEarningRows(ctx.db, {
    filter: filterOf(ctx.actor.dealerId, filter),
    ...page,
  })
  return ok({ ...found, rows: found.rows.map(shown) })
})
