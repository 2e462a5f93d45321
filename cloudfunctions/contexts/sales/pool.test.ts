import { DAY_MS, HOUR_MS } from '@xietong/domain/kernel/time'
import { signInSales } from '../../../tests/rig/cast'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import {
  addedLead,
  createDepartment,
  createSeller,
  followUp,
  type Seller,
} from '../../../tests/rig/sales-team'

let rig: Rig
let admin: string
let departmentId: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  departmentId = await createDepartment(rig, admin, '华东一部')
})
afterAll(() => rig.stop())

const seller = (name: string) => createSeller(rig, admin, { name, departmentId })
const release = (by: Seller, leadId: string, reason = '客户暂无预算') =>
  rig.call(by.token, 'sales.releaseLead', { leadId, reason })
const claim = (by: Seller, leadId: string) => rig.call(by.token, 'sales.claimLead', { leadId })
const pool = async (by: Seller, filter: object = {}) =>
  (await rig.do(by.token, 'sales.listPoolLeads', { filter })).rows
const setLimit = async (ownLeadsMax: number) => {
  const { settings, version } = await rig.do(admin, 'settings.getSettings', {})
  await rig.do(admin, 'settings.updateSettings', {
    settings: { ...settings, ownLeadsMax },
    version,
  })
}

test('ST-018 a part of a name or of a phone finds own leads, never those of others', async () => {
  const [own, other] = [await seller('陆子衿'), await seller('何晚晴')]
  const mine = await addedLead(rig, own, { name: '欧阳明月', phone: '13912345678' })
  await addedLead(rig, own, { name: '李_百%分', phone: '13500000001' })
  await addedLead(rig, other, { name: '欧阳清风', phone: '13912340000' })
  const find = async (keyword: string) =>
    (await rig.do(own.token, 'sales.listMyLeads', { filter: { keyword } })).rows.map(
      (row) => row.name,
    )
  expect(await find('欧阳')).toEqual(['欧阳明月'])
  expect(await find('2345')).toEqual(['欧阳明月'])
  expect(await find('1234567')).toEqual(['欧阳明月'])
  expect(await find('_')).toEqual(['李_百%分'])
  expect(await find('没有')).toEqual([])
  expect((await rig.call(other.token, 'sales.getMyLead', { leadId: mine })).ok).toBe(false)
})

test('ST-026 released with a reason: out of the own list, in the pool, contacts cancelled', async () => {
  const [own, other] = [await seller('陆子衿'), await seller('何晚晴')]
  const leadId = await addedLead(rig, own, { name: '释放的客户' })
  await followUp(rig, own, leadId, { at: new Date(rig.now().getTime() + HOUR_MS) })
  expect(await release(other, leadId)).toMatchObject({ code: 'NOT_FOUND' })
  expect(await release(own, leadId, '')).toMatchObject({ code: 'VALIDATION_FAILED' })
  expect((await release(own, leadId)).ok).toBe(true)
  expect((await rig.do(own.token, 'sales.listMyLeads', {})).rows).toEqual([])
  expect(await rig.call(own.token, 'sales.getMyLead', { leadId })).toMatchObject({
    code: 'NOT_FOUND',
  })
  const found = (await pool(other)).find((row) => row.id === leadId)
  expect(found).toMatchObject({ reason: '客户暂无预算' })
  const { rows } = await rig.do(own.token, 'sales.listMyFollowUps', {})
  expect(rows.map((row) => row.state)).toEqual(['cancelled'])
  const late = await rig.call(own.token, 'sales.completeFollowUp', {
    followUpId: rows[0]?.id ?? '',
    result: '太晚了',
  })
  expect(late).toMatchObject({ code: 'STATE_CONFLICT' })
  for (const state of ['converting', 'won']) {
    const id = await addedLead(rig, own)
    await rig.db.query('update sales.lead set state = $2 where id = $1', [id, state])
    expect(await release(own, id)).toMatchObject({ code: 'LEAD_NOT_RELEASABLE' })
  }
})

test('ST-029 the pool lists released and unassigned leads, masked, newest first', async () => {
  const [own, other] = [await seller('陆子衿'), await seller('何晚晴')]
  await rig.db.query(
    `update sales.lead set state = 'following', owner_id = $1 where owner_id is null`,
    [own.employeeId],
  )
  const ids: string[] = []
  for (const [name, customerType, phone] of [
    ['甲店', '专卖店', '13811110001'],
    ['乙企业', '企业客户', '13811110002'],
    ['丙未分配', '专卖店', '13811110003'],
  ] as const) {
    ids.push(await addedLead(rig, own, { name, customerType, phone }))
    await rig.advance(1_000)
  }
  const [first = '', second = '', third = ''] = ids
  await release(own, first, '换区域')
  await release(own, second)
  await rig.db.query(`update sales.lead set state = 'unassigned', owner_id = null where id = $1`, [
    third,
  ])
  const names = async (filter: object = {}) => (await pool(other, filter)).map((row) => row.name)
  expect(await names()).toEqual(['丙未分配', '乙企业', '甲店'])
  expect((await pool(other))[2]).toMatchObject({
    maskedPhone: '138****0001',
    customerType: '专卖店',
    reason: '换区域',
    createdAt: expect.any(String),
    blockedUntil: null,
  })
  expect(JSON.stringify(await pool(other))).not.toContain('13811110001')
  expect((await pool(own)).find((row) => row.id === first)?.blockedUntil).not.toBeNull()
  expect(await names({ customerType: '专卖店' })).toEqual(['丙未分配', '甲店'])
  expect(await names({ keyword: '企业' })).toEqual(['乙企业'])
  expect(await names({ keyword: '0003' })).toEqual(['丙未分配'])
  const { createdAt = '' } = (await pool(other))[1] ?? {}
  expect(await names({ from: createdAt, to: createdAt })).toEqual(['乙企业'])
})

describe('ST-031 claiming', () => {
  test('the first of 200 gets it and sees the phone, the others hear 已被领取', async () => {
    const own = await seller('陆子衿')
    const leadId = await addedLead(rig, own, { phone: '13822220001' })
    await release(own, leadId)
    const team = [await seller('甲'), await seller('乙'), await seller('丙'), await seller('丁')]
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => claim(team[index % 4] as Seller, leadId)),
    )
    const won = answers.filter((answer) => answer.ok)
    expect(won).toHaveLength(1)
    expect(won[0]).toMatchObject({ value: { phone: '13822220001' } })
    const others = answers.filter((answer) => !answer.ok)
    const codes = new Set(others.map((answer) => answer.code))
    codes.delete('RATE_LIMITED')
    codes.delete('TRY_LATER')
    expect([...codes]).toEqual(['LEAD_TAKEN'])
    expect(others.find((answer) => answer.code === 'LEAD_TAKEN')).toMatchObject({
      message: '已被领取',
    })
  })

  test('whoever released it waits three days, also when many ask at once', async () => {
    const [own, other] = [await seller('陆子衿'), await seller('何晚晴')]
    const leadId = await addedLead(rig, own)
    await release(own, leadId)
    await rig.advance(3 * DAY_MS - HOUR_MS)
    const again = { ...own, token: await signInSales(rig, own.phone) }
    const early = await Promise.all([1, 2, 3].map(() => claim(again, leadId)))
    for (const answer of early) {
      expect(answer).toMatchObject({ code: 'RECLAIM_TOO_SOON' })
    }
    await rig.advance(HOUR_MS)
    expect(await claim(again, leadId)).toMatchObject({ ok: true })
    await release(again, leadId)
    const third = { ...other, token: await signInSales(rig, other.phone) }
    expect(await claim(third, leadId)).toMatchObject({ ok: true, value: { leadId } })
    admin = await signInAdmin(rig)
  })

  test('nobody passes the limit of own leads, also with claims at once', async () => {
    const [giver, taker] = [await seller('陆子衿'), await seller('何晚晴')]
    await addedLead(rig, taker)
    const ids = await Promise.all(Array.from({ length: 8 }, () => addedLead(rig, giver)))
    for (const id of ids) {
      await release(giver, id)
    }
    await setLimit(3)
    const answers = await Promise.all(ids.map((id) => claim(taker, id)))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(2)
    expect(answers.find((answer) => !answer.ok)).toMatchObject({
      code: 'OWN_LEADS_FULL',
      detail: { max: 3 },
    })
    expect((await rig.do(taker.token, 'sales.countMyLeads', {})).all).toBe(3)
    await setLimit(200)
    expect(await claim(taker, '00000000-0000-4000-8000-000000000000')).toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})
