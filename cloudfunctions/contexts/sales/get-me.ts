import { ok, refuse } from '@xietong/domain/kernel/result'
import { getMe as declared } from '@xietong/domain/sales/contract'
import { answer } from '../../runtime/context'
import { findEmployee } from '../organisation'

export const getMe = answer(declared, async (ctx) => {
  const employee = await findEmployee(ctx.db, ctx.actor.employeeId)
  if (!employee) {
    return refuse('NOT_FOUND')
  }
  const { employeeId, name, departmentName, supervisor } = employee
  return ok({ employeeId, name, departmentName, supervisor })
})
