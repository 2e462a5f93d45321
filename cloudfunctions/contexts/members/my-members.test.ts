import { createDealer, signInDealer } from '../../../tests/rig/cast'
import { buy, createNetwork, joinedMember, type Network } from '../../../tests/rig/network'
import { randomPhone, signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
let network: Network
let owner: string
let worker: string
let workerId: string

beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  network = await createNetwork(rig, admin, { first: 6_000, second: 7_000, third: 8_000 })
  owner = await signInDealer(rig, network.phones.first)
  const phone = randomPhone()
  const made = await rig.do(owner, 'channel.saveDealerPerson', {
    dealerId: network.ids.first,
    phone,
    name: '店员小周',
    role: 'employee',
    modules: [],
    active: true,
  })
  workerId = made.dealerPersonId
  worker = await signInDealer(rig, phone)
})
afterAll(() => rig.stop())

const inviteOf = async (dealer: string) => (await rig.do(dealer, 'channel.getInviteCode', {})).token
const memberInvite = async (member: string) =>
  (await rig.do(member, 'members.getMyInvite', {})).token
const memberId = async (member: string) =>
  (await rig.do(member, 'members.getMyProfile', {})).memberId
const mine = async (dealer: string, filter: { keyword?: string; seed?: boolean } = {}) =>
  (await rig.do(dealer, 'members.listMyMembers', { filter, sort: 'registeredAt' })).rows

test('DL-029 seed members and all who came from them at any depth, with the total', async () => {
  const seed = await signInMember(rig, undefined, await inviteOf(owner))
  const ofWorker = await signInMember(rig, undefined, await inviteOf(worker))
  const chain = [seed]
  for (let depth = 0; depth < 4; depth++) {
    const above = chain.at(-1) ?? seed
    chain.push(await signInMember(rig, undefined, await memberInvite(above.token)))
  }
  const below = await signInDealer(rig, network.phones.second)
  const stranger = await signInMember(rig, undefined, await inviteOf(below))
  await signInMember(rig)

  const rows = await mine(owner)
  expect(rows.map(({ phone }) => phone)).toEqual([
    seed.phone,
    ofWorker.phone,
    ...chain.slice(1).map(({ phone }) => phone),
  ])
  expect(rows.map((row) => row.seed)).toEqual([true, true, false, false, false, false])
  expect(await rig.do(owner, 'members.countMyMembers', {})).toEqual({ total: 6, seed: 2 })
  expect((await mine(owner, { seed: false })).length).toBe(4)
  expect((await mine(below)).map(({ phone }) => phone)).toEqual([stranger.phone])
  const hidden = { memberId: await memberId(stranger.token) }
  expect(await rig.call(owner, 'members.getMyMember', hidden)).toMatchObject({ code: 'NOT_FOUND' })

  // An employee sees their own, never those of the dealer or whom these invited.
  expect((await mine(worker)).map(({ phone }) => phone)).toEqual([ofWorker.phone])
  expect(await rig.do(worker, 'members.countMyMembers', {})).toEqual({ total: 1, seed: 1 })
  const others = { memberId: await memberId(seed.token) }
  expect(await rig.call(worker, 'members.getMyMember', others)).toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(await mine(owner, { keyword: seed.phone.slice(-4) })).toHaveLength(1)
  expect(await mine(below, { keyword: seed.phone })).toEqual([])
})

test('DL-028 the code of a dealer and of an employee brings members to each', async () => {
  const invites = {
    dealer: await rig.do(owner, 'channel.getInviteCode', {}),
    employee: await rig.do(worker, 'channel.getInviteCode', {}),
  }
  expect(invites.dealer.token).not.toBe(invites.employee.token)
  const joined = async (token: string) => {
    const { phone } = await signInMember(rig, undefined, token)
    return (await rig.do(admin, 'members.listMembers', { filter: { phone } })).rows[0]
  }
  expect(await joined(invites.dealer.token)).toMatchObject({
    dealerName: '湖畔人家',
    employeeName: null,
    inviterName: '湖畔人家',
  })
  expect(await joined(invites.employee.token)).toMatchObject({
    dealerName: '湖畔人家',
    employeeName: '店员小周',
    inviterName: '店员小周',
  })
  for (const dealer of [owner, worker]) {
    const code = await rig.do(dealer, 'channel.drawInviteCode', {})
    const picture = await fetch(`${rig.baseUrl}/files/${code.picture}`)
    expect(picture.headers.get('content-type')).toBe('image/png')
    const bytes = Buffer.from(await picture.arrayBuffer()).toString('latin1')
    expect(bytes).toContain(JSON.stringify(await inviteOf(dealer)).slice(1, -1))
  }
})

test('DL-030 what a dealer sees of a member, with paid orders only', async () => {
  const shop = await createShop(rig, admin)
  const token = await joinedMember(rig, network.phones.third)
  const third = await signInDealer(rig, network.phones.third)
  const id = await memberId(token)
  const line = { kind: 'e-card', itemId: shop.cardProductId, quantity: 1 } as const
  await buy(rig, token, line)
  await buy(rig, token, { ...line, quantity: 2 })
  const [row] = await mine(third)
  expect(row).toMatchObject({ id, avatar: null, seed: true })
  const seen = await rig.do(third, 'members.getMyMember', { memberId: id })
  expect(seen).toEqual({
    id,
    nickname: row?.nickname,
    avatar: null,
    phone: row?.phone,
    registeredAt: row?.registeredAt,
    inviterName: '临湖小店',
    employeeName: null,
    levelName: '普通会员',
    orders: 2,
    paidFen: 3 * 58_800,
  })
  await rig.advance(61_000)
  const fresh = await joinedMember(rig, network.phones.third)
  const unpaid = await rig.do(third, 'members.getMyMember', { memberId: await memberId(fresh) })
  expect(unpaid).toMatchObject({ orders: 0, paidFen: 0 })
})

test('MB-003 a later scan of another dealer or member changes nothing', async () => {
  const other = await createDealer(rig, admin, { name: '东山农家', tier: 1, discount: 6_000 })
  const rival = await signInDealer(rig, other.phone)
  const member = await signInMember(rig, undefined, await inviteOf(worker))
  const facts = async () => {
    const { rows } = await rig.db.query(
      `select m.* from members.member m join identity.person p on p.id = m.person_id
       where p.phone = $1`,
      [member.phone],
    )
    return rows
  }
  const before = await facts()
  expect(before).toMatchObject([{ dealer_id: network.ids.first, employee_id: workerId }])
  const invites = [
    await inviteOf(rival),
    await memberInvite((await signInMember(rig, undefined, await inviteOf(rival))).token),
    'unknown-invite-token',
  ]
  for (const invite of invites) {
    await rig.advance(61_000)
    const again = await signInMember(rig, member.phone, invite)
    expect(await rig.do(again.token, 'members.getMyProfile', {})).toMatchObject({
      dealerName: '湖畔人家',
    })
    expect(await facts()).toEqual(before)
  }
  expect(await rig.do(rival, 'members.countMyMembers', {})).toEqual({ total: 1, seed: 1 })
  const nobody = await signInMember(rig)
  await rig.advance(61_000)
  await signInMember(rig, nobody.phone, await inviteOf(rival))
  const { rows } = await rig.do(admin, 'members.listMembers', { filter: { phone: nobody.phone } })
  expect(rows[0]).toMatchObject({ dealerName: null, employeeName: null })
})
