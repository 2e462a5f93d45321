import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/stock/contract'
import { answer } from '../../runtime/context'
import { readSettings } from '../settings'
import { listBalanceRows } from './store'
import { warehousesInScope } from './warehouse-scope'

export const listBalances = answer(op.listBalances, async (ctx, input) => {
  const { filter, ...paging } = input
  const { stockWarnAt } = await readSettings(ctx.db)
  const { ids } = await warehousesInScope(ctx, ctx.db)
  const asked = { ...filter, warehouseIds: ids }
  return ok(await listBalanceRows(ctx.db, asked, { ...paging, warnAt: stockWarnAt }))
})
