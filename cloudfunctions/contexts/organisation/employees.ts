import type { Reader } from '../../runtime/database'
import type { ResolvedRecipient } from '../../runtime/questions'
import {
  type EmployeeRow,
  selectActiveOfPerson,
  selectByPhone,
  selectDepartments,
  selectEmployees,
  selectIdsOfDepartments,
  selectOfDepartment,
} from './store'

export interface Employee {
  readonly employeeId: string
  readonly personId: string
  readonly name: string
  readonly phone: string
  readonly departmentId: string
  readonly departmentName: string
  readonly salesperson: boolean
  readonly supervisor: boolean
  readonly active: boolean
}

function employee({ id, state, createdAt: _at, ...row }: EmployeeRow): Employee {
  return { ...row, employeeId: id, active: state === 'active' }
}

export async function findEmployee(reader: Reader, employeeId: string): Promise<Employee | null> {
  const [row] = await selectEmployees(reader, [employeeId])
  return row ? employee(row) : null
}

/** Employees by id, disabled ones too: names in lists. */
export async function employeesOf(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Employee>> {
  const rows = ids.length > 0 ? await selectEmployees(reader, ids) : []
  return new Map(rows.map((row) => [row.id, employee(row)]))
}

/** Who may sign in to the sales program with this phone (ST-001); null for everybody else. */
export async function findSalespersonByPhone(
  reader: Reader,
  phone: string,
): Promise<Employee | null> {
  const row = await selectByPhone(reader, phone)
  return row?.salesperson && row.state === 'active' ? employee(row) : null
}

/**
 * The active employee that a person is, if any: who has a console account may read in both
 * places.
 */
export async function employeeOfPerson(reader: Reader, personId: string): Promise<Employee | null> {
  const row = await selectActiveOfPerson(reader, personId)
  return row && employee(row)
}

/** Active employees of a department, by name. */
export async function employeesOfDepartment(
  reader: Reader,
  departmentId: string,
): Promise<Employee[]> {
  return (await selectOfDepartment(reader, departmentId)).map(employee)
}

/** Everybody of the departments; what a disabled employee has stays the department's. */
export const employeeIdsOf = selectIdsOfDepartments

/** Names of departments by id. */
export async function departmentNames(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = ids.length > 0 ? await selectDepartments(reader) : []
  return new Map(rows.filter(({ id }) => ids.includes(id)).map(({ id, name }) => [id, name]))
}

/** Who a business event to employees goes to; they read it in the sales program. */
export async function personsOfEmployees(
  reader: Reader,
  ids: readonly string[],
): Promise<ResolvedRecipient[]> {
  const rows = ids.length > 0 ? await selectEmployees(reader, ids) : []
  return rows
    .filter((row) => row.state === 'active')
    .map(({ id, personId, name, phone }) => ({
      app: 'sales',
      subjectId: id,
      personId,
      name,
      phone,
    }))
}
