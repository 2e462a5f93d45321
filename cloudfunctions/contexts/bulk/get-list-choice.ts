import * as op from '@xietong/domain/bulk/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { selectColumns, selectViews } from './view-store'

export const getListChoice = answer(op.getListChoice, async (ctx, { list }) => {
  const { accountId } = ctx.actor
  const [columns, views] = await Promise.all([
    selectColumns(ctx.db, accountId, list),
    selectViews(ctx.db, accountId, list),
  ])
  return ok({ columns, views })
})
