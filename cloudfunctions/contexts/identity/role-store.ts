import type { Permission } from '@xietong/domain/kernel/permissions'
import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export interface RoleFields {
  readonly name: string
  readonly note: string
  readonly permissions: readonly Permission[]
  /** Whether its holders prove more than a password on a new browser (AD-002). */
  readonly secondFactor: boolean
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

export async function selectRoleList(reader: Reader): Promise<RoleListRow[]> {
  const { rows } = await sql<RoleListRow>`
    select r.id, r.name, r.note, r.permissions, r.built_in as "builtIn",
      r.super_admin as "superAdmin", r.second_factor as "secondFactor", r.version,
      (select count(*)::int from identity.account_role ar where ar.role_id = r.id)
        as "accountCount"
    from identity.role r order by r.created_at, r.id limit 200`.execute(reader)
  return rows
}

export async function lockRole(tx: Tx, id: string): Promise<StoredRole | null> {
  const { rows } = await sql<StoredRole>`
    select id, name, note, permissions, super_admin as "superAdmin", built_in as "builtIn",
      second_factor as "secondFactor", version
    from identity.role where id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

export async function insertRole(
  tx: Tx,
  role: RoleFields & { id: string; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into identity.role
      (id, name, note, permissions, second_factor, built_in, super_admin, created_at)
    values (${role.id}, ${role.name}, ${role.note}, ${role.permissions}::text[],
      ${role.secondFactor}, false, false, ${role.now})
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
      version = version + 1 where id = ${id}`.execute(tx)
}
