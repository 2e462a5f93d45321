import type { Reader } from '../../runtime/database'
import type { ResolvedRecipient } from '../../runtime/questions'
import { selectAccounts, selectAccountsOfPersons, selectRecipients } from './account-store'

/** Active accounts named by id or by a right they hold: who a business event goes to. */
export async function personsOfAccounts(
  reader: Reader,
  to: { accountIds: readonly string[]; permissions: readonly string[] },
): Promise<ResolvedRecipient[]> {
  if (to.accountIds.length + to.permissions.length === 0) {
    return []
  }
  const rows = await selectRecipients(reader, to)
  return rows.map(({ id, personId, name, phone }) => ({
    app: 'console',
    subjectId: id,
    personId,
    name,
    phone,
  }))
}

export interface AccountName {
  readonly personId: string
  readonly name: string
  readonly active: boolean
}

/** Accounts by id, disabled ones too: names of handlers and followers. */
export async function accountsOf(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AccountName>> {
  const rows = ids.length > 0 ? await selectAccounts(reader, ids) : []
  return new Map(
    rows.map(({ id, personId, name, state }) => [
      id,
      { personId, name, active: state === 'active' },
    ]),
  )
}

/** Active accounts of people: an employee may work in the console too. */
export async function accountsOfPersons(
  reader: Reader,
  personIds: readonly string[],
): Promise<readonly { readonly id: string; readonly personId: string }[]> {
  return personIds.length > 0 ? selectAccountsOfPersons(reader, personIds) : []
}
