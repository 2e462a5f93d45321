import { type Limits, limitsOf } from '@xietong/domain/identity/data-scope'
import type { Permission } from '@xietong/domain/kernel/permissions'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from './actor'
import type { Deps } from './context'
import type { Reader } from './database'

interface Asking {
  readonly actor: Actor
  readonly deps: Pick<Deps, 'questions'>
}

/**
 * The caller with the records that a right is for: of several roles only those count that give the
 * right, so that a wide role does not widen what a narrow one may do (AD-005).
 */
export function actingBy<Who extends Actor>(
  actor: Who,
  right: Permission | 'signed-in' | undefined,
): Who {
  if (actor.app !== 'console') {
    return actor
  }
  const needed = right === 'signed-in' ? null : (right ?? null)
  return { ...actor, limits: limitsOf(actor.grants, needed) }
}

/** Outside the console nobody has a data scope; the other apps know their own records. */
function limitsOfCaller({ actor }: Pick<Asking, 'actor'>): Limits {
  return actor.app === 'console' ? actor.limits : []
}

/**
 * True when the caller sees only some records: what belongs to the house as a whole, such as the
 * traffic with its peers, is then not there (AD-005).
 */
export const isLimited = (ctx: Pick<Asking, 'actor'>) => limitsOfCaller(ctx).length > 0

/** What all the lists name; null where there is no list. */
function common(lists: readonly (readonly string[])[]): readonly string[] | null {
  const [first, ...others] = lists
  return first ? first.filter((id) => others.every((other) => other.includes(id))) : null
}

/** Dealers whose records the caller may see; null = everybody's, which costs no query (AD-005). */
export async function dealersInScope(
  ctx: Asking,
  reader: Reader,
): Promise<readonly string[] | null> {
  const lists: string[][] = []
  for (const limit of limitsOfCaller(ctx)) {
    lists.push(await ctx.deps.questions.dealersOfScope(reader, limit))
  }
  return common(lists)
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
  return common(limitsOfCaller(ctx).map(({ departmentIds }) => departmentIds))
}

/** A condition for a list: the column names one of the ids; none for the whole scope. */
export function within(
  column: RawBuilder<unknown>,
  ids: readonly string[] | null,
): RawBuilder<unknown> | null {
  return ids === null ? null : sql`${column} = any(${ids}::uuid[])`
}
