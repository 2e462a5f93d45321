import {
  createDepartment,
  createEmployee,
  listDepartments,
  listEmployees,
  updateEmployee,
} from '@xietong/domain/organisation/contract'
import { accountTable } from '../../look/states'
import { optionsOf } from '../../look/status-tag'
import { amount, status, twoLines, when, words } from '../../resource/columns'
import { action, form, resource } from '../../resource/declare'
import { choiceFilter, recordFilter, searchFilter, yesNo } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { sourceOf } from '../../resource/source'

const departmentSource = sourceOf(listDepartments, {
  input: () => ({}),
  options: ({ rows }) => rows.map((row) => ({ value: row.id, label: row.name })),
})

const fields = [
  'name',
  'phone',
  { name: 'departmentId', source: departmentSource },
  { name: 'salesperson', help: '可以登录销售小程序' },
  { name: 'supervisor', help: '能看部门的潜客和业绩' },
] as const

const employees = resource(listEmployees, {
  title: '员工',
  unit: '人',
  columns: [
    twoLines('name', (row) => [row.name, row.phone], { title: '员工' }),
    words('departmentName', { title: '部门' }),
    words(
      'salesperson',
      { title: '角色' },
      (row) =>
        [row.salesperson ? '销售员' : '', row.supervisor ? '部门主管' : '']
          .filter(Boolean)
          .join('、') || '—',
    ),
    status('state', accountTable, (row) => row.state),
    when('createdAt', { title: '新增时间', sort: 'createdAt' }),
  ],
  filters: [
    searchFilter('keyword', '姓名、手机号'),
    recordFilter('departmentId', '全部部门', departmentSource),
    choiceFilter('salesperson', '销售员', yesNo),
    choiceFilter('state', '全部状态', optionsOf(accountTable)),
  ],
  sorts: { '-createdAt': '新增的在前', createdAt: '早的在前', name: '按姓名' },
  actions: [
    action(updateEmployee, {
      label: '修改',
      form: form(updateEmployee, {
        fields: [...fields, { name: 'state', label: '状态', options: optionsOf(accountTable) }],
        initial: (row: { id: string }) => ({ ...row }),
        toInput: (_, row) => ({ employeeId: row.id }),
        at: { DUPLICATE: 'phone' },
        submit: '保存',
        done: '已保存员工',
      }),
    }),
  ],
  create: form(createEmployee, {
    fields,
    initial: () => ({ salesperson: true, supervisor: false }),
    at: { DUPLICATE: 'phone' },
    done: '已新增员工',
  }),
})

export const EmployeesPage = () => <ResourcePage resource={employees} path="/employees" />

const departments = resource(listDepartments, {
  title: '部门',
  unit: '个',
  columns: [words('name', { title: '部门' }), amount('employeeCount', { title: '人数' })],
  filters: [searchFilter('keyword', '部门名称')],
  create: form(createDepartment, {
    fields: ['name', { name: 'parentId', source: departmentSource, placeholder: '空为一级部门' }],
    done: '已新增部门',
  }),
})

export const DepartmentsPage = () => <ResourcePage resource={departments} path="/departments" />
