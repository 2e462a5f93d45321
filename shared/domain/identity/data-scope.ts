import type { Permission } from '../kernel/permissions'
import type { Rights } from './rights'

/** Which records a role or an account works with. Source: AD-005, AD-339. */
export type DataScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'departments'; readonly departmentIds: string[] }
  | { readonly kind: 'dealers'; readonly dealerIds: string[] }

/** Departments and first-tier dealers whose records are let through; empty lists let none. */
export interface Limit {
  readonly departmentIds: readonly string[]
  readonly dealerIds: readonly string[]
}

/** A record must pass every one of them; none = all records. */
export type Limits = readonly Limit[]

/** A role as it counts for its holder: its rights, and the records they are for. */
export interface GrantedRole extends Rights {
  readonly scope: DataScope
}

/** What an account holds: its roles, and a scope of its own that narrows what they show. */
export interface Grants {
  readonly roles: readonly GrantedRole[]
  readonly scope: DataScope
}

export const WHOLE_SCOPE: DataScope = { kind: 'all' }

/** The departments or first-tier dealers that a scope names; none for the whole. */
export function idsOfScope(scope: DataScope): string[] {
  switch (scope.kind) {
    case 'all':
      return []
    case 'departments':
      return scope.departmentIds
    case 'dealers':
      return scope.dealerIds
  }
}

/** A scope as it is stored: its kind and what it names, sorted and without repeats. */
export function scopeOf(kind: DataScope['kind'], ids: readonly string[]): DataScope {
  const named = [...new Set(ids)].sort()
  switch (kind) {
    case 'all':
      return WHOLE_SCOPE
    case 'departments':
      return { kind, departmentIds: named }
    case 'dealers':
      return { kind, dealerIds: named }
  }
}

/** The same scope, named once and in order. */
export const tidyScope = (scope: DataScope) => scopeOf(scope.kind, idsOfScope(scope))

/** Several scopes together show what any of them shows; null = all records. */
function together(scopes: readonly DataScope[]): Limit | null {
  if (scopes.some(({ kind }) => kind === 'all')) {
    return null
  }
  const named = (kind: DataScope['kind']) => [
    ...new Set(scopes.filter((scope) => scope.kind === kind).flatMap(idsOfScope)),
  ]
  return { departmentIds: named('departments'), dealerIds: named('dealers') }
}

/**
 * Which records an account may see through a right: those of the roles that give it, inside of its
 * own scope. Without a right (what any account may call) all its roles count. A right that no role
 * gives shows nothing. Source: AD-005.
 */
export function limitsOf({ roles, scope }: Grants, right: Permission | null): Limits {
  const giving = roles.filter(
    (role) => right === null || role.superAdmin || role.permissions.includes(right),
  )
  return [together(giving.map((role) => role.scope)), together([scope])].flatMap(
    (limit) => limit ?? [],
  )
}

const isPart = (some: readonly string[], all: readonly string[]) =>
  some.every((one) => all.includes(one))

/**
 * True when `wanted` shows nothing that `holder` hides: nobody gives a wider view than their own.
 * Departments and dealers are never inside each other. Refusal: CANNOT_GRANT. Source: AD-340.
 */
export function isWithin(holder: Limits, wanted: Limits): boolean {
  return holder.every((held) =>
    wanted.some(
      (one) =>
        isPart(one.departmentIds, held.departmentIds) && isPart(one.dealerIds, held.dealerIds),
    ),
  )
}

/** True when the second scope shows nothing that the first hides. */
export function isWithinScope(holder: DataScope, wanted: DataScope): boolean {
  const alone = (scope: DataScope) => [together([scope])].flatMap((limit) => limit ?? [])
  return isWithin(alone(holder), alone(wanted))
}
