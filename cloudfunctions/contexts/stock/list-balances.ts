import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/stock/contract'
import { answer } from '../../runtime/context'
import { readSettings } from '../settings'
import { listBalanceRows } from './store'

export const listBalances = answer(op.listBalances, async (ctx, input) => {
  const { filter, ...paging } = input
  const { stockWarnAt } = await readSettings(ctx.db)
  return ok(await listBalanceRows(ctx.db, filter, { ...paging, warnAt: stockWarnAt }))
})
