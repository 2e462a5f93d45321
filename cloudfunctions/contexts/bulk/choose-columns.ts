import * as op from '@xietong/domain/bulk/contract'
import { ok } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { deleteColumns, upsertColumns } from './view-store'

export const chooseColumns = perform(op.chooseColumns, async (ctx, { list, columns }) => {
  const { accountId } = ctx.actor
  if (columns === null) {
    await deleteColumns(ctx.tx, accountId, list)
  } else {
    await upsertColumns(ctx.tx, { accountId, list, columns })
  }
  return ok({})
})
