import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/contract'
import { answer } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import { listOfConsole } from './list-store'
import { consoleRow } from './order-view'
import { shortnessOf } from './short-store'

export const listOrders = answer(op.listOrders, async (ctx, input) => {
  const page = await listOfConsole(ctx.db, input, await dealersInScope(ctx, ctx.db))
  const marks = await shortnessOf(
    ctx.db,
    page.rows.map(({ id }) => id),
  )
  return ok({ ...page, rows: page.rows.map((row) => consoleRow(row, marks.get(row.id))) })
})
