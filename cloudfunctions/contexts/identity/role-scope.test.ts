import { randomUUID } from 'node:crypto'
import type { DataScope } from '@xietong/domain/identity/data-scope'
import type { Permission } from '@xietong/domain/kernel/permissions'
import {
  createNetwork,
  detailsInConsole,
  type Network,
  ofDealers,
  ofDepartment,
  seenInConsole,
} from '../../../tests/rig/networks'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop } from '../../../tests/rig/shop'
import { download, readWorkbook } from '../../../tests/rig/workbooks'

const PASSWORD = 'First-2026-word'
const MISSING = { status: 404, code: 'NOT_FOUND' }
const NAMES = ['云山渠道', '海港渠道'] as const
const RIGHTS: Permission[] = [
  'dashboard.read',
  'dealers.read',
  'dealers.export',
  'members.read',
  'orders.read',
  'orders.dispatch',
  'orders.export',
  'cards.read',
  'cards.redeem',
  'payments.read',
  'leads.read',
  'staff.read',
  'stock.read',
  'stock.adjust',
  'accounts.read',
  'accounts.edit',
]

let rig: Rig
let admin: string
let shop: Shop
let ours: Network
let theirs: Network
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  ours = await createNetwork(rig, { admin, shop, name: NAMES[0] })
  theirs = await createNetwork(rig, { admin, shop, name: NAMES[1] })
})
afterAll(() => rig.stop())

const dealers = (...dealerIds: string[]): DataScope => ({ kind: 'dealers', dealerIds })
const departments = (...ids: string[]): DataScope => ({ kind: 'departments', departmentIds: ids })

const draft = () => ({
  login: `role-${randomUUID().slice(0, 8)}`,
  name: '温如玉',
  phone: null,
  initialPassword: PASSWORD,
})

/** An account with these roles that has chosen its password. */
async function accountWith(roleIds: string[], scope?: DataScope) {
  const form = { ...draft(), roleIds, ...(scope ? { scope } : {}) }
  await rig.do(admin, 'identity.createAccount', form)
  const { login } = form
  const { token } = await rig.do(null, 'identity.signInConsole', { login, password: PASSWORD })
  const chosen = { oldPassword: PASSWORD, newPassword: `${PASSWORD}-2` }
  return { token: (await rig.do(token, 'identity.changePassword', chosen)).token }
}

/** A role with all rights of the test, for these records, and somebody who holds it. */
async function holder(scope: DataScope) {
  const role = { name: `片区 ${randomUUID().slice(0, 8)}`, note: '', permissions: RIGHTS }
  const made = await rig.do(admin, 'identity.createRole', { ...role, scope })
  return { ...(await accountWith([made.roleId])), role, roleId: made.roleId }
}

/** The rows of a list's export, as the person gets it. */
async function exported(token: string, list: string): Promise<string[][]> {
  const { taskId } = await rig.do(token, 'bulk.startExport', { list, query: '{}', words: '' })
  await rig.tick()
  const task = await rig.do(token, 'bulk.getTask', { taskId })
  const bytes = await download(rig, token, task.resultFileId ?? '')
  return (await readWorkbook(bytes)).slice(1)
}

/** Lists, details, statistics and exports show the one network and nothing of the other. */
async function expectOnly(token: string, { own, foreign, name }: Shown) {
  const found = await seenInConsole(rig, token)
  expect(found).toMatchObject({ payments: 2, members: [`${name}二级`] })
  expect(found.ids.filter((id) => ofDealers(foreign).includes(id))).toEqual([])
  for (const answer of await detailsInConsole(rig, token, own)) {
    expect(answer).toMatchObject({ ok: true })
  }
  for (const answer of await detailsInConsole(rig, token, foreign)) {
    expect(answer).toMatchObject(MISSING)
  }
  const orders = await exported(token, 'orders.listOrders')
  expect(orders).toHaveLength((await rig.do(token, 'orders.listOrders', {})).total)
  const names = (await exported(token, 'channel.listDealers')).map((row) => row.join(' '))
  expect(names).toHaveLength(2)
  expect(names.every((row) => row.includes(name))).toBe(true)
  const { rows } = await rig.do(token, 'stock.listWarehouses', {})
  expect(rows.map((row) => row.dealerId)).toEqual([own.dealerId])
}
interface Shown {
  readonly own: Network
  readonly foreign: Network
  readonly name: string
}

test('AD-005 a role shows all data, the networks of chosen departments or of chosen first-tier dealers: in lists, details, exports and statistics', async () => {
  const all = await holder({ kind: 'all' })
  const whole = [...ofDepartment(ours), ...ofDepartment(theirs)]
  expect((await seenInConsole(rig, all.token)).ids).toEqual(whole.sort())
  const left = { own: ours, foreign: theirs, name: NAMES[0] }
  const right = { own: theirs, foreign: ours, name: NAMES[1] }
  const one = await holder(dealers(ours.dealerId))
  await expectOnly(one.token, left)
  await expectOnly((await holder(departments(ours.departmentId))).token, left)

  // Another scope of the role counts at the next call of those who hold it.
  const listed = await rig.do(admin, 'identity.listRoles', {})
  expect(listed.rows.find(({ id }) => id === one.roleId)).toMatchObject({ scopeNames: [NAMES[0]] })
  const change = { ...one.role, roleId: one.roleId, version: 1 }
  await rig.do(admin, 'identity.updateRole', { ...change, scope: dealers(theirs.dealerId) })
  await expectOnly(one.token, right)

  // A wide role for other things does not widen this one, and the account's own scope narrows it.
  const reader = await rig.do(admin, 'identity.createRole', {
    name: '看渠道',
    note: '',
    permissions: ['dealers.read'],
  })
  const both = await accountWith([one.roleId, reader.roleId])
  expect((await rig.do(both.token, 'orders.listOrders', {})).total).toBe(2)
  expect((await rig.do(both.token, 'channel.listDealers', {})).total).toBe(4)
  const nothing = await accountWith([one.roleId], dealers(ours.dealerId))
  expect((await rig.do(nothing.token, 'orders.listOrders', {})).total).toBe(0)
})

test('nobody widens a role beyond their own scope, nor gives a role that shows more', async () => {
  const chief = await holder(dealers(ours.dealerId))
  const tooWide = { code: 'CANNOT_GRANT', detail: { permissions: ['数据范围'] } }
  const role = { name: '更宽的角色', note: '', permissions: ['orders.read'] as Permission[] }
  const create = (scope?: DataScope) =>
    rig.call(chief.token, 'identity.createRole', { ...role, ...(scope ? { scope } : {}) })
  expect(await create()).toMatchObject(tooWide)
  expect(await create(dealers(ours.dealerId, theirs.dealerId))).toMatchObject(tooWide)
  expect(await create(dealers(ours.belowId))).toMatchObject(MISSING)
  expect(await create(dealers(ours.dealerId))).toMatchObject({ ok: true })
  const own = { ...chief.role, roleId: chief.roleId, version: 1 }
  const widened = rig.call(chief.token, 'identity.updateRole', { ...own, scope: { kind: 'all' } })
  expect(await widened).toMatchObject(tooWide)
  const wide = await holder({ kind: 'all' })
  const given = { ...draft(), roleIds: [wide.roleId] }
  expect(await rig.call(chief.token, 'identity.createAccount', given)).toMatchObject(tooWide)
  const narrowed = { ...given, scope: dealers(ours.dealerId) }
  expect(await rig.call(chief.token, 'identity.createAccount', narrowed)).toMatchObject({
    ok: true,
  })
  const stock = await rig.do(admin, 'stock.listWarehouses', {})
  const foreign = stock.rows.find(({ dealerId }) => dealerId === theirs.dealerId)?.id ?? ''
  const lines = [{ skuId: shop.maleSku, change: 1 }]
  const adjust = { warehouseId: foreign, reason: '盘点', lines }
  expect(await rig.call(chief.token, 'stock.adjustStock', adjust)).toMatchObject(MISSING)
  expect((await rig.do(chief.token, 'stock.listMovements', {})).rows).toEqual([])
})
