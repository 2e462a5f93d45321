import * as op from '@xietong/domain/identity/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { listAccountRows } from './account-store'

export const listAccounts = answer(op.listAccounts, async (ctx, input) => {
  const page = await listAccountRows(ctx.db, input)
  return ok({
    ...page,
    rows: page.rows.map((row) => ({
      ...row,
      lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    })),
  })
})
