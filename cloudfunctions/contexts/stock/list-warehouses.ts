import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/stock/contract'
import { answer } from '../../runtime/context'
import { warehousesInScope } from './warehouse-scope'

export const listWarehouses = answer(op.listWarehouses, async (ctx) => {
  const { rows } = await warehousesInScope(ctx, ctx.db)
  return ok({ rows })
})
