import type { EventRecipient } from '../../runtime/context'
import type { Reader } from '../../runtime/database'
import { accountsOf, accountsOfPersons } from '../identity'
import { employeeOfPerson, employeesOfDepartment } from '../organisation'

/** An account, and the same person in the sales program when they are an employee (CO-104). */
export async function readersOf(reader: Reader, accountId: string): Promise<EventRecipient[]> {
  const account = (await accountsOf(reader, [accountId])).get(accountId)
  const employee = account ? await employeeOfPerson(reader, account.personId) : null
  return [
    { kind: 'account', id: accountId },
    ...(employee ? [{ kind: 'employee', id: employee.employeeId } as const] : []),
  ]
}

/**
 * The superiors of a handler: the supervisors of the own department. Where there is none, those who
 * configure the scenes are told, so that a late node is never told to nobody (CO-068).
 */
export async function superiorsOf(reader: Reader, accountId: string): Promise<EventRecipient[]> {
  const account = (await accountsOf(reader, [accountId])).get(accountId)
  const employee = account ? await employeeOfPerson(reader, account.personId) : null
  const colleagues = employee ? await employeesOfDepartment(reader, employee.departmentId) : []
  const heads = colleagues.filter(
    (one) => one.supervisor && one.employeeId !== employee?.employeeId,
  )
  if (heads.length === 0) {
    return [{ kind: 'permission', code: 'scenes.edit' }]
  }
  const accounts = await accountsOfPersons(
    reader,
    heads.map((one) => one.personId),
  )
  return [
    ...heads.map((one) => ({ kind: 'employee', id: one.employeeId }) as const),
    ...accounts.map((one) => ({ kind: 'account', id: one.id }) as const),
  ]
}
