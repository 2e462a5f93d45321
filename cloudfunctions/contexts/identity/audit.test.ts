import { randomUUID } from 'node:crypto'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

test('AD-008 a change leaves who, when, where, before and after; filters find it', async () => {
  const name = `部门-${randomUUID().slice(0, 8)}`
  const began = rig.now().toISOString()
  const { departmentId } = await rig.do(admin, 'organisation.createDepartment', {
    name,
    parentId: null,
  })
  const fields = {
    name: '陆子衿',
    phone: '13700001234',
    departmentId,
    salesperson: true,
    supervisor: false,
  }
  const { employeeId } = await rig.do(admin, 'organisation.createEmployee', fields)
  await rig.call(
    admin,
    'organisation.updateEmployee',
    { ...fields, employeeId, supervisor: true, state: 'active', version: 1 },
    '203.0.113.9',
  )
  const list = (filter: Record<string, string>) =>
    rig.do(admin, 'identity.listAuditEntries', { filter })

  const changed = await list({ objectNo: '陆子衿', operation: 'organisation.updateEmployee' })
  expect(changed.rows).toHaveLength(1)
  const [entry] = changed.rows
  expect(entry).toMatchObject({
    actorName: '系统管理员',
    app: 'console',
    title: '修改员工',
    objectKind: 'employee',
    objectId: employeeId,
    outcome: 'done',
    address: '203.0.113.9',
  })
  expect(JSON.parse(entry?.before ?? '{}')).toMatchObject({ supervisor: false })
  expect(JSON.parse(entry?.after ?? '{}')).toMatchObject({ supervisor: true })
  expect(entry && entry.at >= began).toBe(true)

  expect((await list({ module: 'organisation', from: began })).total).toBe(3)
  expect((await list({ actorName: '系统管理员', from: began })).total).toBe(3)
  expect((await list({ actorName: '没有此人' })).total).toBe(0)
  expect((await list({ to: '2026-01-01T00:00:00.000Z' })).total).toBe(0)
  const oldest = await rig.do(admin, 'identity.listAuditEntries', {
    filter: { module: 'organisation', from: began },
    sort: 'at',
  })
  expect(oldest.rows.map((row) => row.operation)).toEqual([
    'organisation.createDepartment',
    'organisation.createEmployee',
    'organisation.updateEmployee',
  ])

  for (const verb of ['UPDATE', 'DELETE', 'TRUNCATE']) {
    const { rows } = await rig.db.query(
      `select has_table_privilege('xietong_app', 'identity.audit_entry', $1) as may`,
      [verb],
    )
    expect([verb, rows[0].may]).toEqual([verb, false])
  }
})

test('a wrong password stands in the log as refused', async () => {
  await rig.call(null, 'identity.signInConsole', { login: 'admin', password: 'wrong' })
  const log = await rig.do(admin, 'identity.listAuditEntries', {
    filter: { operation: 'identity.signInConsole', outcome: 'refused' },
  })
  // The one before is the sign-in that was asked for a second factor.
  expect(log.rows[0]).toMatchObject({ actorName: '未登录', objectNo: 'admin', after: null })
})

test('AD-008 a change that is rolled back leaves no entry', async () => {
  const before = await rig.do(admin, 'identity.listAuditEntries', { filter: {} })
  const { rows } = await rig.do(admin, 'organisation.listDepartments', {})
  const taken = { name: rows[0]?.name ?? '', parentId: null }
  expect(await rig.call(admin, 'organisation.createDepartment', taken)).toMatchObject({
    code: 'DUPLICATE',
  })
  const after = await rig.do(admin, 'identity.listAuditEntries', { filter: {} })
  expect(after.total).toBe(before.total)
})
