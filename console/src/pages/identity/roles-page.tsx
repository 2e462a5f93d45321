import { createRole, listRoles, updateRole } from '@xietong/domain/identity/contract'
import { permissions } from '@xietong/domain/kernel/permissions'
import { Mark } from '../../look/status-tag'
import { amount, words } from '../../resource/columns'
import { action, form, resource } from '../../resource/declare'
import { searchFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { PermissionGrid } from './permission-grid'
import { scopeField, scopeWords } from './scope-field'

const fields = [
  'name',
  { name: 'note', as: 'text' },
  'secondFactor',
  scopeField,
  { name: 'permissions', wide: true, control: <PermissionGrid /> },
] as const

const roles = resource(listRoles, {
  title: '角色权限',
  noun: '角色',
  unit: '个',
  note: '改动在下一次操作时生效',
  columns: [
    {
      key: 'name',
      title: '角色',
      width: 220,
      show: (row) => (
        <>
          <span className="row">
            <span className="cut strong">{row.name}</span>
            {row.builtIn ? <Mark tone="plain">内置</Mark> : null}
          </span>
          <span className="sub cut">{row.note}</span>
        </>
      ),
    },
    words('permissions', { title: '权限' }, (row) =>
      row.superAdmin
        ? '全部权限'
        : [
            `${row.permissions.length} 项`,
            row.permissions.map((code) => permissions[code]).join('、'),
          ].join('：'),
    ),
    words('scope', { title: '数据范围', width: 180 }, scopeWords),
    words('secondFactor', { title: '新浏览器登录', width: 128 }, (row) =>
      row.secondFactor ? '需二次验证' : '仅密码',
    ),
    amount('accountCount', { title: '账号' }),
  ],
  filters: [searchFilter('keyword', '角色名称')],
  actions: [
    action(updateRole, {
      label: '修改',
      when: (row) => !row.superAdmin,
      form: form(updateRole, {
        columns: 2,
        fields,
        initial: (row: { id: string }) => ({ ...row }),
        toInput: (_, row) => ({ roleId: row.id }),
        at: { CANNOT_GRANT: 'permissions', DUPLICATE: 'name' },
        submit: '保存',
        done: '已保存角色，下一次操作起生效',
      }),
    }),
  ],
  create: form(createRole, {
    columns: 2,
    fields,
    initial: () => ({ permissions: [], scope: { kind: 'all' } }),
    at: { CANNOT_GRANT: 'permissions', DUPLICATE: 'name' },
    done: '已新增角色',
  }),
})

/** AD-340. */
export const RolesPage = () => <ResourcePage resource={roles} path="/roles" />
