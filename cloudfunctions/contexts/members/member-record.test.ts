import type { SentInputOf } from '@xietong/domain/kernel/operation'
import type { Operations } from '@xietong/domain/operations'
import { signInDealer } from '../../../tests/rig/cast'
import { createNetwork } from '../../../tests/rig/network'
import { randomPhone, signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'

type Filter = NonNullable<SentInputOf<Operations['members.listMembers']>['filter']>

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

const level = (name: string, discount: number) => ({
  name,
  rank: 5,
  discount,
  combine: 'any' as const,
  spendFen: 100_000,
  orderCount: null,
  inviteCount: 3,
})
const createLevel = async (name: string, discount: number) =>
  (await rig.do(admin, 'members.createLevel', level(name, discount))).levelId
const found = async (filter: Filter) =>
  (await rig.do(admin, 'members.listMembers', { filter, sort: 'registeredAt' })).rows.map(
    ({ id }) => id,
  )
const idOf = async (token: string) => (await rig.do(token, 'members.getMyProfile', {})).memberId

test('AD-093 levels with conditions, count and state; one with members is only disabled', async () => {
  const levelId = await createLevel('金卡', 9_500)
  const empty = await createLevel('银卡', 9_800)
  const { token } = await signInMember(rig)
  const memberId = await idOf(token)
  await rig.do(admin, 'members.setMemberLevel', { memberId, levelId, reason: '老客户' })
  const levels = async () => (await rig.do(admin, 'members.listLevels', {})).rows
  const row = (await levels()).find(({ id }) => id === levelId)
  expect(row).toMatchObject({ ...level('金卡', 9_500), memberCount: 1, active: true })

  const remove = (id: string) => rig.call(admin, 'members.deleteLevel', { levelId: id })
  expect(await remove(levelId)).toMatchObject({
    code: 'IN_USE',
    message: expect.stringContaining('1 位会员'),
  })
  const standard = (await levels()).find(({ isDefault }) => isDefault)
  expect(await remove(standard?.id ?? '')).toMatchObject({ code: 'DEFAULT_LEVEL' })
  expect(await remove(empty)).toMatchObject({ ok: true })
  expect(await remove(empty)).toMatchObject({ code: 'NOT_FOUND' })
  expect((await levels()).map(({ id }) => id)).not.toContain(empty)

  const off = { ...level('金卡', 9_500), levelId, active: false, version: row?.version ?? 1 }
  await rig.do(admin, 'members.updateLevel', off)
  expect((await levels()).find(({ id }) => id === levelId)).toMatchObject({
    active: false,
    memberCount: 1,
  })
  const other = await idOf((await signInMember(rig)).token)
  const upgrade = { memberId: other, levelId, reason: '升级' }
  expect(await rig.call(admin, 'members.setMemberLevel', upgrade)).toMatchObject({
    code: 'STATE_CONFLICT',
  })
})

test('a level that is given and deleted at once never loses its member', async () => {
  for (let round = 0; round < 8; round++) {
    const levelId = await createLevel(`赛跑 ${round}`, 9_700)
    const memberId = await idOf((await signInMember(rig)).token)
    const [given, gone] = await Promise.all([
      rig.call(admin, 'members.setMemberLevel', { memberId, levelId, reason: '调整' }),
      rig.call(admin, 'members.deleteLevel', { levelId }),
    ])
    expect([given.ok, gone.ok].filter(Boolean)).toHaveLength(1)
  }
})

test('AD-096 each filter alone, and all that are given together', async () => {
  const network = await createNetwork(rig, admin, { first: 6_000, second: 7_000, third: 8_000 })
  const owner = await signInDealer(rig, network.phones.first)
  const workerPhone = randomPhone()
  const { dealerPersonId: employeeId } = await rig.do(owner, 'channel.saveDealerPerson', {
    dealerId: network.ids.first,
    phone: workerPhone,
    name: '店员小周',
    role: 'employee',
    modules: [],
    active: true,
  })
  const worker = await signInDealer(rig, workerPhone)
  const invite = async (token: string) => (await rig.do(token, 'channel.getInviteCode', {})).token
  const registeredFrom = rig.now().toISOString()
  const one = await signInMember(rig, undefined, await invite(owner))
  const two = await signInMember(rig, undefined, await invite(worker))
  const registeredTo = rig.now().toISOString()
  await rig.advance(5_000)
  const three = await signInMember(rig)
  const [first, second, third] = await Promise.all([one, two, three].map((m) => idOf(m.token)))
  const ids = [first, second, third] as string[]
  const levelId = await createLevel('黑金卡', 9_300)
  await rig.do(admin, 'members.setMemberLevel', { memberId: ids[1] ?? '', levelId, reason: '调整' })
  await rig.do(two.token, 'members.updateMyProfile', { nickname: '林晓月_', avatar: null })
  await rig.do(admin, 'members.setMemberTags', {
    memberId: ids[1] ?? '',
    tags: ['企业客户', '企业客户', '常客'],
  })
  const dealerId = network.ids.first
  const cases: [Filter, (string | undefined)[]][] = [
    [{ name: '林晓月_' }, [second]],
    [{ name: '_' }, []],
    [{ phone: three.phone }, [third]],
    [{ phone: '2' }, []],
    [{ levelId }, [second]],
    [{ levelDiscount: 9_300 }, [second]],
    [{ dealerId }, [first, second]],
    [{ employeeId }, [second]],
    [{ registeredFrom, registeredTo }, [first, second]],
    [{ tag: '常客' }, [second]],
    [{ tag: '常' }, []],
    [{ state: 'closed' }, []],
    [{ state: 'active', dealerId, registeredFrom }, [first, second]],
    [
      { name: '林', phone: two.phone, levelId, levelDiscount: 9_300, dealerId, employeeId },
      [second],
    ],
    [{ name: '林', phone: one.phone }, []],
    [{ tag: '常客', levelDiscount: 10_000 }, []],
  ]
  for (const [filter, wanted] of cases) {
    expect([filter, await found(filter)]).toEqual([filter, wanted])
  }
  const foreign = { memberId: network.ids.first, tags: [] }
  expect(await rig.call(admin, 'members.setMemberTags', foreign)).toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('AD-101 the record with inviter, owner, registration and last visit', async () => {
  const network = await createNetwork(rig, admin, { first: 6_000, second: 7_000, third: 8_000 })
  const owner = await signInDealer(rig, network.phones.first)
  const invite = await rig.do(owner, 'channel.getInviteCode', {})
  const began = rig.now().getTime()
  const { token, phone } = await signInMember(rig, undefined, invite.token)
  const memberId = await idOf(token)
  const read = () => rig.do(admin, 'members.getMember', { memberId })
  const fresh = await read()
  expect(fresh).toMatchObject({
    nickname: `会员${phone.slice(-4)}`,
    avatar: null,
    phone: expect.stringContaining(phone.slice(-4)),
    levelName: '普通会员',
    inviterKind: 'dealer',
    inviterName: '湖畔人家',
    dealerName: '湖畔人家',
    employeeName: null,
    registeredBy: 'sms',
    state: 'active',
  })
  expect(Date.parse(fresh.registeredAt)).toBeGreaterThanOrEqual(began)
  await rig.advance(30 * 60_000)
  await idOf(token)
  const visited = await read()
  const later = Date.parse(visited.lastVisitAt ?? '') - Date.parse(fresh.lastVisitAt ?? '')
  expect(later).toBeGreaterThanOrEqual(30 * 60_000)
  await rig.do(token, 'identity.signOut', {})
  expect((await read()).lastVisitAt).toBe(visited.lastVisitAt)
  const unknown = { memberId: network.ids.first }
  expect(await rig.call(admin, 'members.getMember', unknown)).toMatchObject({ code: 'NOT_FOUND' })
})
