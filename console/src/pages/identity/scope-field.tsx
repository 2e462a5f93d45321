import { ScopeInput, scopeKinds } from './scope-input'

/** The records that a role is for (AD-005). */
export const scopeField = {
  name: 'scope',
  control: <ScopeInput />,
  help: '列表、详情、导出和统计都只含范围内的记录',
}

/** What a scope names, or that it is the whole. */
export function scopeWords(row: {
  readonly scope: { readonly kind: string }
  readonly scopeNames: readonly string[]
}): string {
  const kind = scopeKinds.find(({ value }) => value === row.scope.kind)?.label ?? ''
  return row.scopeNames.length > 0 ? row.scopeNames.join('、') : kind
}
