import * as op from '@xietong/domain/channel/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { listDealerRows } from './dealer-store'
import { shown } from './dealer-view'

export const listDealers = answer(op.listDealers, async (ctx, input) => {
  const page = await listDealerRows(ctx.db, input)
  return ok({ ...page, rows: page.rows.map(shown) })
})
