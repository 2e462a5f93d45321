import type { Handler } from '../../runtime/context'
import { createDepartment } from './create-department'
import { createEmployee } from './create-employee'
import { listDepartments } from './list-departments'
import { listEmployees } from './list-employees'
import { updateEmployee } from './update-employee'

export const organisationHandlers: Handler[] = [
  listDepartments,
  createDepartment,
  listEmployees,
  createEmployee,
  updateEmployee,
]
