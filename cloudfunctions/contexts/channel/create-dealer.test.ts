import { randomUUID } from 'node:crypto'
import type { SentInputOf } from '@xietong/domain/kernel/operation'
import type { Operations } from '@xietong/domain/operations'
import { createDealer, signInDealer } from '../../../tests/rig/cast'
import { randomPhone, signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'

type Form = Omit<SentInputOf<Operations['channel.createDealer']>, 'requestId'>

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

function form(changes: Partial<Form> = {}): Form {
  return {
    name: '湖畔人家旗舰店',
    contact: '唐婉如',
    phone: randomPhone(),
    province: '江苏省',
    city: '苏州市',
    district: '昆山市',
    street: '巴城镇湖滨路 1 号',
    latitude: 31.45,
    longitude: 120.87,
    tier: 1,
    kind: 'store',
    parentId: null,
    sellsOffline: true,
    earnsOnline: true,
    discount: 6_000,
    ...changes,
  }
}

const create = (changes: Partial<Form>) => rig.call(admin, 'channel.createDealer', form(changes))
const tree = async () => {
  const first = await createDealer(rig, admin, { name: '一级', tier: 1, discount: 6_000 })
  const second = await createDealer(rig, admin, {
    name: '二级',
    tier: 2,
    parentId: first.dealerId,
    discount: 7_000,
  })
  const third = await createDealer(rig, admin, {
    name: '三级',
    tier: 3,
    parentId: second.dealerId,
    discount: 8_000,
  })
  return { first, second, third }
}
const below = (tier: number, parentId: string | null, discount: number) =>
  create({ tier, parentId, kind: null, discount })

test('AD-020 a parent of the right tier or INVALID_PARENT, nobody under a third tier', async () => {
  const { first, second, third } = await tree()
  const direct = await below(3, first.dealerId, 7_500)
  expect(direct.ok).toBe(true)
  const wrong: [number, string | null][] = [
    [1, first.dealerId],
    [2, null],
    [2, second.dealerId],
    [2, third.dealerId],
    [3, null],
    [3, third.dealerId],
    [2, randomUUID()],
  ]
  for (const [tier, parentId] of wrong) {
    const kind = tier === 1 ? 'store' : null
    const answer = await create({ tier, parentId, kind, discount: 8_500 })
    expect(answer).toMatchObject({ ok: false, status: 409, code: 'INVALID_PARENT' })
    expect(answer.ok ? '' : answer.message).toMatch(/上级/)
  }
})

test('a fourth tier is refused: rewards have three tiers at most', async () => {
  const { third } = await tree()
  const answer = await below(4, third.dealerId, 9_000)
  expect(answer).toMatchObject({ ok: false, code: 'REWARD_DEPTH' })
  const planted = rig.db.query(
    `insert into channel.dealer select (jsonb_populate_record(d, jsonb_build_object(
       'id', gen_random_uuid(), 'phone', '13800000000', 'parent_id', d.id))).*
     from channel.dealer d where d.id = $1`,
    [third.dealerId],
  )
  await expect(planted).rejects.toMatchObject({ code: expect.stringMatching(/^235/) })
})

test('kind for the first tier only, one mode at least, coordinates for a store', async () => {
  const { first } = await tree()
  const incomplete: Partial<Form>[] = [
    { kind: null },
    { tier: 2, parentId: first.dealerId, kind: 'partner', discount: 7_000 },
    { sellsOffline: false, earnsOnline: false },
    { latitude: null },
  ]
  for (const changes of incomplete) {
    expect(await create(changes)).toMatchObject({ ok: false, code: 'VALIDATION_FAILED' })
  }
  const partner = await create({ kind: 'partner', latitude: null, longitude: null })
  expect(partner.ok).toBe(true)
})

test('AD-022 a dealer carries one or both business types, and the console shows them', async () => {
  const kinds = [
    { sellsOffline: true, earnsOnline: true },
    { sellsOffline: true, earnsOnline: false },
    { sellsOffline: false, earnsOnline: true },
  ]
  for (const modes of kinds) {
    const { dealerId } = await rig.do(admin, 'channel.createDealer', form(modes))
    expect(await rig.do(admin, 'channel.getDealer', { dealerId })).toMatchObject(modes)
  }
})

test('AD-023 a first-tier discount lies above 0 and below the lowest member level', async () => {
  const levelInput = {
    name: '金卡',
    rank: 1,
    discount: 9_500,
    combine: 'any',
    spendFen: 100_000,
    orderCount: null,
    inviteCount: null,
  } as const
  await rig.do(admin, 'members.createLevel', levelInput)
  expect((await create({ discount: 9_499 })).ok).toBe(true)
  for (const discount of [9_500, 9_501, 10_000]) {
    const answer = await create({ discount })
    expect(answer).toMatchObject({
      ok: false,
      code: 'DISCOUNT_OUT_OF_RANGE',
      detail: { above: '0.00%', below: '95.00%', reason: '会员等级 金卡 95.00%' },
    })
  }
  expect(await create({ discount: 0 })).toMatchObject({ ok: false, code: 'VALIDATION_FAILED' })
  const { dealerId } = await rig.do(admin, 'channel.createDealer', form({ discount: 6_150 }))
  expect(await rig.do(admin, 'channel.getDealer', { dealerId })).toMatchObject({
    discount: 6_150,
    discountAbove: 0,
    discountBelow: 9_500,
  })
})

test('a discount below the parent or at a level names who is in the way', async () => {
  const { first } = await tree()
  const low = await below(2, first.dealerId, 6_000)
  expect(low).toMatchObject({
    code: 'DISCOUNT_OUT_OF_RANGE',
    detail: { reason: '上级 一级 60.00%' },
  })
  const high = await below(2, first.dealerId, 9_500)
  expect(high).toMatchObject({ code: 'DISCOUNT_OUT_OF_RANGE', detail: { above: '60.00%' } })
})

test('AD-030 a dealer of each tier is created whole; a used phone is refused', async () => {
  const phone = randomPhone()
  const input = form({ phone, discount: 6_100 })
  const { dealerId } = await rig.do(admin, 'channel.createDealer', input)
  const dealer = await rig.do(admin, 'channel.getDealer', { dealerId })
  expect(dealer).toMatchObject({
    ...input,
    state: 'active',
    parentName: null,
    storedValueFen: 0,
    creditLimitFen: 0,
    debtFen: 0,
    pendingFen: 0,
    withdrawableFen: 0,
  })
  const child = await below(2, dealerId, 7_100)
  const childId = child.ok ? child.value.dealerId : ''
  expect(await rig.do(admin, 'channel.getDealer', { dealerId: childId })).toMatchObject({
    tier: 2,
    kind: null,
    parentId: dealerId,
    parentName: input.name,
    storedValueFen: null,
    creditLimitFen: null,
    debtFen: null,
  })
  expect((await below(3, childId, 8_100)).ok).toBe(true)
  const page = await rig.do(admin, 'channel.listDealers', { filter: { parentId: dealerId } })
  expect(page.rows.map((row) => row.id)).toEqual([childId])
  expect(page.rows[0]).toMatchObject({ parentName: input.name, childCount: 1 })
  expect(await create({ phone })).toMatchObject({ ok: false, code: 'PHONE_TAKEN' })
  expect(await signInDealer(rig, phone)).toHaveLength(43)
})

test('two forms with one phone at once make one dealer', async () => {
  const phone = randomPhone()
  const answers = await Promise.all([create({ phone }), create({ phone })])
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  expect(answers.find((answer) => !answer.ok)).toMatchObject({ code: 'PHONE_TAKEN' })
})

test('the list is searched and filtered by what the console offers', async () => {
  const name = `观前街店${randomPhone().slice(-4)}`
  const { dealerId, phone } = await createDealer(rig, admin, {
    name,
    tier: 1,
    kind: 'partner',
    discount: 5_500,
  })
  const find = (filter: object) => rig.do(admin, 'channel.listDealers', { filter })
  for (const filter of [{ keyword: name.slice(1) }, { keyword: phone.slice(2) }]) {
    expect((await find(filter)).rows.map((row) => row.id)).toEqual([dealerId])
  }
  expect((await find({ keyword: name, tier: 2 })).rows).toEqual([])
  expect((await find({ keyword: name, kind: 'partner', state: 'active' })).total).toBe(1)
  expect((await find({ keyword: '100%' })).rows).toEqual([])
  const byName = await rig.do(admin, 'channel.listDealers', { sort: 'name', size: 100 })
  const names = byName.rows.map((row) => row.name)
  expect(names).toHaveLength(byName.total)
})
