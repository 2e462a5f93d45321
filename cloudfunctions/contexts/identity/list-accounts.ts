import * as op from '@xietong/domain/identity/contract'
import { scopeOf } from '@xietong/domain/identity/data-scope'
import { maskPhone } from '@xietong/domain/kernel/mask'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { listAccountRows } from './account-store'
import { namesOfScopes } from './scope-names'

/** AD-009: masked in the list, but not for who edits these records. */
export const listAccounts = answer(op.listAccounts, async (ctx, input) => {
  const page = await listAccountRows(ctx.db, input)
  const rows = page.rows.map(({ scopeKind, scopeIds, ...row }) => ({
    ...row,
    scope: scopeOf(scopeKind, scopeIds),
  }))
  const namesOf = await namesOfScopes(
    ctx,
    rows.map(({ scope }) => scope),
  )
  const mayEdit = ctx.actor.permissions.has('accounts.edit')
  return ok({
    ...page,
    rows: rows.map((row) => ({
      ...row,
      phone: row.phone && !mayEdit ? maskPhone(row.phone) : row.phone,
      scopeNames: namesOf(row.scope),
      lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    })),
  })
})
