import { createDealer } from '../../../tests/rig/cast'
import { randomPhone, signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import {
  addedLead,
  addLead,
  createDepartment,
  createSeller,
  followUp,
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

test('ST-004 the role decides the view; a change of role counts from the next call', async () => {
  const of = await createDepartment(rig, admin, '华北二部')
  const plain = await seller('沈慕白', { departmentId: of })
  const head = await seller('周主管', { departmentId: of, supervisor: true })
  const foreign = await seller('外部门', {})
  await addedLead(rig, plain)
  const foreignLead = await addedLead(rig, foreign)
  const figures = await rig.do(head.token, 'sales.getDepartmentFigures', {})
  expect(figures.departmentName).toBe('华北二部')
  expect(figures.rows.map((row) => row.name).sort()).toEqual(['周主管', '沈慕白'])
  const own = figures.rows.find((row) => row.employeeId === plain.employeeId)
  expect(own).toMatchObject({ leads: 1, newThisMonth: 1, customers: 0, overdue: 0 })
  const leads = await rig.do(head.token, 'sales.listDepartmentLeads', {})
  expect(leads.rows.map((row) => row.ownerName)).toEqual(['沈慕白'])
  const filter = { employeeId: foreign.employeeId }
  expect((await rig.do(head.token, 'sales.listDepartmentLeads', { filter })).rows).toEqual([])
  expect(leads.rows.map((row) => row.id)).not.toContain(foreignLead)
  const denied = ['sales.getDepartmentFigures', 'sales.listDepartmentLeads'] as const
  for (const name of denied) {
    expect(await rig.call(plain.token, name, {})).toMatchObject({ status: 403, code: 'FORBIDDEN' })
  }
  expect(await rig.do(head.token, 'sales.getMe', {})).toMatchObject({ supervisor: true })
  const { phone, employeeId } = plain
  const changed = { name: '沈慕白', phone, departmentId: of, salesperson: true, employeeId }
  await rig.do(admin, 'organisation.updateEmployee', {
    ...changed,
    supervisor: true,
    state: 'active',
    version: 1,
  })
  expect((await rig.call(plain.token, 'sales.getDepartmentFigures', {})).ok).toBe(true)
  expect(await rig.do(plain.token, 'sales.getMe', {})).toMatchObject({ supervisor: true })
  await rig.do(admin, 'organisation.updateEmployee', {
    ...changed,
    supervisor: false,
    state: 'active',
    version: 2,
  })
  expect(await rig.call(plain.token, 'sales.getDepartmentFigures', {})).toMatchObject({
    code: 'FORBIDDEN',
  })
})

describe('ST-014 adding a lead', () => {
  test('belongs to the creator with source 自己开拓; the required fields are required', async () => {
    const own = await seller('陆子衿')
    const leadId = await addedLead(rig, own, { remark: '朋友介绍' })
    expect(await rig.do(own.token, 'sales.getMyLead', { leadId })).toMatchObject({
      source: 'self',
      state: 'following',
      stage: '初步接触',
      remark: '朋友介绍',
    })
    for (const changes of [
      { name: '' },
      { phone: '123' },
      { customerType: '' },
      { customerType: '外星人' },
    ]) {
      expect(await addLead(rig, own, changes)).toMatchObject({ code: 'VALIDATION_FAILED' })
    }
  })

  test('a lead’s phone is refused with name and department of who looks after it', async () => {
    const own = await seller('陆子衿')
    const other = await seller('何晚晴')
    const phone = randomPhone()
    await addedLead(rig, own, { phone })
    const refused = await addLead(rig, other, { phone })
    expect(refused).toEqual({
      ok: false,
      status: 409,
      code: 'LEAD_EXISTS',
      message: '该手机号已由 华东一部 陆子衿 跟进',
      detail: { department: '华东一部', name: '陆子衿' },
      requestNo: expect.any(String),
    })
    await rig.db.query(`update sales.lead set owner_id = null, state = 'pool' where phone = $1`, [
      phone,
    ])
    expect(await addLead(rig, other, { phone })).toMatchObject({ code: 'DUPLICATE' })
  })

  test('so is one of a dealer, with the salesperson of its first tier', async () => {
    const own = await seller('陆子衿')
    const first = await createDealer(rig, admin, { name: '湖畔人家', tier: 1, discount: 6_000 })
    const second = await createDealer(rig, admin, {
      name: '姑苏鲜品',
      tier: 2,
      parentId: first.dealerId,
      discount: 7_000,
    })
    expect(await addLead(rig, own, { phone: second.phone })).toMatchObject({ code: 'DUPLICATE' })
    const { employeeId } = await seller('何晚晴')
    const { dealerId } = first
    await rig.do(admin, 'sales.assignCustomer', { dealerId, employeeId, reason: '' })
    for (const { phone } of [first, second]) {
      expect(await addLead(rig, own, { phone })).toMatchObject({
        code: 'LEAD_EXISTS',
        detail: { department: '华东一部', name: '何晚晴' },
      })
    }
  })

  test('two at once make one lead', async () => {
    const [own, other] = [await seller('陆子衿'), await seller('何晚晴')]
    const phone = randomPhone()
    const answers = await Promise.all([
      addLead(rig, own, { phone }),
      addLead(rig, other, { phone }),
    ])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(answers.find((answer) => !answer.ok)).toMatchObject({ code: 'LEAD_EXISTS' })
  })
})

test('ST-016 the list shows the employee’s own leads, phone masked, never others', async () => {
  const own = await seller('陆子衿')
  const other = await seller('何晚晴')
  const leadId = await addedLead(rig, own, { name: '顾云舒', phone: '13800138000' })
  const foreign = await addedLead(rig, other)
  const { rows, total } = await rig.do(own.token, 'sales.listMyLeads', {})
  expect(total).toBe(1)
  expect(rows[0]).toMatchObject({
    id: leadId,
    name: '顾云舒',
    maskedPhone: '138****8000',
    customerType: '城市合伙人',
    stage: '初步接触',
    source: 'self',
    lastFollowUpAt: null,
  })
  await followUp(rig, own, leadId, { at: rig.now(), result: '已介绍政策' })
  const again = await rig.do(own.token, 'sales.listMyLeads', {})
  expect(again.rows[0]?.lastFollowUpAt).not.toBeNull()
  expect(await rig.call(own.token, 'sales.getMyLead', { leadId: foreign })).toMatchObject({
    status: 404,
    code: 'NOT_FOUND',
  })
  const found = async (filter: object) =>
    (await rig.do(own.token, 'sales.listMyLeads', { filter })).total
  expect(await found({ keyword: '云舒' })).toBe(1)
  expect(await found({ keyword: '8000' })).toBe(1)
  expect(await found({ keyword: '没有' })).toBe(0)
  expect(await found({ state: 'pool' })).toBe(0)
  const head = await rig.do(admin, 'sales.listLeads', { filter: { keyword: '顾云舒' } })
  expect(head.rows[0]).toMatchObject({ ownerName: '陆子衿', maskedPhone: '138****8000' })
})
