import type { Page } from '@xietong/domain/kernel/paging'
import { sql } from 'kysely'
import { within } from '../../runtime/data-scope'
import type { Reader, Tx } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'

export interface EmployeeFields {
  readonly name: string
  readonly phone: string
  readonly departmentId: string
  readonly salesperson: boolean
  readonly supervisor: boolean
}
export interface EmployeeRow extends EmployeeFields {
  readonly id: string
  readonly personId: string
  readonly departmentName: string
  readonly state: 'active' | 'disabled'
  readonly createdAt: Date
  readonly version: number
}
const columns = sql`e.id, e.name, e.phone, e.person_id as "personId",
  e.department_id as "departmentId", d.name as "departmentName", e.salesperson, e.supervisor,
  e.state, e.created_at as "createdAt", e.version`
const from = sql`organisation.employee e
  join organisation.department d on d.id = e.department_id`

export interface DepartmentRow {
  readonly id: string
  readonly name: string
  readonly parentId: string | null
  readonly employeeCount: number
}

export async function selectDepartments(reader: Reader): Promise<DepartmentRow[]> {
  const { rows } = await sql<DepartmentRow>`
    select d.id, d.name, d.parent_id as "parentId",
      (select count(*)::int from organisation.employee e
        where e.department_id = d.id and e.state = 'active') as "employeeCount"
    from organisation.department d order by d.created_at, d.id limit 500`.execute(reader)
  return rows
}

export async function departmentExists(reader: Reader, id: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from organisation.department where id = ${id}`.execute(reader)
  return rows.length > 0
}

export async function insertDepartment(
  tx: Tx,
  department: { id: string; name: string; parentId: string | null; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into organisation.department (id, name, parent_id, created_at)
    values (${department.id}, ${department.name}, ${department.parentId}, ${department.now})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

export async function selectEmployees(
  reader: Reader,
  ids: readonly string[],
): Promise<EmployeeRow[]> {
  const { rows } = await sql<EmployeeRow>`
    select ${columns} from ${from} where e.id = any(${ids}::uuid[]) order by e.name, e.id`.execute(
    reader,
  )
  return rows
}

export async function lockEmployee(tx: Tx, id: string): Promise<EmployeeRow | null> {
  const { rows } = await sql<EmployeeRow>`
    select ${columns} from ${from} where e.id = ${id} for update of e`.execute(tx)
  return rows[0] ?? null
}

export async function selectByPhone(reader: Reader, phone: string): Promise<EmployeeRow | null> {
  const { rows } = await sql<EmployeeRow>`
    select ${columns} from ${from} where e.phone = ${phone}`.execute(reader)
  return rows[0] ?? null
}

export async function selectActiveOfPerson(
  reader: Reader,
  personId: string,
): Promise<EmployeeRow | null> {
  const { rows } = await sql<EmployeeRow>`
    select ${columns} from ${from}
    where e.person_id = ${personId} and e.state = 'active' limit 1`.execute(reader)
  return rows[0] ?? null
}

export async function selectOfDepartment(
  reader: Reader,
  departmentId: string,
): Promise<EmployeeRow[]> {
  const { rows } = await sql<EmployeeRow>`
    select ${columns} from ${from}
    where e.department_id = ${departmentId} and e.state = 'active'
    order by e.name, e.id limit 500`.execute(reader)
  return rows
}

export async function selectIdsOfDepartments(
  reader: Reader,
  departmentIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from organisation.employee
    where department_id = any(${departmentIds}::uuid[])`.execute(reader)
  return rows.map(({ id }) => id)
}

export async function insertEmployee(
  tx: Tx,
  employee: EmployeeFields & { id: string; personId: string; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into organisation.employee
      (id, name, phone, person_id, department_id, salesperson, supervisor, state, created_at)
    values (${employee.id}, ${employee.name}, ${employee.phone}, ${employee.personId},
      ${employee.departmentId}, ${employee.salesperson}, ${employee.supervisor}, 'active',
      ${employee.now})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

export async function phoneIsTaken(tx: Tx, phone: string, exceptId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from organisation.employee where phone = ${phone} and id <> ${exceptId}`.execute(tx)
  return rows.length > 0
}

export async function updateEmployeeRow(
  tx: Tx,
  id: string,
  employee: EmployeeFields & { personId: string; state: 'active' | 'disabled' },
): Promise<void> {
  await sql`
    update organisation.employee
    set name = ${employee.name}, phone = ${employee.phone}, person_id = ${employee.personId},
      department_id = ${employee.departmentId}, salesperson = ${employee.salesperson},
      supervisor = ${employee.supervisor}, state = ${employee.state}, version = version + 1
    where id = ${id}`.execute(tx)
}

export interface EmployeeListInput {
  readonly filter: {
    readonly keyword?: string | undefined
    readonly departmentId?: string | undefined
    readonly salesperson?: boolean | undefined
    readonly state?: string | undefined
  }
  readonly sort: string
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
  /** The caller's data scope; null = all. */
  readonly departmentIds: readonly string[] | null
}

export function listEmployeeRows(
  reader: Reader,
  { filter, sort, page, size, after, departmentIds }: EmployeeListInput,
): Promise<Page<EmployeeRow>> {
  const like = filter.keyword && `%${filter.keyword.replaceAll(/[%_\\]/g, '\\$&')}%`
  const byCreation = { by: sql`e.created_at`, type: 'timestamptz' } as const
  const byName = { by: sql`e.name`, type: 'text' } as const
  return listRows<EmployeeRow>(reader, {
    select: columns,
    from,
    where: [
      within(sql`e.department_id`, departmentIds),
      like ? sql`(e.name ilike ${like} or e.phone like ${like})` : null,
      filter.departmentId ? sql`e.department_id = ${filter.departmentId}` : null,
      filter.salesperson === undefined ? null : sql`e.salesperson = ${filter.salesperson}`,
      filter.state ? sql`e.state = ${filter.state}` : null,
    ],
    sorts: {
      '-createdAt': { ...byCreation, direction: 'desc' },
      createdAt: { ...byCreation, direction: 'asc' },
      name: { ...byName, direction: 'asc' },
      '-name': { ...byName, direction: 'desc' },
    },
    sort,
    key: sql`e.id`,
    page,
    size,
    after,
  })
}
