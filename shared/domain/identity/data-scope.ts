/** Which records an account of the console works with. Source: AD-005, AD-339. */
export type DataScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'departments'; readonly departmentIds: string[] }
  | { readonly kind: 'dealers'; readonly dealerIds: string[] }

export type LimitedScope = Exclude<DataScope, { kind: 'all' }>

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

/**
 * True when `wanted` shows nothing that `holder` hides: nobody gives a wider view than their own.
 * Departments and dealers are never inside each other. Refusal: CANNOT_GRANT. Source: AD-340.
 */
export function isWithinScope(holder: DataScope, wanted: DataScope): boolean {
  if (holder.kind === 'all') {
    return true
  }
  const held = new Set(idsOfScope(holder))
  return holder.kind === wanted.kind && idsOfScope(wanted).every((id) => held.has(id))
}
