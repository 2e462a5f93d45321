import * as op from '@xietong/domain/fulfilment/exception-contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import { listExceptionRows } from './exception-list-store'
import { exceptionRowView } from './exception-view'

export const listExceptions = answer(op.listExceptions, async (ctx, input) => {
  const dealerIds = await dealersInScope(ctx, ctx.db)
  const seer = { accountId: ctx.actor.accountId, dealerIds }
  const page = await listExceptionRows(ctx.db, input, seer)
  return ok({ ...page, rows: page.rows.map(exceptionRowView) })
})
