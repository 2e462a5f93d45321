import { createDealer, signInDealer } from '../../../tests/rig/cast'
import {
  buy,
  changeDealer,
  createNetwork,
  joinedMember,
  type Network,
  type Place,
  setPrices,
} from '../../../tests/rig/network'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop } from '../../../tests/rig/shop'

/** Worked example A: R 1,000.00; 0.60 / 0.70 / 0.80; member level 0.95. */
const LADDER = { first: 6_000, second: 7_000, third: 8_000 }
const RETAIL = 100_000
const PAID = 95_000

let rig: Rig
let admin: string
let shop: Shop
let network: Network
const members = {} as Record<Place | 'platform', string>

beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  await setPrices(rig, admin, shop, RETAIL)
  network = await createNetwork(rig, admin, LADDER)
  const { levelId } = await rig.do(admin, 'members.createLevel', {
    name: '金卡',
    rank: 1,
    discount: 9_500,
    combine: 'any',
    spendFen: 1_000_000,
    orderCount: null,
    inviteCount: null,
  })
  for (const place of ['first', 'second', 'third', 'thirdOfFirst'] as const) {
    members[place] = await joinedMember(rig, network.phones[place])
  }
  members.platform = await joinedMember(rig, null)
  const { rows } = await rig.do(admin, 'members.listMembers', {})
  for (const { id: memberId } of rows) {
    await rig.do(admin, 'members.setMemberLevel', { memberId, levelId, reason: '测试' })
  }
})
afterAll(() => rig.stop())

const shares = async (orderId: string) =>
  (await rig.do(admin, 'channel.listOrderEarnings', { orderId })).rows

const amounts = async (orderId: string) =>
  Object.fromEntries((await shares(orderId)).map((row) => [row.tier, row.amountFen]))

const eCard = (quantity = 1) => ({ kind: 'e-card', itemId: shop.cardProductId, quantity }) as const
const goods = (quantity = 1) => ({ kind: 'package', itemId: shop.packageId, quantity }) as const

const cases: [string, Place | 'platform', Record<number, number>][] = [
  ['AD-064 member of a first tier: 350.00', 'first', { 1: 35_000 }],
  ['AD-065 member of a second tier: 100.00 and 250.00', 'second', { 1: 10_000, 2: 25_000 }],
  [
    'AD-066 member of a third tier under a first: 200.00 and 150.00',
    'thirdOfFirst',
    { 1: 20_000, 3: 15_000 },
  ],
  [
    'AD-067 member of a third tier under a second: 100.00, 100.00 and 150.00',
    'third',
    { 1: 10_000, 2: 10_000, 3: 15_000 },
  ],
  ['AD-070 member of the platform: no earnings at all', 'platform', {}],
]

test.each(cases)('%s', async (_, place, expected) => {
  const orderId = await buy(rig, members[place], eCard())
  expect(await amounts(orderId)).toEqual(expected)
})

test('AD-068 the same rules for packages, by line and quantity, freight left out', async () => {
  for (const [, place, expected] of cases) {
    const orderId = await buy(rig, members[place], goods(3))
    const tripled = Object.entries(expected).map(([tier, amount]) => [tier, amount * 3])
    expect(await amounts(orderId)).toEqual(Object.fromEntries(tripled))
  }
})

test('AD-071 what was paid is copied, adds up with the platform share, and stays', async () => {
  const orderId = await buy(rig, members.third, goods(3))
  const before = await shares(orderId)
  const given = before.reduce((sum, row) => sum + row.amountFen, 0)
  const { goodsFen } = await rig.do(admin, 'orders.getOrder', { orderId })
  expect(goodsFen).toBe(PAID * 3)
  expect(given + 60_000 * 3).toBe(goodsFen)
  expect(before.map((row) => [row.priceFromFen, row.priceToFen, row.sourceDealerName])).toEqual([
    [60_000, 70_000, '姑苏鲜品'],
    [70_000, 80_000, '临湖小店'],
    [80_000, PAID, null],
  ])
  const { second } = network.ids
  expect((await changeDealer(rig, admin, second, { discount: 7_500 })).ok).toBe(true)
  expect(await shares(orderId)).toEqual(before)
  const next = await buy(rig, members.third, goods())
  expect(await amounts(next)).toEqual({ 1: 15_000, 2: 5_000, 3: 15_000 })
  await changeDealer(rig, admin, second, { discount: 7_000 })
})

describe('DL-075 price-difference earnings', () => {
  test('are there in 未入账 as soon as the order is paid, one line for each order line', async () => {
    const token = await signInDealer(rig, network.phones.third)
    const before = await rig.do(token, 'channel.sumMyEarnings', {})
    const orderId = await buy(rig, members.third, eCard(2))
    const after = await rig.do(token, 'channel.sumMyEarnings', {})
    expect(after.pendingFen - before.pendingFen).toBe(30_000)
    expect(after.withdrawableFen).toBe(before.withdrawableFen)
    const rows = await shares(orderId)
    expect(rows.map((row) => row.state)).toEqual(['pending', 'pending', 'pending'])
    expect(new Set(rows.map((row) => row.lineId)).size).toBe(1)
  })

  test('an unpaid order makes none', async () => {
    const { rows: addresses } = await rig.do(members.first, 'members.listAddresses', {})
    const input = { lines: [goods()], addressId: addresses[0]?.id ?? null }
    const { totalFen } = await rig.do(members.first, 'orders.quoteOrder', input)
    const { orderId } = await rig.do(members.first, 'orders.placeOrder', {
      ...input,
      expectedTotalFen: totalFen,
      fromCart: false,
      remark: '',
    })
    expect(await shares(orderId)).toEqual([])
  })
})

describe('who earns', () => {
  test('a suspended dealer earns; a closed one leaves its share to the platform', async () => {
    const set = (place: Place, state: 'active' | 'suspended' | 'closed') =>
      rig.do(admin, 'channel.setDealerState', { dealerId: network.ids[place], state, reason: '' })
    await set('second', 'suspended')
    await set('third', 'closed')
    expect(await amounts(await buy(rig, members.third, goods()))).toEqual({ 1: 10_000, 2: 10_000 })
    await set('second', 'active')
    await set('third', 'active')
  })

  test('without 线上分销 new orders give nothing, and what was earned stays', async () => {
    const own = await createDealer(rig, admin, { name: '吴中合伙人', tier: 1, discount: 6_000 })
    const member = await joinedMember(rig, own.phone)
    const earned = await buy(rig, member, goods())
    await changeDealer(rig, admin, own.dealerId, { earnsOnline: false })
    expect(await amounts(await buy(rig, member, goods()))).toEqual({})
    expect(await amounts(earned)).toEqual({ 1: 40_000 })
  })
})

describe('DL-078 earnings detail', () => {
  test('lines with their basis, by month, type, state and order, with the sum', async () => {
    const token = await signInDealer(rig, network.phones.second)
    const orderId = await buy(rig, members.third, eCard(2))
    const { orderNo } = await rig.do(admin, 'orders.getOrder', { orderId })
    const list = (filter: object) => rig.do(token, 'channel.listMyEarnings', { filter })
    const [line] = (await list({ orderNo })).rows
    expect(line).toMatchObject({
      orderNo,
      orderType: 'e-card',
      quantity: 2,
      memberName: expect.stringMatching(/^.\*\*$/),
      sourceDealerName: '临湖小店',
      priceFromFen: 70_000,
      priceToFen: 80_000,
      amountFen: 20_000,
      originalFen: 20_000,
      state: 'pending',
      settledAt: null,
    })
    expect(line?.dueAt).not.toBeNull()
    const filters = [
      {},
      { month: '2026-09' },
      { orderType: 'package' },
      { state: 'pending' },
    ] as const
    for (const filter of filters) {
      const { rows, total } = await rig.do(token, 'channel.listMyEarnings', { filter, size: 100 })
      const sum = await rig.do(token, 'channel.sumMyEarnings', { filter })
      expect(sum.count).toBe(total)
      expect(sum.sumFen).toBe(rows.reduce((all, row) => all + row.amountFen, 0))
      expect(total).toBeGreaterThan(0)
    }
    expect((await list({ month: '2026-08' })).total).toBe(0)
    expect((await list({ state: 'due' })).total).toBe(0)
    const types = new Set((await list({ orderType: 'e-card' })).rows.map((row) => row.orderType))
    expect([...types]).toEqual(['e-card'])
    const month = await rig.call(token, 'channel.listMyEarnings', { filter: { month: '2026-13' } })
    expect(month).toMatchObject({ code: 'VALIDATION_FAILED' })
  })

  test('pages go on by key, and each dealer sees only its own lines', async () => {
    const token = await signInDealer(rig, network.phones.first)
    await rig.advance(61_000)
    const seen = new Set<string>()
    let after: string | undefined
    do {
      const page = await rig.do(token, 'channel.listMyEarnings', {
        size: 10,
        ...(after ? { after } : {}),
      })
      for (const row of page.rows) {
        seen.add(row.id)
      }
      after = page.next ?? undefined
    } while (after)
    const { rows } = await rig.db.query('select id from channel.earning where dealer_id = $1', [
      network.ids.first,
    ])
    expect([...seen].sort()).toEqual(rows.map((row: { id: string }) => row.id).sort())
  })
})
