import * as op from '@xietong/domain/channel/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import { listDealerRows } from './dealer-store'
import { shown } from './dealer-view'

export const listDealers = answer(op.listDealers, async (ctx, input) => {
  const page = await listDealerRows(ctx.db, { ...input, ids: await dealersInScope(ctx, ctx.db) })
  return ok({ ...page, rows: page.rows.map(shown) })
})
