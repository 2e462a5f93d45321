import { command, query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import { count, flag, id, instant, list, object, oneOf, phone, text } from '../kernel/schema'
import { employeeExport } from './exports'

const employeeFields = {
  name: text(30).meta({ title: '姓名' }),
  phone: phone.meta({ title: '手机号' }),
  departmentId: id.meta({ title: '部门' }),
  salesperson: flag.meta({ title: '销售员' }),
  supervisor: flag.meta({ title: '部门主管' }),
}
const employeeState = oneOf(['active', 'disabled'])

export const listDepartments = query('organisation.listDepartments', {
  title: '部门列表',
  may: { console: 'staff.read' },
  input: {},
  output: object({
    rows: list(
      object({ id, name: text(30), parentId: id.nullable(), employeeCount: count(100_000) }),
      500,
    ),
  }),
  refusals: [],
})
export const createDepartment = command('organisation.createDepartment', {
  title: '新增部门',
  may: { console: 'staff.edit' },
  input: {
    name: text(30).meta({ title: '部门名称' }),
    parentId: id.nullable().meta({ title: '上级部门' }),
  },
  output: object({ departmentId: id }),
  refusals: ['DUPLICATE'],
})
export const listEmployees = query('organisation.listEmployees', {
  title: '员工列表',
  may: { console: 'staff.read' },
  input: listInput(
    { keyword: text(30), departmentId: id, salesperson: flag, state: employeeState },
    ['-createdAt', 'createdAt', 'name', '-name'],
  ),
  output: listOutput(
    object({
      ...employeeFields,
      phone: text(11).meta({ title: '手机号' }),
      id,
      departmentName: text(30),
      state: employeeState,
      createdAt: instant,
      version: count(1_000_000_000),
    }),
  ),
  exports: employeeExport,
  refusals: [],
})
/** ST-001: a phone entered here as a salesperson may sign in to the sales program. */
export const createEmployee = command('organisation.createEmployee', {
  title: '新增员工',
  may: { console: 'staff.edit' },
  input: employeeFields,
  output: object({ employeeId: id }),
  refusals: ['DUPLICATE'],
})
/** ST-004: a change of role takes effect on the next call. */
export const updateEmployee = command('organisation.updateEmployee', {
  title: '修改员工',
  may: { console: 'staff.edit' },
  input: {
    ...employeeFields,
    employeeId: id,
    state: employeeState,
    version: count(1_000_000_000),
  },
  output: object({ version: count(1_000_000_000) }),
  refusals: ['VERSION_CONFLICT', 'DUPLICATE'],
})
