import { ScopeInput, scopeKinds } from './scope-input'

const BY_ROLE = '按角色'

/** The records that a role is for (AD-005). */
export const scopeField = {
  name: 'scope',
  control: <ScopeInput />,
  help: '列表、详情、导出和统计都只含范围内的记录',
}

/** An account's own scope: narrower than that of its roles, never wider (AD-339). */
export const ownScopeField = {
  name: 'scope',
  control: <ScopeInput whole={BY_ROLE} />,
  help: '在角色的数据范围之内再缩小',
}

interface Scoped {
  readonly scope: { readonly kind: string }
  readonly scopeNames: readonly string[]
}

/** An account without a scope of its own sees what its roles show. */
export const ownScopeWords = (row: Scoped) => (row.scope.kind === 'all' ? BY_ROLE : scopeWords(row))

/** What a scope names, or that it is the whole. */
export function scopeWords(row: Scoped): string {
  const kind = scopeKinds.find(({ value }) => value === row.scope.kind)?.label ?? ''
  return row.scopeNames.length > 0 ? row.scopeNames.join('、') : kind
}
