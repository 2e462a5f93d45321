import { listAccounts } from '@xietong/domain/identity/contract'
import { sourceOf } from '../../resource/source'

/** Active accounts: who can be given something to do. */
export const accountSource = sourceOf(listAccounts, {
  input: () => ({ filter: { state: 'active' as const }, size: 100 as const }),
  options: ({ rows }) => rows.map((row) => ({ value: row.id, label: row.name })),
})
