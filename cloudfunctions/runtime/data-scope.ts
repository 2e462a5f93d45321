import type { DataScope } from '@xietong/domain/identity/data-scope'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from './actor'
import type { Deps } from './context'
import type { Reader } from './database'

interface Asking {
  readonly actor: Actor
  readonly deps: Pick<Deps, 'questions'>
}

/** The caller's data scope; outside the console nobody has one, the other apps have their own. */
export function scopeOfCaller({ actor }: Pick<Asking, 'actor'>): DataScope {
  return actor.app === 'console' ? actor.scope : { kind: 'all' }
}

/** Dealers whose records the caller may see; null = everybody's, which costs no query (AD-005). */
export async function dealersInScope(
  ctx: Asking,
  reader: Reader,
): Promise<readonly string[] | null> {
  const scope = scopeOfCaller(ctx)
  return scope.kind === 'all' ? null : ctx.deps.questions.dealersOfScope(reader, scope)
}

/** True when the caller may see a record of this dealer; head office's own only the whole scope. */
export async function isInScope(
  ctx: Asking,
  reader: Reader,
  dealerId: string | null,
): Promise<boolean> {
  return isOneOf(await dealersInScope(ctx, reader), dealerId)
}

/** True when a record of this dealer is among what `dealersInScope` answered. */
export function isOneOf(dealers: readonly string[] | null, dealerId: string | null): boolean {
  return dealers === null || (dealerId !== null && dealers.includes(dealerId))
}

/** True when the caller may see this department and its people. */
export function hasDepartment(ctx: Pick<Asking, 'actor'>, departmentId: string): boolean {
  const departments = departmentsInScope(ctx)
  return departments === null || departments.includes(departmentId)
}

/** Departments the caller may see; null = all. A scope of dealers holds none. */
export function departmentsInScope(ctx: Pick<Asking, 'actor'>): readonly string[] | null {
  const scope = scopeOfCaller(ctx)
  switch (scope.kind) {
    case 'all':
      return null
    case 'departments':
      return scope.departmentIds
    case 'dealers':
      return []
  }
}

/** A condition for a list: the column names one of the ids; none for the whole scope. */
export function within(
  column: RawBuilder<unknown>,
  ids: readonly string[] | null,
): RawBuilder<unknown> | null {
  return ids === null ? null : sql`${column} = any(${ids}::uuid[])`
}
