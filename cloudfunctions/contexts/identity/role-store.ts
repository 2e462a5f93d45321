import { type DataScope, idsOfScope, scopeOf } from '@xietong/domain/identity/data-scope'
import type { Permission } from '@xietong/domain/kernel/permissions'
import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'
import type { StoredScope } from './account-store'

export interface RoleFields {
  readonly name: string
  readonly note: string
  readonly permissions: readonly Permission[]
  /** Whether its holders prove more than a password on a new browser (AD-002). */
  readonly secondFactor: boolean
  readonly scope: DataScope
}
export interface StoredRole extends RoleFields {
  readonly id: string
  readonly superAdmin: boolean
  readonly builtIn: boolean
  readonly permissions: Permission[]
  readonly version: number
}
export interface RoleListRow extends StoredRole {
  readonly accountCount: number
}

const scopeColumns = sql`scope_kind as "scopeKind", scope_ids::text[] as "scopeIds"`

function scoped<Row extends StoredScope>({ scopeKind, scopeIds, ...row }: Row) {
  return { ...row, scope: scopeOf(scopeKind, scopeIds) }
}

export async function selectRoleList(reader: Reader): Promise<RoleListRow[]> {
  const { rows } = await sql<Omit<RoleListRow, 'scope'> & StoredScope>`
    select r.id, r.name, r.note, r.permissions, r.built_in as "builtIn",
      r.super_admin as "superAdmin", r.second_factor as "secondFactor", r.version,
      ${scopeColumns},
      (select count(*)::int from identity.account_role ar where ar.role_id = r.id)
        as "accountCount"
    from identity.role r order by r.created_at, r.id limit 200`.execute(reader)
  return rows.map(scoped)
}

export async function lockRole(tx: Tx, id: string): Promise<StoredRole | null> {
  const { rows } = await sql<Omit<StoredRole, 'scope'> & StoredScope>`
    select id, name, note, permissions, super_admin as "superAdmin", built_in as "builtIn",
      second_factor as "secondFactor", version, ${scopeColumns}
    from identity.role where id = ${id} for update`.execute(tx)
  const [row] = rows
  return row ? scoped(row) : null
}

export async function insertRole(
  tx: Tx,
  role: RoleFields & { id: string; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into identity.role
      (id, name, note, permissions, second_factor, scope_kind, scope_ids, built_in, super_admin,
        created_at)
    values (${role.id}, ${role.name}, ${role.note}, ${role.permissions}::text[],
      ${role.secondFactor}, ${role.scope.kind}, ${idsOfScope(role.scope)}::uuid[], false, false,
      ${role.now})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

export async function nameIsTaken(tx: Tx, name: string, exceptId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from identity.role where name = ${name} and id <> ${exceptId}`.execute(tx)
  return rows.length > 0
}

export async function updateRoleFields(tx: Tx, id: string, role: RoleFields): Promise<void> {
  await sql`
    update identity.role set name = ${role.name}, note = ${role.note},
      permissions = ${role.permissions}::text[], second_factor = ${role.secondFactor},
      scope_kind = ${role.scope.kind}, scope_ids = ${idsOfScope(role.scope)}::uuid[],
      version = version + 1 where id = ${id}`.execute(tx)
}
