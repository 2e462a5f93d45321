import * as op from '@xietong/domain/identity/contract'
import { scopeOf } from '@xietong/domain/identity/data-scope'
import { maskPhone } from '@xietong/domain/kernel/mask'
import { ok } from '@xietong/domain/kernel/result'
import { answer, type ReadCtx } from '../../runtime/context'
import { type AccountListRow, listAccountRows } from './account-store'

/** AD-009: masked in the list, but not for who edits these records. */
export const listAccounts = answer(op.listAccounts, async (ctx, input) => {
  const page = await listAccountRows(ctx.db, input)
  const names = await namesOf(ctx, page.rows)
  const mayEdit = ctx.actor.permissions.has('accounts.edit')
  return ok({
    ...page,
    rows: page.rows.map(({ scopeKind, scopeIds, ...row }) => ({
      ...row,
      phone: row.phone && !mayEdit ? maskPhone(row.phone) : row.phone,
      scope: scopeOf(scopeKind, scopeIds),
      scopeNames: scopeIds.flatMap((id) => names.get(id) ?? []),
      lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    })),
  })
})

/** What the scopes of a page name: one question for departments and one for dealers. */
async function namesOf(
  ctx: ReadCtx,
  rows: readonly AccountListRow[],
): Promise<ReadonlyMap<string, string>> {
  const kinds = ['departments', 'dealers'] as const
  const found = await Promise.all(
    kinds.map((kind) => {
      const ids = rows.flatMap((row) => (row.scopeKind === kind ? row.scopeIds : []))
      return ctx.deps.questions.scopeNames(ctx.db, { kind, ids })
    }),
  )
  return new Map(found.flatMap((names) => [...names]))
}
