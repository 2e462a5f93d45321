import { randomUUID } from 'node:crypto'
import type { Permission } from '@xietong/domain/kernel/permissions'
import { randomPhone, signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { versionOf } from '../../../tests/rig/versions'
import { SUPER_ADMIN_ROLE } from './ensure-first-admin'

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

const PASSWORD = 'First-2026-word'
const fresh = (word: string) => `${word}-${randomUUID().slice(0, 8)}`

async function role(permissions: Permission[], by = admin) {
  const { roleId } = await rig.do(by, 'identity.createRole', {
    name: fresh('角色'),
    note: '',
    permissions,
  })
  return roleId
}
async function account(roleIds: string[], by = admin) {
  const login = fresh('staff')
  const { accountId } = await rig.do(by, 'identity.createAccount', {
    login,
    name: '顾念真',
    phone: randomPhone(),
    roleIds,
    initialPassword: PASSWORD,
  })
  return { login, accountId, roleIds }
}
/** Signs in and, the first time, chooses the password that is used from then on. */
async function signIn(login: string) {
  const { token } = await rig.do(null, 'identity.signInConsole', { login, password: PASSWORD })
  const change = { oldPassword: PASSWORD, newPassword: `${PASSWORD}-2` }
  return (await rig.do(token, 'identity.changePassword', change)).token
}
async function staff(permissions: Permission[]) {
  const roleId = await role(permissions)
  const made = await account([roleId])
  return { ...made, roleId, token: await signIn(made.login) }
}
const superAdmins = async () =>
  (
    await rig.db.query(
      `select a.id from identity.account a join identity.account_role r on r.account_id = a.id
       where r.role_id = $1 and a.state = 'active'`,
      [SUPER_ADMIN_ROLE],
    )
  ).rowCount

test('AD-004 a call behind a hidden button is refused, logged and changes nothing', async () => {
  const clerk = await staff(['orders.read', 'audit.read'])
  const me = await rig.do(clerk.token, 'identity.getMe', {})
  expect(me.permissions).toEqual(['orders.read', 'audit.read'])
  const attempt = { name: fresh('角色'), note: '', permissions: [] }
  expect(await rig.call(clerk.token, 'identity.createRole', attempt)).toMatchObject({
    code: 'FORBIDDEN',
    status: 403,
  })
  const { rows } = await rig.do(admin, 'identity.listRoles', {})
  expect(rows.map((one) => one.name)).not.toContain(attempt.name)
  const log = await rig.do(clerk.token, 'identity.listAuditEntries', {
    filter: { operation: 'identity.createRole', outcome: 'refused' },
  })
  expect(log.rows[0]).toMatchObject({ actorName: '顾念真', outcome: 'refused', app: 'console' })
})

test('accounts are kept, and the last super administrator stays', async () => {
  const roleId = await role(['orders.read'])
  const made = await account([roleId])
  const listed = await rig.do(admin, 'identity.listAccounts', { filter: { keyword: made.login } })
  expect(listed.rows).toMatchObject([{ id: made.accountId, state: 'active', roleIds: [roleId] }])
  const again = { login: made.login.toUpperCase(), name: '另一人', phone: null, roleIds: [] }
  expect(
    await rig.call(admin, 'identity.createAccount', { ...again, initialPassword: PASSWORD }),
  ).toMatchObject({ code: 'DUPLICATE' })
  expect(
    await rig.call(admin, 'identity.createAccount', {
      ...again,
      login: fresh('weak'),
      initialPassword: 'weak',
    }),
  ).toMatchObject({ code: 'PASSWORD_WEAK' })

  const token = await signIn(made.login)
  const goods = await role(['goods.read'])
  const phone = randomPhone()
  await rig.do(admin, 'identity.updateAccount', {
    accountId: made.accountId,
    name: '顾念',
    phone,
    roleIds: [goods],
    version: 1,
  })
  const me = await rig.do(token, 'identity.getMe', {})
  expect(me).toMatchObject({ name: '顾念', permissions: ['goods.read'] })

  await rig.do(admin, 'identity.resetPassword', {
    accountId: made.accountId,
    newPassword: PASSWORD,
  })
  expect(await rig.call(token, 'identity.getMe', {})).toMatchObject({ code: 'UNAUTHENTICATED' })
  expect(
    await rig.call(admin, 'identity.resetPassword', {
      accountId: made.accountId,
      newPassword: 'weak',
    }),
  ).toMatchObject({ code: 'PASSWORD_WEAK' })
  const renewed = await signIn(made.login)
  await rig.do(admin, 'identity.setAccountState', {
    accountId: made.accountId,
    state: 'disabled',
  })
  expect(await rig.call(renewed, 'identity.getMe', {})).toMatchObject({ code: 'UNAUTHENTICATED' })

  const { accountId: own } = await rig.do(admin, 'identity.getMe', {})
  expect(
    await rig.call(admin, 'identity.setAccountState', { accountId: own, state: 'disabled' }),
  ).toMatchObject({ code: 'CANNOT_DISABLE_SELF' })
  expect(
    await rig.call(admin, 'identity.updateAccount', {
      accountId: own,
      name: '系统管理员',
      phone: null,
      roleIds: [],
      version: 1,
    }),
  ).toMatchObject({ code: 'LAST_SUPER_ADMIN' })
  const unknown = { accountId: randomUUID(), state: 'disabled' } as const
  expect(await rig.call(admin, 'identity.setAccountState', unknown)).toMatchObject({
    code: 'NOT_FOUND',
  })
  const clerk = await staff(['accounts.edit'])
  expect(
    await rig.call(clerk.token, 'identity.setAccountState', { accountId: own, state: 'disabled' }),
  ).toMatchObject({ code: 'LAST_SUPER_ADMIN' })
})

test('A10 two super administrators who strip each other at once leave one', async () => {
  for (let round = 0; round < 2; round++) {
    const second = await account([SUPER_ADMIN_ROLE])
    const token = await signIn(second.login)
    const { accountId: own } = await rig.do(admin, 'identity.getMe', {})
    const strip = async (by: string, accountId: string) => {
      const version = await versionOf(rig, 'identity.account', accountId)
      const emptied = { accountId, name: '某人', phone: null, roleIds: [], version }
      return rig.call(by, 'identity.updateAccount', emptied)
    }
    const disable = (by: string, accountId: string) =>
      rig.call(by, 'identity.setAccountState', { accountId, state: 'disabled' })
    await Promise.all([
      round % 2 ? strip(token, own) : disable(token, own),
      strip(admin, second.accountId),
    ])
    expect(await superAdmins()).toBe(1)
    await rig.db.query(`update identity.account set state = 'active' where id = $1`, [own])
    await rig.db.query(`insert into identity.account_role values ($1, $2) on conflict do nothing`, [
      own,
      SUPER_ADMIN_ROLE,
    ])
    await rig.db.query(`delete from identity.account_role where account_id = $1`, [
      second.accountId,
    ])
    admin = await signInAdmin(rig)
  }
})

test('nobody grants a right they lack; a change counts at the next call', async () => {
  const chief = await staff(['accounts.read', 'accounts.edit', 'orders.read', 'orders.ship'])
  const within = await role(['orders.read'], chief.token)
  const beyond = { name: fresh('角色'), note: '', permissions: ['goods.edit' as const] }
  expect(await rig.call(chief.token, 'identity.createRole', beyond)).toMatchObject({
    code: 'CANNOT_GRANT',
    detail: { permissions: ['商品：新增与修改'] },
  })
  expect(
    await rig.call(chief.token, 'identity.updateRole', {
      ...beyond,
      roleId: within,
      permissions: ['orders.read', 'goods.edit'],
      version: 1,
    }),
  ).toMatchObject({ code: 'CANNOT_GRANT' })
  const goods = await role(['goods.edit'])
  const attempt = { login: fresh('x'), name: '某人', phone: null, initialPassword: PASSWORD }
  expect(
    await rig.call(chief.token, 'identity.createAccount', { ...attempt, roleIds: [goods] }),
  ).toMatchObject({ code: 'CANNOT_GRANT' })
  expect(
    await rig.call(chief.token, 'identity.createAccount', {
      ...attempt,
      roleIds: [SUPER_ADMIN_ROLE],
    }),
  ).toMatchObject({ code: 'CANNOT_GRANT', detail: { permissions: ['超级管理员'] } })

  const { accountId: boss } = await rig.do(admin, 'identity.getMe', {})
  expect(
    await rig.call(chief.token, 'identity.resetPassword', {
      accountId: boss,
      newPassword: 'Taken-2026-over',
    }),
  ).toMatchObject({ code: 'CANNOT_GRANT' })
  const above = await account([goods])
  expect(
    await rig.call(chief.token, 'identity.setAccountState', {
      accountId: above.accountId,
      state: 'disabled',
    }),
  ).toMatchObject({ code: 'CANNOT_GRANT' })
  expect(
    await rig.call(chief.token, 'identity.updateAccount', {
      accountId: chief.accountId,
      name: '某人',
      phone: null,
      roleIds: [chief.roleId, goods],
      version: 1,
    }),
  ).toMatchObject({ code: 'CANNOT_GRANT' })

  const clerk = await account([within], chief.token)
  const token = await signIn(clerk.login)
  const mayShip = async () =>
    (await rig.do(token, 'identity.getMe', {})).permissions.includes('orders.ship')
  expect(await mayShip()).toBe(false)
  const name = fresh('角色')
  await rig.do(chief.token, 'identity.updateRole', {
    roleId: within,
    name,
    note: '可以发货',
    permissions: ['orders.read', 'orders.ship'],
    version: 1,
  })
  expect(await mayShip()).toBe(true)
  const { rows } = await rig.do(admin, 'identity.listRoles', {})
  expect(rows.find((one) => one.id === within)).toMatchObject({ name, accountCount: 1 })

  const superRole = {
    roleId: SUPER_ADMIN_ROLE,
    name: '超级管理员',
    note: '',
    permissions: [],
    version: 1,
  }
  expect(await rig.call(admin, 'identity.updateRole', superRole)).toMatchObject({
    code: 'LAST_SUPER_ADMIN',
  })
  expect(
    await rig.call(admin, 'identity.updateRole', { ...superRole, roleId: within, version: 2 }),
  ).toMatchObject({ code: 'DUPLICATE' })
  expect(
    await rig.call(admin, 'identity.createRole', { name, note: '', permissions: [] }),
  ).toMatchObject({ code: 'DUPLICATE' })
})

test('the default roles of the console are there and touch no rights of others', async () => {
  const { rows } = await rig.do(admin, 'identity.listRoles', {})
  const byName = new Map(rows.map((one) => [one.name, one]))
  expect([...byName.keys()].slice(0, 9)).toEqual([
    '超级管理员',
    '运营',
    '卡务',
    '订单/仓配',
    '客服',
    '财务录入',
    '财务复核',
    '销售管理',
    '审计只读',
  ])
  expect(byName.get('超级管理员')).toMatchObject({ superAdmin: true, builtIn: true })
  const auditor = byName.get('审计只读')?.permissions ?? []
  expect(auditor).toContain('audit.read')
  expect(auditor.filter((right) => !/\.(read|readAll|export)$/.test(right))).toEqual([])
  for (const name of ['运营', '卡务', '订单/仓配', '客服', '财务录入', '财务复核', '销售管理']) {
    expect(byName.get(name)?.permissions).not.toContain('accounts.edit')
  }
})
