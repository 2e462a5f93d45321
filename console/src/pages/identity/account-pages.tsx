import {
  createAccount,
  listAccounts,
  listRoles,
  resetPassword,
  setAccountState,
  updateAccount,
} from '@xietong/domain/identity/contract'
import { accountTable } from '../../look/states'
import { optionsOf } from '../../look/status-tag'
import { status, twoLines, when, words } from '../../resource/columns'
import { action, form, resource } from '../../resource/declare'
import { choiceFilter, searchFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { sourceOf } from '../../resource/source'
import { ownScopeField, ownScopeWords } from './scope-field'

export const roleSource = sourceOf(listRoles, {
  input: () => ({}),
  options: ({ rows }) => rows.map((row) => ({ value: row.id, label: row.name })),
})

interface Account {
  readonly id: string
  readonly name: string
  readonly login: string
}

const accounts = resource(listAccounts, {
  title: '管理账号',
  noun: '账号',
  unit: '个',
  columns: [
    twoLines('name', (row) => [row.name, row.phone ?? ''], { title: '姓名' }),
    words('login', { sort: 'login' }),
    words('roleNames', { title: '角色' }, (row) => row.roleNames.join('、') || '未给角色'),
    words('scope', { title: '数据范围' }, ownScopeWords),
    status('state', accountTable, (row) => row.state),
    when('lastSignInAt', { title: '最近登录' }),
    when('createdAt', { title: '新增时间', sort: 'createdAt' }),
  ],
  filters: [
    searchFilter('keyword', '姓名、账号'),
    choiceFilter('state', '全部状态', optionsOf(accountTable)),
  ],
  sorts: { '-createdAt': '新增的在前', createdAt: '早的在前', login: '按账号' },
  actions: [
    action(updateAccount, {
      label: '修改',
      form: form(updateAccount, {
        fields: ['name', 'phone', { name: 'roleIds', source: roleSource }, ownScopeField],
        initial: (row: Account) => ({ ...row }),
        toInput: (_, row) => ({ accountId: row.id }),
        at: { CANNOT_GRANT: 'roleIds', LAST_SUPER_ADMIN: 'roleIds' },
        submit: '保存',
        done: '已保存账号，下一次调用起生效',
      }),
    }),
    action(resetPassword, {
      label: '重置密码',
      form: form(resetPassword, {
        fields: [{ name: 'newPassword', label: '新密码', as: 'password', help: passwordRule() }],
        note: (row: Account) => `${row.name}（${row.login}）下次登录要先改成自己的密码。`,
        toInput: (_, row) => ({ accountId: row.id }),
        at: { PASSWORD_WEAK: 'newPassword' },
        done: '已重置密码，旧的登录都已失效',
      }),
    }),
    action(setAccountState, {
      label: (row) => (row.state === 'active' ? '停用' : '启用'),
      input: (row) => ({
        accountId: row.id,
        state: row.state === 'active' ? ('disabled' as const) : ('active' as const),
      }),
      confirm: (row) => ({
        title: row.state === 'active' ? `停用 ${row.name} 的账号？` : `启用 ${row.name} 的账号？`,
        body: row.state === 'active' ? '停用后立即退出，不能再登录。' : '启用后可以用原密码登录。',
        danger: row.state === 'active',
      }),
      done: (row) => (row.state === 'active' ? `已停用 ${row.name}` : `已启用 ${row.name}`),
    }),
  ],
  create: form(createAccount, {
    initial: () => ({ scope: { kind: 'all' } }),
    fields: [
      { name: 'login', help: '登录时填写，不能重复' },
      'name',
      'phone',
      { name: 'roleIds', source: roleSource },
      ownScopeField,
      { name: 'initialPassword', label: '初始密码', as: 'password', help: passwordRule() },
    ],
    at: { DUPLICATE: 'login', PASSWORD_WEAK: 'initialPassword', CANNOT_GRANT: 'roleIds' },
    done: '已新增账号，首次登录要改密码',
  }),
})

function passwordRule(): string {
  return '至少 10 位，同时包含字母和数字。'
}

/** AD-339. */
export const AccountsPage = () => <ResourcePage resource={accounts} path="/accounts" />
