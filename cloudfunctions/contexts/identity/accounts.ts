import type { Reader } from '../../runtime/database'
import { selectAccounts, selectAccountsWith } from './account-store'

export interface AccountName {
  readonly accountId: string
  readonly personId: string
  readonly name: string
}

const named = (row: { id: string; personId: string; name: string }): AccountName => ({
  accountId: row.id,
  personId: row.personId,
  name: row.name,
})

/** Active accounts that hold a right: who a message "to whoever may do this" goes to. */
export async function accountsWith(reader: Reader, permission: string): Promise<AccountName[]> {
  return (await selectAccountsWith(reader, permission)).map(named)
}

/** Accounts by id, disabled ones too: names of handlers and followers. */
export async function accountsOf(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AccountName & { active: boolean }>> {
  const rows = ids.length > 0 ? await selectAccounts(reader, ids) : []
  return new Map(rows.map((row) => [row.id, { ...named(row), active: row.state === 'active' }]))
}
