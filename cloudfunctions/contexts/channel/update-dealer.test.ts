import type { OutputOf } from '@xietong/domain/kernel/operation'
import type { Operations } from '@xietong/domain/operations'
import { createDealer, signInDealer } from '../../../tests/rig/cast'
import { changeDealer } from '../../../tests/rig/network'
import { randomPhone, signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'

type Dealer = OutputOf<Operations['channel.getDealer']>

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

const get = (dealerId: string) => rig.do(admin, 'channel.getDealer', { dealerId })

const update = (
  dealerId: string,
  changes: { contact?: string; discount?: number; phone?: string } & Partial<
    Pick<Dealer, 'kind' | 'sellsOffline' | 'earnsOnline'>
  >,
  version?: number,
) => changeDealer(rig, admin, dealerId, { ...changes, ...(version ? { version } : {}) })

const threeTiers = async () => {
  const first = await createDealer(rig, admin, { name: '湖畔人家', tier: 1, discount: 6_000 })
  const second = await createDealer(rig, admin, {
    name: '姑苏鲜品',
    tier: 2,
    parentId: first.dealerId,
    discount: 7_000,
  })
  const third = await createDealer(rig, admin, {
    name: '临湖小店',
    tier: 3,
    parentId: second.dealerId,
    discount: 8_000,
  })
  return { first, second, third }
}

test('the second of two editors is told instead of overwriting', async () => {
  const { first } = await threeTiers()
  expect(await update(first.dealerId, { contact: '唐先生' }, 1)).toMatchObject({
    ok: true,
    value: { version: 2 },
  })
  expect(await update(first.dealerId, { contact: '李女士' }, 1)).toMatchObject({
    ok: false,
    code: 'VERSION_CONFLICT',
  })
  expect((await get(first.dealerId)).contact).toBe('唐先生')
})

test('a discount stays above the parent and below every child, named in the refusal', async () => {
  const { second } = await threeTiers()
  const range = await get(second.dealerId)
  expect(range).toMatchObject({ discountAbove: 6_000, discountBelow: 8_000 })
  const cases: [number, string][] = [
    [6_000, '上级 湖畔人家 60.00%'],
    [5_000, '上级 湖畔人家 60.00%'],
    [8_000, '下级 临湖小店 80.00%'],
    [9_000, '下级 临湖小店 80.00%'],
  ]
  for (const [discount, reason] of cases) {
    expect(await update(second.dealerId, { discount })).toMatchObject({
      ok: false,
      code: 'DISCOUNT_OUT_OF_RANGE',
      detail: { reason },
    })
  }
  expect((await update(second.dealerId, { discount: 7_999 })).ok).toBe(true)
})

test('parent and child changed at once never end in the wrong order', async () => {
  for (let round = 0; round < 10; round++) {
    const { second, third } = await threeTiers()
    await Promise.all([
      update(second.dealerId, { discount: 7_800 }, 1),
      update(third.dealerId, { discount: 7_500 }, 1),
    ])
    const [above, below] = [await get(second.dealerId), await get(third.dealerId)]
    expect(above.discount).toBeLessThan(below.discount)
  }
})

test('a new phone is the new sign-in, and the old session is dead', async () => {
  const { first } = await threeTiers()
  const token = await signInDealer(rig, first.phone)
  const phone = randomPhone()
  expect((await update(first.dealerId, { phone })).ok).toBe(true)
  expect(await rig.call(token, 'channel.getMyDealer', {})).toMatchObject({
    code: 'UNAUTHENTICATED',
  })
  expect(await signInDealer(rig, phone)).toHaveLength(43)
  const { second } = await threeTiers()
  expect(await update(second.dealerId, { phone })).toMatchObject({ code: 'PHONE_TAKEN' })
})

test('what a form must hold is checked again', async () => {
  const { second, first } = await threeTiers()
  expect(await update(second.dealerId, { kind: 'store' })).toMatchObject({
    ok: false,
    code: 'VALIDATION_FAILED',
  })
  const bare = { sellsOffline: false, earnsOnline: false }
  expect(await update(first.dealerId, bare)).toMatchObject({ code: 'VALIDATION_FAILED' })
})

test('a member level and a dealer changed at once never cross', async () => {
  const { third } = await threeTiers()
  const level = {
    name: '银卡',
    rank: 1,
    discount: 9_900,
    combine: 'any',
    spendFen: 1,
    orderCount: null,
    inviteCount: null,
  } as const
  const { levelId } = await rig.do(admin, 'members.createLevel', level)
  for (let round = 1; round <= 5; round++) {
    const { rows } = await rig.do(admin, 'members.listLevels', {})
    const version = rows.find((row) => row.id === levelId)?.version ?? 0
    const dealer = await get(third.dealerId)
    await Promise.all([
      update(third.dealerId, { discount: 9_100 }, dealer.version),
      rig.call(admin, 'members.updateLevel', {
        ...level,
        discount: 9_000,
        levelId,
        active: true,
        version,
      }),
    ])
    const after = await rig.do(admin, 'members.listLevels', {})
    const lowest = Math.min(...after.rows.filter((row) => row.active).map((row) => row.discount))
    expect((await get(third.dealerId)).discount).toBeLessThan(lowest)
    await update(third.dealerId, { discount: 8_000 })
    const again = after.rows.find((row) => row.id === levelId)?.version ?? 0
    await rig.do(admin, 'members.updateLevel', { ...level, levelId, active: true, version: again })
  }
})
