import { createDealer, signInDealer } from '../../../tests/rig/cast'
import { changeDealer } from '../../../tests/rig/network'
import { randomPhone, signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

interface Opened {
  dealerId: string
  phone: string
  token: string
}

async function open(dealer: Parameters<typeof createDealer>[2]): Promise<Opened> {
  const made = await createDealer(rig, admin, dealer)
  return { ...made, token: await signInDealer(rig, made.phone) }
}

async function network() {
  const store = await open({ name: '昆山前进路店', tier: 1, kind: 'store', discount: 6_000 })
  const partner = await open({ name: '吴中合伙人', tier: 1, kind: 'partner', discount: 6_000 })
  const second = await open({
    name: '姑苏鲜品',
    tier: 2,
    parentId: store.dealerId,
    discount: 7_000,
  })
  const third = await open({
    name: '临湖小店',
    tier: 3,
    parentId: second.dealerId,
    discount: 8_000,
  })
  return { store, partner, second, third }
}

const me = (token: string) => rig.do(token, 'channel.getMyDealer', {})
const deliveries = (token: string) => rig.call(token, 'fulfilment.listStoreNotes', {})

const changeKind = (dealerId: string, kind: 'store' | 'partner') =>
  changeDealer(rig, admin, dealerId, { kind })

test('DL-018 menus and operations follow the tier', async () => {
  const { store, second, third } = await network()
  const first = await me(store.token)
  expect(first).toMatchObject({ tier: 1, storedValueFen: 0, creditLimitFen: 0, debtFen: 0 })
  expect(first.menus).toEqual(
    expect.arrayContaining(['stored-value', 'credit', 'activation', 'downstream-returns']),
  )
  const middle = await me(second.token)
  expect(middle).toMatchObject({
    tier: 2,
    parentName: '昆山前进路店',
    storedValueFen: null,
    creditLimitFen: null,
    debtFen: null,
  })
  expect(middle.menus).toEqual(
    expect.arrayContaining(['cards', 'activation-requests', 'downstream-requests', 'network']),
  )
  for (const closed of ['stored-value', 'credit', 'activation']) {
    expect(middle.menus).not.toContain(closed)
  }
  const last = await me(third.token)
  expect(last.menus).toEqual(expect.arrayContaining(['cards', 'activation-requests', 'returns']))
  expect(last.menus.filter((menu) => /downstream|network|stored|credit/.test(menu))).toEqual([])
  for (const outside of [second, third]) {
    expect(await deliveries(outside.token)).toMatchObject({ status: 403, code: 'FORBIDDEN' })
  }
})

test('DL-019 delivery is the store’s; a change of kind counts from the next call', async () => {
  const { store, partner, second, third } = await network()
  expect((await me(store.token)).menus).toEqual(
    expect.arrayContaining(['stock-orders', 'delivery', 'delivery-settlement']),
  )
  expect((await deliveries(store.token)).ok).toBe(true)
  for (const [other, code] of [
    [partner, 'NOT_ALLOWED_FOR_KIND'],
    [second, 'FORBIDDEN'],
    [third, 'FORBIDDEN'],
  ] as const) {
    const { menus } = await me(other.token)
    expect(menus.filter((menu) => /stock-orders|delivery/.test(menu))).toEqual([])
    expect(await deliveries(other.token)).toMatchObject({ code })
  }
  await changeKind(store.dealerId, 'partner')
  expect(await deliveries(store.token)).toMatchObject({ code: 'NOT_ALLOWED_FOR_KIND' })
  expect((await me(store.token)).menus).not.toContain('delivery')
  await changeKind(partner.dealerId, 'store')
  expect((await deliveries(partner.token)).ok).toBe(true)
  expect((await me(partner.token)).menus).toContain('delivery')
})

async function worker(dealerId: string, role: 'operator' | 'employee', by = admin) {
  const phone = randomPhone()
  const modules = role === 'operator' ? (['employees'] as 'employees'[]) : []
  const person = { dealerId, phone, name: '顾云舒', role, modules, active: true }
  const answer = await rig.call(by, 'channel.saveDealerPerson', person)
  return { person, answer, phone }
}

describe('people of a dealer', () => {
  test('the owner makes operators, an operator for 员工管理 only employees', async () => {
    const { store } = await network()
    const made = await worker(store.dealerId, 'operator', store.token)
    expect(made.answer.ok).toBe(true)
    const operator = await signInDealer(rig, made.phone)
    expect(await me(operator)).toMatchObject({
      role: 'operator',
      modules: ['employees'],
      storedValueFen: null,
    })
    const employee = await worker(store.dealerId, 'employee', operator)
    expect(employee.answer.ok).toBe(true)
    const denied = await worker(store.dealerId, 'operator', operator)
    expect(denied.answer).toMatchObject({ code: 'FORBIDDEN' })
    const token = await signInDealer(rig, employee.phone)
    expect((await worker(store.dealerId, 'employee', token)).answer).toMatchObject({
      code: 'FORBIDDEN',
    })
    expect((await me(token)).menus).toEqual(['invite-members', 'members', 'messages'])
    expect(await rig.call(token, 'channel.listMyEarnings', {})).toMatchObject({ code: 'FORBIDDEN' })
  })

  test('another dealer is not found, a used phone refused, an employee has no module', async () => {
    const { store, second } = await network()
    const foreign = await worker(store.dealerId, 'employee', second.token)
    expect(foreign.answer).toMatchObject({ status: 404, code: 'NOT_FOUND' })
    const base = { dealerId: store.dealerId, name: '店员', modules: [] as never[], active: true }
    const taken = { ...base, phone: second.phone, role: 'employee' as const }
    expect(await rig.call(store.token, 'channel.saveDealerPerson', taken)).toMatchObject({
      code: 'PHONE_TAKEN',
    })
    const own = { ...base, phone: store.phone, role: 'employee' as const }
    expect(await rig.call(store.token, 'channel.saveDealerPerson', own)).toMatchObject({
      code: 'PHONE_TAKEN',
    })
    const loaded = {
      ...base,
      phone: randomPhone(),
      role: 'employee',
      modules: ['delivery' as const],
    }
    expect(
      await rig.call(admin, 'channel.saveDealerPerson', { ...loaded, role: 'employee' }),
    ).toMatchObject({
      code: 'VALIDATION_FAILED',
    })
  })

  test('a change of rights counts from the next call; who left can work elsewhere', async () => {
    const { store, partner } = await network()
    const { person, phone } = await worker(store.dealerId, 'operator')
    const token = await signInDealer(rig, phone)
    await rig.do(admin, 'channel.saveDealerPerson', { ...person, modules: ['delivery'] })
    expect(await me(token)).toMatchObject({ modules: ['delivery'] })
    await rig.do(admin, 'channel.saveDealerPerson', { ...person, active: false })
    expect(await rig.call(token, 'channel.getMyDealer', {})).toMatchObject({ status: 401 })
    const moved = { ...person, dealerId: partner.dealerId }
    expect((await rig.call(admin, 'channel.saveDealerPerson', moved)).ok).toBe(true)
    expect(await rig.call(admin, 'channel.saveDealerPerson', person)).toMatchObject({
      code: 'PHONE_TAKEN',
    })
  })
})

describe('invites', () => {
  test('a member belongs to the dealer, and to the employee whose code it was', async () => {
    const { store } = await network()
    const { phone } = await worker(store.dealerId, 'employee')
    const employee = await signInDealer(rig, phone)
    const cases: [string, string, string | null][] = [
      [store.token, '昆山前进路店', null],
      [employee, '顾云舒', '顾云舒'],
    ]
    for (const [token, inviterName, employeeName] of cases) {
      const code = await rig.do(token, 'channel.getInviteCode', {})
      expect(code.path).toContain(code.token)
      const shown = await rig.do(null, 'members.getInvite', { token: code.token })
      expect(shown).toEqual({ inviterName, dealerName: '昆山前进路店' })
      const member = await signInMember(rig, randomPhone(), code.token)
      const { rows } = await rig.do(admin, 'members.listMembers', {
        filter: { keyword: member.phone },
      })
      expect(rows[0]).toMatchObject({ dealerName: '昆山前进路店', employeeName })
    }
  })

  test('without 线上分销 there is no invite, and a printed one is dead', async () => {
    const { store } = await network()
    const { token } = await rig.do(store.token, 'channel.getInviteCode', {})
    await changeDealer(rig, admin, store.dealerId, { earnsOnline: false })
    expect(await rig.call(store.token, 'channel.getInviteCode', {})).toMatchObject({
      code: 'MODE_OFF',
    })
    expect(await rig.call(null, 'members.getInvite', { token })).toMatchObject({
      code: 'INVITE_INVALID',
    })
    expect((await me(store.token)).menus).not.toContain('earnings')
  })
})
