import type { OutputOf, SentInputOf } from '@xietong/domain/kernel/operation'
import type { Operations } from '@xietong/domain/operations'
import { createAccount, createDealer, signInDealer } from '../../../tests/rig/cast'
import { changeDealer, createNetwork, type Network } from '../../../tests/rig/network'
import { randomPhone, signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { runCommand } from '../../runtime/run-command'
import { post } from '../ledger'

type Row = OutputOf<Operations['channel.listDealers']>['rows'][number]
type Query = SentInputOf<Operations['channel.listDealers']>

let rig: Rig
let admin: string
let network: Network
let partnerId: string
let salespersonId: string

beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  network = await createNetwork(rig, admin, { first: 6_000, second: 7_000, third: 8_000 })
  const partner = { name: '吴中合伙人', tier: 1, kind: 'partner', discount: 6_100 } as const
  partnerId = (await createDealer(rig, admin, partner)).dealerId
  await changeDealer(rig, admin, partnerId, { earnsOnline: false })
  const { departmentId } = await rig.do(admin, 'organisation.createDepartment', {
    name: '华东一部',
    parentId: null,
  })
  const employee = await rig.do(admin, 'organisation.createEmployee', {
    name: '陆子衿',
    phone: randomPhone(),
    departmentId,
    salesperson: true,
    supervisor: false,
  })
  salespersonId = employee.employeeId
  const dealerId = network.ids.first
  await rig.do(admin, 'sales.assignCustomer', { dealerId, employeeId: salespersonId, reason: '' })
})
afterAll(() => rig.stop())

const list = async (query: Query = {}): Promise<Row[]> =>
  (await rig.do(admin, 'channel.listDealers', query)).rows
const names = async (filter: Query['filter']) =>
  (await list({ filter })).map(({ name }) => name).sort()

const everybody = ['临湖小店', '吴中合伙人', '姑苏鲜品', '山塘小馆', '湖畔人家'].sort()

test('AD-028 each filter alone, and all that are given together', async () => {
  expect(await names({})).toEqual(everybody)
  const { ids, phones } = network
  const cases: [NonNullable<Query['filter']>, string[]][] = [
    [{ name: '小' }, ['临湖小店', '山塘小馆']],
    [{ name: '%' }, []],
    [{ phone: phones.second.slice(3, 9) }, ['姑苏鲜品']],
    [{ tier: 3 }, ['临湖小店', '山塘小馆']],
    [{ kind: 'partner' }, ['吴中合伙人']],
    [{ businessType: 'online' }, everybody.filter((name) => name !== '吴中合伙人')],
    [{ businessType: 'offline' }, everybody],
    [{ parentId: ids.first }, ['姑苏鲜品', '山塘小馆']],
    [{ salespersonId }, everybody.filter((name) => name !== '吴中合伙人')],
    [{ state: 'suspended' }, []],
    [{ tier: 3, parentId: ids.second, salespersonId, name: '临湖' }, ['临湖小店']],
    [{ tier: 3, parentId: ids.second, kind: 'store' }, []],
    [{ tier: 1, businessType: 'online', state: 'active', salespersonId }, ['湖畔人家']],
  ]
  for (const [filter, wanted] of cases) {
    expect([filter, await names(filter)]).toEqual([filter, [...wanted].sort()])
  }
  await rig.do(admin, 'channel.setDealerState', {
    dealerId: ids.thirdOfFirst,
    state: 'suspended',
    reason: '歇业',
  })
  expect(await names({ state: 'suspended' })).toEqual(['山塘小馆'])
  expect(await names({ state: 'suspended', tier: 2 })).toEqual([])
})

const topUp = (dealerId: string, amountFen: number) =>
  runCommand(rig.deps, 'test', (ctx) =>
    post(ctx, {
      kind: 'top-up',
      reference: { kind: 'dealer', id: dealerId },
      entries: [
        { account: { owner: 'dealer', ownerId: dealerId, kind: 'stored-value' }, amountFen },
        { account: { owner: 'platform', kind: 'top-up' }, amountFen: -amountFen },
      ],
    }),
  )

test('AD-029 every column of a row, sorted by joining time and by balance', async () => {
  const { ids, phones } = network
  const owner = await signInDealer(rig, phones.first)
  const invite = await rig.do(owner, 'channel.getInviteCode', {})
  await signInMember(rig, undefined, invite.token)
  await signInMember(rig, undefined, invite.token)
  await topUp(ids.first, 1_234_500)
  const rows = await list({ sort: 'createdAt' })
  expect(rows[0]).toMatchObject({
    no: expect.stringMatching(/^\d{7}$/),
    name: '湖畔人家',
    contact: '负责人',
    phone: expect.stringContaining(phones.first.slice(-4)),
    tier: 1,
    kind: 'store',
    sellsOffline: true,
    earnsOnline: true,
    parentName: null,
    discount: 6_000,
    storedValueFen: 1_234_500,
    availableCreditFen: 0,
    childCount: 2,
    memberCount: 2,
    salespersonName: '陆子衿',
    state: 'active',
  })
  const second = rows.find(({ id }) => id === ids.second)
  expect(second).toMatchObject({
    parentName: '湖畔人家',
    storedValueFen: null,
    availableCreditFen: null,
    salespersonName: '陆子衿',
    memberCount: 0,
    childCount: 1,
  })
  const times = rows.map(({ createdAt }) => createdAt)
  expect(times).toEqual([...times].sort())
  expect((await list({})).map(({ createdAt }) => createdAt)).toEqual([...times].reverse())
  const richest = await list({ sort: '-balance' })
  expect(richest.map(({ storedValueFen }) => storedValueFen)).toEqual([
    1_234_500,
    0,
    null,
    null,
    null,
  ])
  const poorest = await list({ sort: 'balance', size: 10 })
  expect(poorest.at(-1)?.id).toBe(ids.first)
  expect(new Set(rows.map(({ no }) => no)).size).toBe(rows.length)
  expect((await list({ filter: { keyword: second?.no ?? '' } })).map(({ id }) => id)).toEqual([
    ids.second,
  ])
})

test('a limited data scope sees its own network only, whatever it filters by', async () => {
  const { token, accountId } = await createAccount(rig, admin, 'scoped', ['运营'])
  const scope = { kind: 'dealers' as const, dealerIds: [partnerId] }
  const account = (await rig.do(admin, 'identity.listAccounts', {})).rows.find(
    ({ id }) => id === accountId,
  )
  await rig.do(admin, 'identity.updateAccount', {
    accountId,
    name: account?.name ?? '',
    phone: null,
    roleIds: account?.roleIds ?? [],
    scope,
    version: account?.version ?? 1,
  })
  const seen = await rig.do(token, 'channel.listDealers', { filter: { tier: 1 } })
  expect(seen.rows.map(({ id }) => id)).toEqual([partnerId])
  const other = { dealerId: network.ids.first }
  expect(await rig.call(token, 'channel.getDealer', other)).toMatchObject({ code: 'NOT_FOUND' })
  const phone = randomPhone()
  await rig.do(admin, 'channel.saveDealerPerson', {
    dealerId: partnerId,
    phone,
    name: '店员小周',
    role: 'employee',
    modules: [],
    active: true,
  })
  const staff = await rig.do(token, 'channel.listDealerPeople', { keyword: '小周' })
  expect(staff.rows).toMatchObject([{ name: '店员小周', dealerName: '吴中合伙人' }])
  const foreign = { dealerId: network.ids.first }
  expect((await rig.do(token, 'channel.listDealerPeople', foreign)).rows).toEqual([])
  const bySalesperson = { filter: { salespersonId } }
  expect((await rig.do(token, 'channel.listDealers', bySalesperson)).rows).toEqual([])
})
