export const tiers = [
  { value: 1, label: '一级' },
  { value: 2, label: '二级' },
  { value: 3, label: '三级' },
] as const

export const kinds = [
  { value: 'store', label: '专卖店' },
  { value: 'partner', label: '城市合伙人' },
] as const

export const businessTypes = [
  { value: 'offline', label: '线下经销' },
  { value: 'online', label: '线上分销' },
] as const

export function Tier({ tier }: { readonly tier: 1 | 2 | 3 }) {
  return <span className={`tier tier-${tier}`}>{tiers[tier - 1]?.label}</span>
}

export function kindWords(kind: string | null): string {
  const known = kinds.find(({ value }) => value === kind)
  return known ? `${known.label} · ` : ''
}

export interface Modes {
  readonly sellsOffline: boolean
  readonly earnsOnline: boolean
}

/** AD-022: one or both ways of doing business. */
export function modeWords({ sellsOffline, earnsOnline }: Modes): string {
  const words = [sellsOffline ? '线下经销' : '', earnsOnline ? '线上分销' : ''].filter(Boolean)
  return words.length > 0 ? words.join(' + ') : '未开通'
}
