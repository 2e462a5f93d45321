import { runOperation } from '../../cloudfunctions/runtime/run-operation'
import { rememberingSessions } from '../mutants/remembered-sessions'
import { createAccount, createDealer, signInDealer, signInSales } from '../rig/cast'
import { changeDealer } from '../rig/network'
import { randomPhone, signInAdmin, signInMember } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'
import { versionOf } from '../rig/versions'

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

interface Loss {
  readonly what: string
  readonly token: string
  /** An operation that the person may call until then. */
  readonly asks: string
  take(): Promise<unknown>
}

async function roleLost(): Promise<Loss> {
  const { accountId, token } = await createAccount(rig, admin, 'h5-role', ['运营'])
  return {
    what: 'a role is taken from an account',
    token,
    asks: 'orders.listOrders',
    take: async () =>
      rig.do(admin, 'identity.updateAccount', {
        accountId,
        name: '运营',
        phone: null,
        roleIds: [],
        version: await versionOf(rig, 'identity.account', accountId),
      }),
  }
}

async function rightLost(): Promise<Loss> {
  const role = { name: '看单', note: '', permissions: ['orders.read' as const] }
  const { roleId } = await rig.do(admin, 'identity.createRole', role)
  const { token } = await createAccount(rig, admin, 'h5-right', ['看单'])
  return {
    what: 'a right is taken from a role',
    token,
    asks: 'orders.listOrders',
    take: () =>
      rig.do(admin, 'identity.updateRole', { ...role, permissions: [], roleId, version: 1 }),
  }
}

async function dealerLosses(): Promise<Loss[]> {
  const dealer = await createDealer(rig, admin, { name: '停用店', tier: 1, discount: 6_000 })
  const { dealerId } = dealer
  const person = { dealerId, phone: randomPhone(), name: '操作员', modules: ['delivery' as const] }
  await rig.do(admin, 'channel.saveDealerPerson', { ...person, role: 'operator', active: true })
  const token = await signInDealer(rig, person.phone)
  const other = { ...person, phone: randomPhone() }
  await rig.do(admin, 'channel.saveDealerPerson', { ...other, role: 'operator', active: true })
  return [
    {
      what: 'an operator becomes an employee without modules',
      token,
      asks: 'fulfilment.listStoreNotes',
      take: () =>
        rig.do(admin, 'channel.saveDealerPerson', {
          ...person,
          role: 'employee',
          modules: [],
          active: true,
        }),
    },
    {
      what: 'a person of a dealer is disabled',
      token: await signInDealer(rig, other.phone),
      asks: 'fulfilment.listStoreNotes',
      take: () =>
        rig.do(admin, 'channel.saveDealerPerson', { ...other, role: 'operator', active: false }),
    },
    {
      what: 'a store becomes a partner',
      token: await signInDealer(rig, dealer.phone),
      asks: 'fulfilment.listStoreNotes',
      take: () => changeDealer(rig, admin, dealerId, { kind: 'partner' }),
    },
  ]
}

async function salesLoss(): Promise<Loss> {
  const { departmentId } = await rig.do(admin, 'organisation.createDepartment', {
    name: '华南部',
    parentId: null,
  })
  const employee = { name: '周主管', phone: randomPhone(), departmentId, salesperson: true }
  const made = await rig.do(admin, 'organisation.createEmployee', { ...employee, supervisor: true })
  return {
    what: 'a supervisor becomes a salesperson',
    token: await signInSales(rig, employee.phone),
    asks: 'sales.listDepartmentLeads',
    take: () =>
      rig.do(admin, 'organisation.updateEmployee', {
        ...employee,
        employeeId: made.employeeId,
        supervisor: false,
        state: 'active',
        version: 1,
      }),
  }
}

async function memberLoss(): Promise<Loss> {
  const { token, phone } = await signInMember(rig)
  const { rows } = await rig.do(admin, 'members.listMembers', { filter: { keyword: phone } })
  return {
    what: 'a member is closed',
    token,
    asks: 'orders.listMyOrders',
    take: () =>
      rig.do(admin, 'members.setMemberState', {
        memberId: rows[0]?.id ?? '',
        state: 'closed',
        reason: '试',
      }),
  }
}

const DENIED = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_ALLOWED_FOR_KIND']

async function asked(pipeline: Rig['pipeline'], { token, asks }: Loss): Promise<string> {
  const call = { name: asks, input: {}, token, address: '10.3.0.1' }
  const { body } = await runOperation(pipeline, call)
  return body.ok ? 'OK' : body.code
}

test('H5 what is taken away counts at the next request, in every app', async () => {
  const losses = [
    await roleLost(),
    await rightLost(),
    ...(await dealerLosses()),
    await salesLoss(),
    await memberLoss(),
  ]
  for (const loss of losses) {
    expect([loss.what, await asked(rig.pipeline, loss)]).toEqual([loss.what, 'OK'])
    await loss.take()
    expect([loss.what, DENIED.includes(await asked(rig.pipeline, loss))]).toEqual([loss.what, true])
  }
})

test('a planted bug is caught: a server that remembers who a token stands for', async () => {
  const remembering = rememberingSessions(rig.pipeline)
  const loss = await accountLost()
  expect(await asked(remembering, loss)).toBe('OK')
  await loss.take()
  expect(await asked(remembering, loss)).toBe('OK')
  expect(await asked(rig.pipeline, loss)).toBe('UNAUTHENTICATED')
})

/** Somebody who is out of the house altogether. */
async function accountLost(): Promise<Loss> {
  const { accountId, token } = await createAccount(rig, admin, 'h5-out', ['运营'])
  return {
    what: 'an account is disabled',
    token,
    asks: 'orders.listOrders',
    take: () => rig.do(admin, 'identity.setAccountState', { accountId, state: 'disabled' }),
  }
}
