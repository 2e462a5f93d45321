import { randomUUID } from 'node:crypto'
import { HOUR_MS } from '@xietong/domain/kernel/time'
import { createDealer } from '../../../tests/rig/cast'
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

const seller = (name: string, more: { supervisor?: boolean; departmentId?: string } = {}) =>
  createSeller(rig, admin, { name, departmentId, ...more })

const later = (ms: number) => new Date(rig.now().getTime() + ms)

const PNG = Buffer.from('\x89PNG\r\n\x1a\n picture', 'latin1')
async function storedPicture(by: Seller): Promise<string> {
  const file = { name: '样品.png', type: 'image/png' as const, size: PNG.length }
  const { fileId, uploadUrl } = await rig.do(by.token, 'files.createUpload', file)
  const headers = { 'content-type': 'image/png' }
  const target = new URL(uploadUrl, rig.baseUrl)
  await fetch(target, { method: 'PUT', headers, body: new Uint8Array(PNG) })
  await rig.do(by.token, 'files.confirmUpload', { fileId })
  return fileId
}

describe('ST-006 follow-ups', () => {
  test('planned when it lies ahead, done with a result, with the forms kept as data', async () => {
    const own = await seller('陆子衿')
    const leadId = await addedLead(rig, own)
    const { forms, stages } = await rig.do(own.token, 'sales.listChoices', {})
    expect(forms).toEqual(['电话', '微信', '上门拜访', '来访', '其他'])
    expect(stages).toEqual(['初步接触', '需求确认', '方案报价', '商务谈判'])
    const planned = await followUp(rig, own, leadId, { at: later(HOUR_MS) })
    expect(planned).toMatchObject({ ok: true, value: { state: 'planned' } })
    const done = await followUp(rig, own, leadId, {
      at: later(-HOUR_MS),
      result: '已报价',
      stage: '方案报价',
    })
    expect(done).toMatchObject({ ok: true, value: { state: 'done' } })
    const detail = await rig.do(own.token, 'sales.getMyLead', { leadId })
    expect(detail.stage).toBe('方案报价')
    expect(detail.followUps.map((row) => [row.state, row.byName])).toEqual([
      ['planned', '陆子衿'],
      ['done', '陆子衿'],
    ])
    const bad = [
      followUp(rig, own, leadId, { at: later(-HOUR_MS) }),
      followUp(rig, own, leadId, { at: later(HOUR_MS), stage: '已成交' }),
      rig.call(own.token, 'sales.createFollowUp', {
        target: { kind: 'lead', id: leadId },
        at: later(HOUR_MS).toISOString(),
        form: '飞鸽',
        note: '',
        result: '',
      }),
    ]
    for (const answer of await Promise.all(bad)) {
      expect(answer).toMatchObject({ code: 'VALIDATION_FAILED' })
    }
  })

  test('customers of others cannot be chosen, neither leads nor dealers', async () => {
    const own = await seller('陆子衿')
    const other = await seller('何晚晴')
    const foreign = await addedLead(rig, other)
    const mine = await createDealer(rig, admin, { name: '湖畔人家', tier: 1, discount: 6_000 })
    const theirs = await createDealer(rig, admin, { name: '昆山店', tier: 1, discount: 6_000 })
    const give = (dealerId: string, to: Seller) =>
      rig.do(admin, 'sales.assignCustomer', { dealerId, employeeId: to.employeeId, reason: '' })
    await give(mine.dealerId, own)
    await give(theirs.dealerId, other)
    const choose = (kind: 'lead' | 'customer', id: string) =>
      rig.call(own.token, 'sales.createFollowUp', {
        target: { kind, id },
        at: later(0).toISOString(),
        form: '来访',
        note: '',
        result: '见面',
      })
    for (const answer of [
      await choose('lead', foreign),
      await choose('lead', randomUUID()),
      await choose('customer', theirs.dealerId),
      await choose('customer', randomUUID()),
    ]) {
      expect(answer).toMatchObject({ ok: false, code: 'NOT_YOUR_CUSTOMER' })
    }
    expect((await choose('customer', mine.dealerId)).ok).toBe(true)
    const { rows } = await rig.do(own.token, 'sales.listMyCustomers', {})
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ name: '湖畔人家', lastFollowUpAt: expect.any(String) })
    const named = await rig.do(own.token, 'sales.listMyFollowUps', {})
    expect(named.rows[0]).toMatchObject({ targetKind: 'customer', targetName: '湖畔人家' })
  })

  test('overdue when its time has passed, done by a result once, urgent ones first', async () => {
    const own = await seller('陆子衿')
    const [calm, soon, late] = [
      await addedLead(rig, own),
      await addedLead(rig, own),
      await addedLead(rig, own),
    ]
    await followUp(rig, own, late, { at: later(HOUR_MS) })
    await followUp(rig, own, soon, { at: later(3 * HOUR_MS) })
    await rig.advance(2 * HOUR_MS)
    admin = await signInAdmin(rig)
    const urgent = await rig.do(own.token, 'sales.listMyLeads', { sort: 'urgency' })
    expect(urgent.rows.map((row) => [row.id, row.overdue])).toEqual([
      [late, true],
      [soon, false],
      [calm, false],
    ])
    expect(await rig.do(own.token, 'sales.countMyLeads', {})).toEqual({
      today: 1,
      overdue: 1,
      newThisMonth: 3,
      all: 3,
    })
    const inState = async (state: 'planned' | 'overdue' | 'done') =>
      (await rig.do(own.token, 'sales.listMyFollowUps', { filter: { state } })).rows
    expect((await inState('planned')).map((row) => row.targetId)).toEqual([soon])
    const [open] = await inState('overdue')
    expect(open).toMatchObject({ targetId: late, state: 'overdue' })
    const complete = (by: Seller) =>
      rig.call(by.token, 'sales.completeFollowUp', {
        followUpId: open?.id ?? '',
        result: '已签意向',
        stage: '商务谈判',
      })
    expect(await complete(await seller('何晚晴'))).toMatchObject({ code: 'NOT_FOUND' })
    expect((await complete(own)).ok).toBe(true)
    expect((await inState('done'))[0]).toMatchObject({ result: '已签意向', state: 'done' })
    const detail = await rig.do(own.token, 'sales.getMyLead', { leadId: late })
    expect(detail.stage).toBe('商务谈判')
    expect((await rig.do(own.token, 'sales.countMyLeads', {})).overdue).toBe(0)
  })
})

test('ST-011 own follow-ups by state, kind and date, the late ones first', async () => {
  const [own, other] = [await seller('陆子衿'), await seller('何晚晴')]
  const leadId = await addedLead(rig, own, { name: '跟踪的潜客' })
  await addedLead(rig, other)
  const dealer = await createDealer(rig, admin, { name: '湖畔人家', tier: 1, discount: 6_000 })
  const { dealerId } = dealer
  const { employeeId } = own
  await rig.do(admin, 'sales.assignCustomer', { dealerId, employeeId, reason: '' })
  await followUp(rig, own, leadId, { at: later(-2 * HOUR_MS), result: '旧结果' })
  await followUp(rig, own, leadId, { at: later(-HOUR_MS), result: '新结果' })
  await followUp(rig, own, leadId, { at: later(5 * HOUR_MS) })
  await followUp(rig, own, leadId, { at: later(HOUR_MS) })
  await rig.do(own.token, 'sales.createFollowUp', {
    target: { kind: 'customer', id: dealerId },
    at: later(3 * HOUR_MS).toISOString(),
    form: '来访',
    note: '带样品',
    result: '',
  })
  await rig.db.query(
    `update sales.follow_up set source = 'auto' where target_kind = 'customer' and target_id = $1`,
    [dealerId],
  )
  await rig.advance(2 * HOUR_MS)
  admin = await signInAdmin(rig)
  const list = async (filter: object = {}) =>
    (await rig.do(own.token, 'sales.listMyFollowUps', { filter, sort: 'urgency' })).rows
  const all = await list()
  expect(all.map((row) => row.state)).toEqual(['overdue', 'planned', 'planned', 'done', 'done'])
  expect(all.slice(3).map((row) => row.result)).toEqual(['新结果', '旧结果'])
  expect(all[1]).toMatchObject({
    targetKind: 'customer',
    targetName: '湖畔人家',
    form: '来访',
    source: 'auto',
  })
  expect(all[0]).toMatchObject({ targetName: '跟踪的潜客', source: 'manual' })
  expect(await list({ state: 'overdue' })).toHaveLength(1)
  expect(await list({ state: 'planned' })).toHaveLength(2)
  expect(await list({ state: 'done' })).toHaveLength(2)
  expect(await list({ state: 'cancelled' })).toHaveLength(0)
  expect(await list({ targetKind: 'customer' })).toHaveLength(1)
  const at = all[2]?.at ?? ''
  expect((await list({ from: at, to: at })).map((row) => row.id)).toEqual([all[2]?.id])
  await rig.do(own.token, 'sales.releaseLead', { leadId, reason: '暂缓' })
  expect(await list({ state: 'cancelled' })).toHaveLength(2)
  const paged = { sort: 'urgency' as const, size: 2 as never }
  const first = await rig.call(own.token, 'sales.listMyFollowUps', paged)
  if (first.ok && first.value.next) {
    const after = { sort: 'urgency' as const, after: first.value.next }
    expect((await rig.do(own.token, 'sales.listMyFollowUps', after)).rows).toHaveLength(3)
  }
})

test('a result completes it and stays; a second one is added as a supplement', async () => {
  const [own, other] = [await seller('陆子衿'), await seller('何晚晴')]
  const leadId = await addedLead(rig, own)
  const planned = await followUp(rig, own, leadId, { at: later(HOUR_MS) })
  const followUpId = planned.ok ? planned.value.followUpId : ''
  const pictures = [await storedPicture(own)]
  const next = { at: later(48 * HOUR_MS).toISOString(), form: '上门拜访' }
  const complete = (by: Seller, input: object) =>
    rig.call(by.token, 'sales.completeFollowUp', { followUpId, result: '已送样品', ...input })
  expect(await complete(other, {})).toMatchObject({ code: 'NOT_FOUND' })
  for (const bad of [
    { pictures: [randomUUID()] },
    { next: { ...next, at: later(-1).toISOString() } },
    { next: { ...next, form: '飞鸽' } },
    { stage: '已成交' },
  ]) {
    expect(await complete(own, bad)).toMatchObject({ code: 'VALIDATION_FAILED' })
  }
  const first = await complete(own, { pictures, next, stage: '方案报价' })
  expect(first).toMatchObject({ ok: true, value: { nextFollowUpId: expect.any(String) } })
  expect(await complete(own, { result: '补充：下周签约' })).toMatchObject({ ok: true })
  const detail = await rig.do(own.token, 'sales.getMyFollowUp', { followUpId })
  expect(detail.state).toBe('done')
  expect(detail.results).toMatchObject([
    { text: '已送样品', pictures, stage: '方案报价', byName: '陆子衿' },
    { text: '补充：下周签约', pictures: [], stage: null },
  ])
  expect(await rig.call(other.token, 'sales.getMyFollowUp', { followUpId })).toMatchObject({
    code: 'NOT_FOUND',
  })
  const lead = await rig.do(own.token, 'sales.getMyLead', { leadId })
  expect(lead.stage).toBe('方案报价')
  expect(lead.followUps.map((row) => [row.form, row.state])).toEqual([
    ['上门拜访', 'planned'],
    ['电话', 'done'],
  ])
  expect(lead.followUps[1]).toMatchObject({
    result: '已送样品',
    supplements: [{ text: '补充：下周签约', byName: '陆子衿' }],
  })
  const { rows } = await rig.db.query(
    `select has_table_privilege('xietong_app', 'sales.follow_up_result', 'UPDATE') as change,
       has_table_privilege('xietong_app', 'sales.follow_up_result', 'DELETE') as remove`,
  )
  expect(rows).toEqual([{ change: false, remove: false }])
  await rig.do(own.token, 'sales.releaseLead', { leadId, reason: '暂缓' })
  expect(await complete(own, { next })).toMatchObject({ code: 'NOT_YOUR_CUSTOMER' })
})

describe('assigning a customer', () => {
  test('a first-tier dealer only, to a salesperson, recorded, with a message', async () => {
    const [one, two] = [await seller('陆子衿'), await seller('何晚晴')]
    const first = await createDealer(rig, admin, { name: '湖畔人家', tier: 1, discount: 6_000 })
    const second = await createDealer(rig, admin, {
      name: '姑苏鲜品',
      tier: 2,
      parentId: first.dealerId,
      discount: 7_000,
    })
    const give = (dealerId: string, employeeId: string | null) =>
      rig.call(admin, 'sales.assignCustomer', { dealerId, employeeId, reason: '区域调整' })
    expect(await give(second.dealerId, one.employeeId)).toMatchObject({
      code: 'NOT_ALLOWED_FOR_TIER',
    })
    expect(await give(randomUUID(), one.employeeId)).toMatchObject({ code: 'NOT_FOUND' })
    expect(await give(first.dealerId, randomUUID())).toMatchObject({ code: 'NOT_FOUND' })
    const steps = [one.employeeId, one.employeeId, two.employeeId, null]
    for (const employeeId of steps) {
      expect((await give(first.dealerId, employeeId)).ok).toBe(true)
    }
    const { rows } = await rig.db.query(
      `select from_employee_id, to_employee_id from sales.assignment
       where dealer_id = $1 order by created_at`,
      [first.dealerId],
    )
    expect(rows.map((row) => [row.from_employee_id, row.to_employee_id])).toEqual([
      [null, one.employeeId],
      [one.employeeId, two.employeeId],
      [two.employeeId, null],
    ])
    expect((await rig.do(two.token, 'sales.listMyCustomers', {})).rows).toEqual([])
    await rig.tick()
    const messages = await rig.do(one.token, 'notify.listMessages', {})
    expect(messages.rows.some((row) => row.text.includes('湖畔人家'))).toBe(true)
  })
})
