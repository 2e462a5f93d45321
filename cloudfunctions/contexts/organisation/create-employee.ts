import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/organisation/contract'
import { perform } from '../../runtime/context'
import { hasDepartment } from '../../runtime/data-scope'
import { findOrCreatePerson } from '../identity'
import { departmentExists, insertEmployee } from './store'

/** ST-001: from now on this phone may sign in to the sales program, if it is a salesperson's. */
export const createEmployee = perform(op.createEmployee, async (ctx, input) => {
  const { requestId: _key, ...fields } = input
  const offered = hasDepartment(ctx, fields.departmentId)
  if (!offered || !(await departmentExists(ctx.tx, fields.departmentId))) {
    return refuse('NOT_FOUND')
  }
  const id = ctx.newId()
  const personId = await findOrCreatePerson(ctx, { phone: fields.phone, name: fields.name })
  if (!(await insertEmployee(ctx.tx, { ...fields, id, personId, now: ctx.now }))) {
    return refuse('DUPLICATE', { what: '手机号' })
  }
  ctx.audit({ objectKind: 'employee', objectId: id, objectNo: fields.name, after: fields })
  return ok({ employeeId: id })
})
