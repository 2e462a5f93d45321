import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/contract'
import { monthStart } from '@xietong/domain/sales/follow-up'
import { answer } from '../../runtime/context'
import { employeesOfDepartment, findEmployee } from '../organisation'
import { selectFigures } from './customer-store'

/** ST-004: the figures of each employee of the supervisor's department. */
export const getDepartmentFigures = answer(op.getDepartmentFigures, async (ctx) => {
  const [me, employees] = await Promise.all([
    findEmployee(ctx.db, ctx.actor.employeeId),
    employeesOfDepartment(ctx.db, ctx.actor.departmentId),
  ])
  const sellers = employees.filter((employee) => employee.salesperson).slice(0, 500)
  const figures = await selectFigures(
    ctx.db,
    sellers.map((employee) => employee.employeeId),
    { now: ctx.now, monthFrom: monthStart(ctx.now) },
  )
  const names = new Map(sellers.map((employee) => [employee.employeeId, employee.name]))
  const rows = figures.map((row) => ({ ...row, name: names.get(row.employeeId) ?? '' }))
  return ok({ departmentName: me?.departmentName ?? '', rows })
})
