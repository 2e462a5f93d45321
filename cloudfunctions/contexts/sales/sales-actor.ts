import type { Actor, Session } from '../../runtime/actor'
import type { Reader } from '../../runtime/database'
import { findEmployee } from '../organisation'

/**
 * Who a sales session stands for, fresh on every call, so that a change of role takes effect on the
 * next one (ST-004). Null for an employee who is disabled or no salesperson any more.
 */
export async function loadSalesActor(
  reader: Reader,
  session: Session,
): Promise<Extract<Actor, { app: 'sales' }> | null> {
  const employee = await findEmployee(reader, session.subjectId)
  if (!employee?.active || !employee.salesperson) {
    return null
  }
  const { employeeId, departmentId, supervisor, name } = employee
  const { id: sessionId, personId } = session
  return { app: 'sales', employeeId, departmentId, supervisor, name, sessionId, personId }
}
