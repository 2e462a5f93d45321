import * as op from '@xietong/domain/catalog/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { selectCategories } from './category-store'

/** The console reads all; everybody else the shown ones only, and no figures. */
export const listCategories = answer(op.listCategories, async (ctx, { kind }) => {
  const rows = await selectCategories(ctx.db, kind)
  if (ctx.actor.app === 'console') {
    return ok({ rows })
  }
  return ok({ rows: rows.filter(({ shown }) => shown).map((row) => ({ ...row, usedBy: 0 })) })
})
