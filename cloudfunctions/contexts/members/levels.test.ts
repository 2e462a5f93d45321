import { randomUUID } from 'node:crypto'
import { createDealer } from '../../../tests/rig/cast'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

const level = (discount: number, name = `等级${randomUUID().slice(0, 6)}`) => ({
  name,
  rank: 10,
  discount,
  combine: 'any' as const,
  spendFen: 100_000,
  orderCount: 3,
  inviteCount: null,
})
const levels = async () => (await rig.do(admin, 'members.listLevels', {})).rows

test('AD-092 a level lies above every dealer; conflicts name the dealers', async () => {
  await createDealer(rig, admin, { name: '湖畔人家', tier: 1, discount: 8_000 })
  const [first] = await levels()
  expect(first).toMatchObject({ discount: 10_000, isDefault: true, active: true })

  const vip = level(9_500, '贵宾会员')
  const { levelId } = await rig.do(admin, 'members.createLevel', vip)
  expect((await levels()).find((row) => row.id === levelId)).toMatchObject({
    ...vip,
    memberCount: 0,
    version: 1,
  })
  for (const discount of [8_000, 7_999]) {
    expect(await rig.call(admin, 'members.createLevel', level(discount))).toMatchObject({
      code: 'LEVEL_DISCOUNT_OUT_OF_RANGE',
      detail: { dealers: ['湖畔人家'] },
    })
  }
  expect(await rig.call(admin, 'members.createLevel', level(8_001))).toMatchObject({ ok: true })
  expect(await rig.call(admin, 'members.createLevel', level(9_000, '贵宾会员'))).toMatchObject({
    code: 'DUPLICATE',
  })

  const change = { ...vip, levelId, active: true, version: 1 }
  expect(
    await rig.call(admin, 'members.updateLevel', { ...change, discount: 8_000 }),
  ).toMatchObject({ code: 'LEVEL_DISCOUNT_OUT_OF_RANGE' })
  expect(
    await rig.call(admin, 'members.updateLevel', { ...change, name: first?.name ?? '' }),
  ).toMatchObject({ code: 'DUPLICATE' })
  expect(await rig.do(admin, 'members.updateLevel', { ...change, discount: 9_700 })).toEqual({
    version: 2,
  })
  expect(await rig.call(admin, 'members.updateLevel', change)).toMatchObject({
    code: 'VERSION_CONFLICT',
  })
  const base = { ...level(10_000, '普通会员'), levelId: first?.id ?? '', version: 1 }
  for (const broken of [
    { discount: 9_900, active: true },
    { discount: 10_000, active: false },
  ]) {
    expect(await rig.call(admin, 'members.updateLevel', { ...base, ...broken })).toMatchObject({
      code: 'DEFAULT_LEVEL',
    })
  }
  expect(
    await rig.call(admin, 'members.updateLevel', { ...change, levelId: randomUUID() }),
  ).toMatchObject({ code: 'NOT_FOUND' })
})

test('a dealer and a level that meet in the middle at once: one of them is refused', async () => {
  await rig.db.query('delete from members.level where not is_default')
  for (let round = 0; round < 4; round++) {
    const middle = 9_000 - round
    const made = await Promise.all([
      rig.call(admin, 'members.createLevel', level(middle)),
      createDealer(rig, admin, { name: `中间${round}`, tier: 1, discount: middle })
        .then(() => ({ ok: true }))
        .catch(() => ({ ok: false })),
    ])
    expect(made.filter((one) => one.ok)).toHaveLength(1)
    await rig.db.query('delete from members.level where discount = $1', [middle])
    await rig.db.query(`update channel.dealer set discount = 8000 where discount = $1`, [middle])
  }
})

test('a member pays by the level given; an inactive one counts as the default', async () => {
  const { token } = await signInMember(rig)
  const { memberId } = await rig.do(token, 'members.getMyProfile', {})
  const fields = level(9_600)
  const { levelId } = await rig.do(admin, 'members.createLevel', fields)
  await rig.do(admin, 'members.setMemberLevel', { memberId, levelId, reason: '老客户' })
  expect(await rig.do(token, 'members.getMyProfile', {})).toMatchObject({
    levelName: fields.name,
    levelDiscount: 9_600,
  })
  const { rows } = await rig.do(admin, 'members.listMembers', { filter: { levelId } })
  expect(rows).toMatchObject([{ id: memberId, phone: /\*{4}/ }])
  await rig.do(admin, 'members.updateLevel', { ...fields, levelId, active: false, version: 1 })
  expect(await rig.do(token, 'members.getMyProfile', {})).toMatchObject({ levelDiscount: 10_000 })
  const again = { memberId, levelId, reason: '老客户' }
  expect(await rig.call(admin, 'members.setMemberLevel', again)).toMatchObject({
    code: 'STATE_CONFLICT',
  })
  expect(
    await rig.call(admin, 'members.setMemberLevel', { ...again, memberId: randomUUID() }),
  ).toMatchObject({ code: 'NOT_FOUND' })
})
