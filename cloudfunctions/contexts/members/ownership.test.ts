import { createDealer, signInDealer } from '../../../tests/rig/cast'
import { randomPhone, signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

async function stored(phone: string) {
  const { rows } = await rig.db.query(
    `select m.inviter_kind, m.inviter_id, m.dealer_id, m.employee_id from members.member m
     join identity.person p on p.id = m.person_id where p.phone = $1`,
    [phone],
  )
  return rows[0]
}
const listed = async (phone: string) =>
  (await rig.do(admin, 'members.listMembers', { filter: { keyword: phone } })).rows[0]

test('MB-002 inviter, dealer, employee are set once; no employee passes on', async () => {
  const dealer = await createDealer(rig, admin, { name: '湖畔店', tier: 1, discount: 6_000 })
  const owner = await signInDealer(rig, dealer.phone)
  const workerPhone = randomPhone()
  const { dealerPersonId } = await rig.do(owner, 'channel.saveDealerPerson', {
    dealerId: dealer.dealerId,
    phone: workerPhone,
    name: '店员小周',
    role: 'employee',
    modules: [],
    active: true,
  })
  const worker = await signInDealer(rig, workerPhone)
  const byDealer = await rig.do(owner, 'channel.getInviteCode', {})
  const byWorker = await rig.do(worker, 'channel.getInviteCode', {})
  expect(byWorker.token.length).toBeLessThanOrEqual(32)

  const first = await signInMember(rig, randomPhone(), byDealer.token)
  expect(await stored(first.phone)).toEqual({
    inviter_kind: 'dealer',
    inviter_id: dealer.dealerId,
    dealer_id: dealer.dealerId,
    employee_id: null,
  })
  const second = await signInMember(rig, randomPhone(), byWorker.token)
  expect(await stored(second.phone)).toEqual({
    inviter_kind: 'employee',
    inviter_id: dealerPersonId,
    dealer_id: dealer.dealerId,
    employee_id: dealerPersonId,
  })
  expect(await listed(second.phone)).toMatchObject({
    dealerName: '湖畔店',
    employeeName: '店员小周',
    inviterName: '店员小周',
  })
  expect(await rig.do(second.token, 'members.getMyProfile', {})).toMatchObject({
    dealerName: '湖畔店',
  })

  const byMember = await rig.do(second.token, 'members.getMyInvite', {})
  expect(byMember.path).toContain(byMember.token)
  expect(await rig.do(null, 'members.getInvite', { token: byMember.token })).toMatchObject({
    dealerName: '湖畔店',
  })
  const third = await signInMember(rig, randomPhone(), byMember.token)
  const { memberId } = await rig.do(second.token, 'members.getMyProfile', {})
  expect(await stored(third.phone)).toEqual({
    inviter_kind: 'member',
    inviter_id: memberId,
    dealer_id: dealer.dealerId,
    employee_id: null,
  })

  const nobody = { inviter_kind: null, inviter_id: null, dealer_id: null, employee_id: null }
  const alone = await signInMember(rig)
  expect(await stored(alone.phone)).toEqual(nobody)
  const wrong = await signInMember(rig, randomPhone(), 'no-such-invite')
  expect(await stored(wrong.phone)).toEqual(nobody)
  expect(await rig.call(null, 'members.getInvite', { token: 'no-such-invite' })).toMatchObject({
    code: 'INVITE_INVALID',
  })

  await rig.advance(61_000)
  await signInMember(rig, alone.phone, byDealer.token)
  expect(await stored(alone.phone)).toEqual(nobody)
})

test('the console finds members by phone, and the list masks it for everybody', async () => {
  const { token, phone } = await signInMember(rig)
  await rig.do(token, 'members.updateMyProfile', { nickname: '蟹友甲乙', avatar: null })
  const { memberId, levelName } = await rig.do(token, 'members.getMyProfile', {})
  for (const keyword of [phone, phone.slice(0, 8), '蟹友甲']) {
    const { rows } = await rig.do(admin, 'members.listMembers', { filter: { keyword } })
    expect(rows.map((row) => row.id)).toContain(memberId)
  }
  const masked = `${phone.slice(0, 3)}****${phone.slice(-4)}`
  expect(await listed(phone)).toMatchObject({ nickname: '蟹友甲乙', phone: masked, levelName })
  const from = rig.now().toISOString()
  const { rows } = await rig.do(admin, 'members.listMembers', {
    filter: { registeredFrom: from },
    sort: 'registeredAt',
  })
  expect(rows).toEqual([])

  const { roleId } = await rig.do(admin, 'identity.createRole', {
    name: '只看会员',
    note: '',
    permissions: ['members.read'],
  })
  const login = { login: 'viewer', password: 'View-2026-only' }
  await rig.do(admin, 'identity.createAccount', {
    login: login.login,
    name: '查看者',
    phone: null,
    roleIds: [roleId],
    initialPassword: login.password,
  })
  await rig.db.query('update identity.account set must_change_password = false')
  const viewer = await rig.do(null, 'identity.signInConsole', login)
  const seen = await rig.do(viewer.token, 'members.listMembers', { filter: { keyword: phone } })
  expect(seen.rows[0]?.phone).toBe(masked)
})
