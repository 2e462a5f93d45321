import { type DataScope, idsOfScope } from '@xietong/domain/identity/data-scope'
import type { ReadCtx } from '../../runtime/context'

/** What scopes name, in words: one question for departments and one for dealers. */
export async function namesOfScopes(
  ctx: ReadCtx,
  scopes: readonly DataScope[],
): Promise<(scope: DataScope) => string[]> {
  const kinds = ['departments', 'dealers'] as const
  const found = await Promise.all(
    kinds.map((kind) => {
      const ids = scopes.filter((scope) => scope.kind === kind).flatMap(idsOfScope)
      return ctx.deps.questions.scopeNames(ctx.db, { kind, ids })
    }),
  )
  const names = new Map(found.flatMap((some) => [...some]))
  return (scope) => idsOfScope(scope).flatMap((id) => names.get(id) ?? [])
}
