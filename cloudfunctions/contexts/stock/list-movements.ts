import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/stock/contract'
import { answer } from '../../runtime/context'
import { listMovementRows } from './store'
import { warehousesInScope } from './warehouse-scope'

/** Words for the kinds of movement as the console shows them. */
const kindLabels = {
  adjusted: '盘点调整',
  shipped: '配送出库',
  received: '订货入库',
  returned: '售后退回',
} as const

export const listMovements = answer(op.listMovements, async (ctx, input) => {
  const { filter, ...paging } = input
  const { ids } = await warehousesInScope(ctx, ctx.db)
  const page = await listMovementRows(ctx.db, { ...filter, warehouseIds: ids }, paging)
  const rows = page.rows.map((row) => ({
    ...row,
    kind: kindLabels[row.kind],
    at: row.at.toISOString(),
  }))
  return ok({ ...page, rows })
})
