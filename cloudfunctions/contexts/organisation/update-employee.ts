import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/organisation/contract'
import { perform } from '../../runtime/context'
import { hasDepartment } from '../../runtime/data-scope'
import { endSessions, findOrCreatePerson, refuseStale } from '../identity'
import { departmentExists, lockEmployee, phoneIsTaken, updateEmployeeRow } from './store'

/**
 * ST-004: role and department are read on each call, so a change counts at once. Who may no longer
 * sign in, or signs in with another phone, is signed out (J3).
 */
export const updateEmployee = perform(op.updateEmployee, async (ctx, input) => {
  const { requestId: _key, employeeId, version, ...fields } = input
  const before = await lockEmployee(ctx.tx, employeeId)
  if (!before || !hasDepartment(ctx, before.departmentId)) {
    return refuse('NOT_FOUND')
  }
  if (before.version !== version) {
    return refuseStale(ctx, { kind: 'employee', id: employeeId })
  }
  const offered = hasDepartment(ctx, fields.departmentId)
  if (!offered || !(await departmentExists(ctx.tx, fields.departmentId))) {
    return refuse('NOT_FOUND')
  }
  if (await phoneIsTaken(ctx.tx, fields.phone, employeeId)) {
    return refuse('DUPLICATE', { what: '手机号' })
  }
  const samePhone = fields.phone === before.phone
  const personId = samePhone
    ? before.personId
    : await findOrCreatePerson(ctx, { phone: fields.phone, name: fields.name })
  await updateEmployeeRow(ctx.tx, employeeId, { ...fields, personId })
  if (!samePhone || fields.state === 'disabled' || !fields.salesperson) {
    await endSessions(ctx, { app: 'sales', subjectId: employeeId })
  }
  const { name, phone, departmentId, salesperson, supervisor, state } = before
  ctx.audit({
    objectKind: 'employee',
    objectId: employeeId,
    objectNo: fields.name,
    before: { name, phone, departmentId, salesperson, supervisor, state },
    after: fields,
  })
  return ok({ version: version + 1 })
})
