import { fen } from '@xietong/domain/kernel/money'
import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/contract'
import { answer } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import { selectLevels } from './level-store'

export const listLevels = answer(op.listLevels, async (ctx) => {
  const rows = await selectLevels(ctx.db, await dealersInScope(ctx, ctx.db))
  return ok({
    rows: rows.map((row) => ({
      ...row,
      spendFen: row.spendFen === null ? null : fen(row.spendFen),
    })),
  })
})
