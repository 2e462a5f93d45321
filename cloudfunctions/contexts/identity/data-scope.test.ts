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
import { createShop } from '../../../tests/rig/shop'
import { versionOf } from '../../../tests/rig/versions'

const PASSWORD = 'First-2026-word'
const NAMES = ['云山渠道', '海港渠道'] as const
const RIGHTS: Permission[] = [
  'dashboard.read',
  'dealers.read',
  'dealers.edit',
  'members.read',
  'members.edit',
  'orders.read',
  'orders.close',
  'orders.dispatch',
  'orders.ship',
  'cards.read',
  'cards.redeem',
  'earnings.read',
  'payments.read',
  'leads.read',
  'leads.assign',
  'staff.read',
  'staff.edit',
  'accounts.read',
  'accounts.edit',
]

let rig: Rig
let admin: string
let ours: Network
let theirs: Network
let roleId: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  const shop = await createShop(rig, admin)
  ours = await createNetwork(rig, { admin, shop, name: NAMES[0] })
  theirs = await createNetwork(rig, { admin, shop, name: NAMES[1] })
  const made = await rig.do(admin, 'identity.createRole', {
    name: '片区主管',
    note: '',
    permissions: RIGHTS,
  })
  roleId = made.roleId
})
afterAll(() => rig.stop())

const dealers = (...dealerIds: string[]): DataScope => ({ kind: 'dealers', dealerIds })
const departments = (...ids: string[]): DataScope => ({ kind: 'departments', departmentIds: ids })

const draft = (scope?: DataScope) => ({
  login: `scope-${randomUUID().slice(0, 8)}`,
  name: '温如玉',
  phone: null,
  roleIds: [roleId],
  ...(scope ? { scope } : {}),
  initialPassword: PASSWORD,
})

async function account(scope?: DataScope) {
  const form = draft(scope)
  const { accountId } = await rig.do(admin, 'identity.createAccount', form)
  return { accountId, login: form.login, token: await signIn(form.login) }
}

/** Signs in and chooses the password that is used from then on. */
async function signIn(login: string): Promise<string> {
  const { token } = await rig.do(null, 'identity.signInConsole', { login, password: PASSWORD })
  const change = { oldPassword: PASSWORD, newPassword: `${PASSWORD}-2` }
  return (await rig.do(token, 'identity.changePassword', change)).token
}

async function change(
  accountId: string,
  more: { scope?: DataScope; roleIds?: string[] },
  by = admin,
) {
  return rig.call(by, 'identity.updateAccount', {
    accountId,
    name: '温如玉',
    phone: null,
    roleIds: [roleId],
    version: await versionOf(rig, 'identity.account', accountId),
    ...more,
  })
}

const MISSING = { status: 404, code: 'NOT_FOUND' }

test('AD-339 accounts are added, edited, disabled, given roles and data scope, and reset', async () => {
  const all = await account()
  expect((await seenInConsole(rig, all.token)).ids).toEqual(
    [...ofDepartment(ours), ...ofDepartment(theirs)].sort(),
  )

  const made = await account(dealers(ours.dealerId))
  const named = { filter: { keyword: made.login } }
  expect((await rig.do(admin, 'identity.listAccounts', named)).rows).toMatchObject([
    { id: made.accountId, roleIds: [roleId], scopeNames: [NAMES[0]], scope: { kind: 'dealers' } },
  ])
  expect(await seenInConsole(rig, made.token)).toEqual({
    payments: 2,
    ids: ofDealers(ours).sort(),
    members: [`${NAMES[0]}二级`],
  })

  // A change counts at the next call of the same session, and an edit without a scope keeps it.
  await change(made.accountId, { scope: departments(theirs.departmentId) })
  await change(made.accountId, {})
  expect(await seenInConsole(rig, made.token)).toEqual({
    payments: 2,
    ids: ofDepartment(theirs).sort(),
    members: [`${NAMES[1]}二级`],
  })
  await change(made.accountId, { roleIds: [] })
  expect(await rig.call(made.token, 'orders.listOrders', {})).toMatchObject({ code: 'FORBIDDEN' })

  const { accountId } = made
  await rig.do(admin, 'identity.resetPassword', { accountId, newPassword: PASSWORD })
  expect(await rig.call(made.token, 'identity.getMe', {})).toMatchObject({ status: 401 })
  const again = await signIn(made.login)
  await rig.do(admin, 'identity.setAccountState', { accountId, state: 'disabled' })
  expect(await rig.call(again, 'identity.getMe', {})).toMatchObject({ status: 401 })
  expect(
    await rig.call(null, 'identity.signInConsole', { login: made.login, password: PASSWORD }),
  ).toMatchObject({ ok: false })

  const { accountId: own } = await rig.do(admin, 'identity.getMe', {})
  const off = { accountId: own, state: 'disabled' as const }
  expect(await rig.call(admin, 'identity.setAccountState', off)).toMatchObject({
    code: 'CANNOT_DISABLE_SELF',
  })
  expect(await rig.call(all.token, 'identity.setAccountState', off)).toMatchObject({
    code: 'LAST_SUPER_ADMIN',
  })
  expect(await change(own, { roleIds: [] })).toMatchObject({ code: 'LAST_SUPER_ADMIN' })
  const { rows } = await rig.do(admin, 'identity.listRoles', {})
  const superRole = rows.find((role) => role.superAdmin)?.id ?? ''
  const narrowed = { roleIds: [superRole], scope: dealers(ours.dealerId) }
  expect(await change(own, narrowed)).toMatchObject({ code: 'LAST_SUPER_ADMIN' })
})

test('details and commands outside the data scope answer NOT_FOUND', async () => {
  for (const scope of [dealers(ours.dealerId), departments(ours.departmentId)]) {
    const { token } = await account(scope)
    for (const answer of await detailsInConsole(rig, token, ours)) {
      expect(answer).toMatchObject({ ok: true })
    }
    for (const answer of await detailsInConsole(rig, token, theirs)) {
      expect(answer).toMatchObject(MISSING)
    }
    const { dealerId, orderId, employeeId } = theirs
    const tried = [
      rig.call(token, 'channel.setDealerState', { dealerId, state: 'suspended', reason: '试' }),
      rig.call(token, 'sales.assignCustomer', { dealerId, employeeId: null, reason: '' }),
      rig.call(token, 'sales.assignCustomer', {
        dealerId: ours.dealerId,
        employeeId,
        reason: '',
      }),
      rig.call(token, 'orders.cancelOrder', { orderId, reason: '' }),
      rig.call(token, 'fulfilment.dispatchOrders', {
        orderIds: [orderId],
        to: { kind: 'platform' },
      }),
    ]
    for (const answer of await Promise.all(tried)) {
      expect(answer).toMatchObject(MISSING)
    }
    expect((await rig.do(token, 'channel.listOrderEarnings', { orderId })).rows).toEqual([])
  }
})

test('a note belongs to the network of its order, whoever ships it', async () => {
  const note = async (orderIds: string[]) => {
    const to = { kind: 'platform' as const }
    const done = await rig.do(admin, 'fulfilment.dispatchOrders', { orderIds, to })
    return done.dispatched[0]?.noteId ?? ''
  }
  const own = await note([ours.orderId])
  const foreign = await note([theirs.orderId])
  const { token } = await account(dealers(ours.dealerId))
  const listed = await rig.do(token, 'fulfilment.listNotes', {})
  expect(listed).toMatchObject({ total: 1, rows: [{ id: own }] })
  expect(await rig.call(token, 'fulfilment.getNote', { noteId: own })).toMatchObject({ ok: true })
  const recall = { noteId: foreign, reason: '试' }
  expect(await rig.call(token, 'fulfilment.getNote', { noteId: foreign })).toMatchObject(MISSING)
  expect(await rig.call(token, 'fulfilment.recallDispatch', recall)).toMatchObject(MISSING)
  const shipping = { noteId: foreign, carrierCode: 'shunfeng', trackingNo: 'SF1234567890123' }
  const lines = [{ lineId: randomUUID(), quantity: 1 }]
  expect(await rig.call(token, 'fulfilment.shipNote', { ...shipping, lines })).toMatchObject(
    MISSING,
  )
})

test('nobody gives a wider data scope than their own, nor touches an account that has one', async () => {
  const chief = await account(dealers(ours.dealerId, theirs.dealerId))
  const create = (scope?: DataScope) =>
    rig.call(chief.token, 'identity.createAccount', draft(scope))
  expect(await create(dealers(ours.dealerId))).toMatchObject({ ok: true })
  const tooWide = { code: 'CANNOT_GRANT', detail: { permissions: ['数据范围'] } }
  expect(await create()).toMatchObject(tooWide)
  expect(await create(departments(ours.departmentId))).toMatchObject(tooWide)
  expect(await change(chief.accountId, { scope: { kind: 'all' } }, chief.token)).toMatchObject(
    tooWide,
  )
  const { accountId } = await account()
  expect(await change(accountId, {}, chief.token)).toMatchObject(tooWide)
  const reset = { accountId, newPassword: 'Taken-2026-over' }
  expect(await rig.call(chief.token, 'identity.resetPassword', reset)).toMatchObject(tooWide)
  // A dealer of the second tier is no scope of its own, and an unknown one is none at all.
  for (const id of [ours.belowId, randomUUID()]) {
    const attempt = rig.call(admin, 'identity.createAccount', draft(dealers(id)))
    expect(await attempt).toMatchObject(MISSING)
  }
})
