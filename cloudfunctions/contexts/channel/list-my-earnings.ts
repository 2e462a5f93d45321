import * as op from '@xietong/domain/channel/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { changesOf } from './earning-change-store'
import { listEarningRows } from './earning-store'
import { filterOf, shown, shownChange } from './earning-view'

/** DL-078. */
export const listMyEarnings = answer(op.listMyEarnings, async (ctx, { filter, ...page }) => {
  const found = await listEarningRows(ctx.db, {
    filter: filterOf(ctx.actor.dealerId, filter),
    ...page,
  })
  const changes = await changesOf(
    ctx.db,
    found.rows.map(({ id }) => id),
  )
  return ok({
    ...found,
    rows: found.rows.map((row) => ({
      ...shown(row),
      changes: changes
        .filter(({ earningId }) => earningId === row.id)
        .slice(0, 50)
        .map(shownChange),
    })),
  })
})
