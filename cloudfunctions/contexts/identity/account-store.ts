import {
  type DataScope,
  type GrantedRole,
  type Grants,
  idsOfScope,
  scopeOf,
} from '@xietong/domain/identity/data-scope'
import type { Page } from '@xietong/domain/kernel/paging'
import { sql } from 'kysely'
import type { Db, Reader, Tx } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'

export interface AccountRow {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly personId: string
  readonly state: 'active' | 'disabled'
  readonly mustChangePassword: boolean
  readonly version: number
}
const accountColumns = sql`a.id, a.login, a.name, a.person_id as "personId", a.state,
  a.must_change_password as "mustChangePassword", a.version`

export async function selectAccountByLogin(
  reader: Reader,
  login: string,
): Promise<AccountRow | null> {
  const { rows } = await sql<AccountRow>`
    select ${accountColumns} from identity.account a
    where lower(a.login) = lower(${login})`.execute(reader)
  return rows[0] ?? null
}

export async function selectAccount(reader: Reader, id: string): Promise<AccountRow | null> {
  const { rows } = await sql<AccountRow>`
    select ${accountColumns} from identity.account a where a.id = ${id}`.execute(reader)
  return rows[0] ?? null
}

export async function selectAccountsOfPersons(
  reader: Reader,
  personIds: readonly string[],
): Promise<{ id: string; personId: string }[]> {
  const { rows } = await sql<{ id: string; personId: string }>`
    select id, person_id as "personId" from identity.account
    where person_id = any(${personIds}::uuid[]) and state = 'active'
    order by id limit 100`.execute(reader)
  return rows
}

export interface StoredScope {
  readonly scopeKind: DataScope['kind']
  readonly scopeIds: string[]
}
const scopeColumns = sql`a.scope_kind as "scopeKind", a.scope_ids::text[] as "scopeIds"`

export async function selectScope(reader: Reader, id: string): Promise<DataScope> {
  const { rows } = await sql<StoredScope>`
    select ${scopeColumns} from identity.account a where a.id = ${id}`.execute(reader)
  const [row] = rows
  // An account that is not there sees nothing.
  return row ? scopeOf(row.scopeKind, row.scopeIds) : scopeOf('dealers', [])
}

export async function updateScope(tx: Tx, id: string, scope: DataScope): Promise<void> {
  await sql`
    update identity.account
    set scope_kind = ${scope.kind}, scope_ids = ${idsOfScope(scope)}::uuid[]
    where id = ${id}`.execute(tx)
}

/** Locks an account while its roles, state or password change. */
export async function lockAccount(tx: Tx, id: string): Promise<AccountRow | null> {
  const { rows } = await sql<AccountRow>`
    select ${accountColumns} from identity.account a where a.id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

export interface ActingAccount {
  readonly id: string
  readonly name: string
  readonly mustChangePassword: boolean
  readonly grants: Grants
}

type StoredRole = Omit<RoleRow, 'scope'> & StoredScope
const roleColumns = sql`r.id, r.name, r.super_admin as "superAdmin", r.permissions,
  r.scope_kind as "scopeKind", r.scope_ids::text[] as "scopeIds"`

function granted({ scopeKind, scopeIds, ...role }: StoredRole): RoleRow {
  return { ...role, scope: scopeOf(scopeKind, scopeIds) }
}

/**
 * An active account with all its roles, in one read: it runs on every console call.
 */
export async function selectActingAccount(db: Db, id: string): Promise<ActingAccount | null> {
  const { rows } = await sql<Omit<ActingAccount, 'grants'> & StoredScope & { roles: StoredRole[] }>`
    select a.id, a.name, ${scopeColumns}, a.must_change_password as "mustChangePassword",
      coalesce((select jsonb_agg(to_jsonb(held)) from (
        select ${roleColumns} from identity.account_role ar
        join identity.role r on r.id = ar.role_id where ar.account_id = a.id) held), '[]') as roles
    from identity.account a where a.id = ${id} and a.state = 'active'`.execute(db)
  const [row] = rows
  if (!row) {
    return null
  }
  const { roles, scopeKind, scopeIds, ...account } = row
  return { ...account, grants: { roles: roles.map(granted), scope: scopeOf(scopeKind, scopeIds) } }
}

export interface RoleRow extends GrantedRole {
  readonly id: string
  readonly name: string
}

export async function selectRoles(reader: Reader, ids: readonly string[]): Promise<RoleRow[]> {
  const { rows } = await sql<StoredRole>`
    select ${roleColumns}
    from identity.role r where r.id = any(${ids}::uuid[]) order by r.name`.execute(reader)
  return rows.map(granted)
}

export async function selectRolesOfAccount(reader: Reader, accountId: string): Promise<RoleRow[]> {
  const { rows } = await sql<StoredRole>`
    select ${roleColumns}
    from identity.account_role ar join identity.role r on r.id = ar.role_id
    where ar.account_id = ${accountId} order by r.name`.execute(reader)
  return rows.map(granted)
}

export async function selectGrants(reader: Reader, accountId: string): Promise<Grants> {
  return {
    roles: await selectRolesOfAccount(reader, accountId),
    scope: await selectScope(reader, accountId),
  }
}

/** Active accounts by id, and those that hold one of the rights through any role. */
export async function selectRecipients(
  reader: Reader,
  to: { accountIds: readonly string[]; permissions: readonly string[] },
): Promise<(AccountRow & { phone: string | null })[]> {
  const { rows } = await sql<AccountRow & { phone: string | null }>`
    select ${accountColumns}, p.phone
    from identity.account a join identity.person p on p.id = a.person_id
    where a.state = 'active' and (a.id = any(${to.accountIds}::uuid[]) or exists (
      select 1 from identity.account_role ar join identity.role r on r.id = ar.role_id
      where ar.account_id = a.id and cardinality(${to.permissions}::text[]) > 0
        and (r.super_admin or r.permissions && ${to.permissions}::text[])))
    order by a.id`.execute(reader)
  return rows
}

export async function selectAccounts(
  reader: Reader,
  ids: readonly string[],
): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select ${accountColumns} from identity.account a where a.id = any(${ids}::uuid[])`.execute(
    reader,
  )
  return rows
}

export async function insertAccount(
  tx: Tx,
  account: Omit<AccountRow, 'state' | 'version'> & { now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into identity.account
      (id, login, name, person_id, state, must_change_password, created_at)
    values (${account.id}, ${account.login}, ${account.name}, ${account.personId}, 'active',
      ${account.mustChangePassword}, ${account.now})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

export async function updateAccountFields(
  tx: Tx,
  id: string,
  { name, personId }: { name: string; personId: string },
): Promise<void> {
  await sql`
    update identity.account
    set name = ${name}, person_id = ${personId}, version = version + 1 where id = ${id}`.execute(tx)
}

export async function updateAccountState(
  tx: Tx,
  id: string,
  state: AccountRow['state'],
): Promise<void> {
  await sql`update identity.account set state = ${state} where id = ${id}`.execute(tx)
}

export async function updateMustChange(tx: Tx, id: string, mustChange: boolean): Promise<void> {
  await sql`
    update identity.account set must_change_password = ${mustChange} where id = ${id}`.execute(tx)
}

export async function updateLastSignIn(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`update identity.account set last_sign_in_at = ${now} where id = ${id}`.execute(tx)
}

export async function replaceRoles(tx: Tx, id: string, roleIds: readonly string[]): Promise<void> {
  await sql`delete from identity.account_role where account_id = ${id}`.execute(tx)
  await sql`
    insert into identity.account_role (account_id, role_id)
    select distinct ${id}::uuid, unnest(${roleIds}::uuid[])`.execute(tx)
}

/** One row guards the super administrators: two who strip each other at once are put in a line. */
export async function lockSuperAdmins(tx: Tx): Promise<void> {
  await sql`select 1 from identity.role where super_admin for update`.execute(tx)
}

/** Those with a limited data scope do not count: nobody could give them the whole again. */
export async function countActiveSuperAdmins(tx: Tx): Promise<number> {
  const { rows } = await sql<{ active: number }>`
    select count(distinct a.id)::int as active
    from identity.role r
    join identity.account_role ar on ar.role_id = r.id
    join identity.account a on a.id = ar.account_id
    where r.super_admin and a.state = 'active' and a.scope_kind = 'all'`.execute(tx)
  return rows[0]?.active ?? 0
}

export interface AccountListRow extends StoredScope {
  id: string
  login: string
  name: string
  phone: string | null
  roleIds: string[]
  roleNames: string[]
  state: 'active' | 'disabled'
  lastSignInAt: Date | null
  createdAt: Date
  version: number
}

export function listAccountRows(
  reader: Reader,
  input: {
    filter: { keyword?: string | undefined; state?: string | undefined }
    sort: string
    page: number
    size: number
    after?: string | undefined
  },
): Promise<Page<AccountListRow>> {
  const { filter, sort, page, size, after } = input
  const like = filter.keyword && `%${filter.keyword.replaceAll(/[%_\\]/g, '\\$&')}%`
  return listRows<AccountListRow>(reader, {
    select: sql`a.id, a.login, a.name, ${scopeColumns}, p.phone, a.state, a.version,
      a.last_sign_in_at as "lastSignInAt",
      a.created_at as "createdAt",
      array(select ar.role_id from identity.account_role ar where ar.account_id = a.id
        order by ar.role_id)::text[] as "roleIds",
      array(select r.name from identity.account_role ar
        join identity.role r on r.id = ar.role_id
        where ar.account_id = a.id order by ar.role_id) as "roleNames"`,
    from: sql`identity.account a join identity.person p on p.id = a.person_id`,
    where: [
      like ? sql`(a.login ilike ${like} or a.name ilike ${like} or p.phone like ${like})` : null,
      filter.state ? sql`a.state = ${filter.state}` : null,
    ],
    sorts: {
      '-createdAt': { by: sql`a.created_at`, direction: 'desc', type: 'timestamptz' },
      createdAt: { by: sql`a.created_at`, direction: 'asc', type: 'timestamptz' },
      login: { by: sql`a.login`, direction: 'asc', type: 'text' },
      '-login': { by: sql`a.login`, direction: 'desc', type: 'text' },
    },
    sort,
    key: sql`a.id`,
    page,
    size,
    after,
  })
}
