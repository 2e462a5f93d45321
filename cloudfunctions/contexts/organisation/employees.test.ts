import { randomUUID } from 'node:crypto'
import { lastSmsCode, randomPhone, signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { versionOf } from '../../../tests/rig/versions'

let rig: Rig
let admin: string
let departmentId: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  const { rows } = await rig.do(admin, 'organisation.listDepartments', {})
  departmentId = rows[0]?.id ?? ''
})
afterAll(() => rig.stop())

const someone = () => ({
  name: '钱云汀',
  phone: randomPhone(),
  departmentId,
  salesperson: true,
  supervisor: false,
})
async function signIn(phone: string) {
  await rig.do(null, 'identity.requestSmsCode', { phone, app: 'sales', purpose: 'sign-in' })
  const smsCode = await lastSmsCode(rig, phone)
  return rig.call(null, 'sales.signInBySms', { phone, smsCode })
}

test('departments have a name of their own in their place', async () => {
  const name = `华东-${randomUUID().slice(0, 6)}`
  const made = await rig.do(admin, 'organisation.createDepartment', {
    name,
    parentId: departmentId,
  })
  const again = { name, parentId: departmentId }
  expect(await rig.call(admin, 'organisation.createDepartment', again)).toMatchObject({
    code: 'DUPLICATE',
  })
  const nowhere = { name, parentId: randomUUID() }
  expect(await rig.call(admin, 'organisation.createDepartment', nowhere)).toMatchObject({
    code: 'NOT_FOUND',
  })
  const { rows } = await rig.do(admin, 'organisation.listDepartments', {})
  expect(rows.find((row) => row.id === made.departmentId)).toMatchObject({
    name,
    parentId: departmentId,
    employeeCount: 0,
  })
})

test('a phone is one employee; lists find by name, phone, department and mark', async () => {
  const person = { ...someone(), name: `沈${randomUUID().slice(0, 6)}` }
  const { employeeId } = await rig.do(admin, 'organisation.createEmployee', person)
  const twin = { ...someone(), phone: person.phone }
  expect(await rig.call(admin, 'organisation.createEmployee', twin)).toMatchObject({
    code: 'DUPLICATE',
  })
  const other = someone()
  const second = await rig.do(admin, 'organisation.createEmployee', other)
  expect(
    await rig.call(admin, 'organisation.updateEmployee', {
      ...other,
      phone: person.phone,
      employeeId: second.employeeId,
      state: 'active',
      version: 1,
    }),
  ).toMatchObject({ code: 'DUPLICATE' })
  const nowhere = { ...someone(), departmentId: randomUUID() }
  expect(await rig.call(admin, 'organisation.createEmployee', nowhere)).toMatchObject({
    code: 'NOT_FOUND',
  })
  for (const filter of [
    { keyword: person.name },
    { keyword: person.phone },
    { departmentId, salesperson: true, state: 'active' as const },
  ]) {
    const { rows } = await rig.do(admin, 'organisation.listEmployees', { filter })
    expect(rows.map((row) => row.id)).toContain(employeeId)
  }
})

test('who is entered as a salesperson signs in; losing that signs out at once', async () => {
  const person = someone()
  const { employeeId } = await rig.do(admin, 'organisation.createEmployee', person)
  const change = async (more: object) =>
    rig.do(admin, 'organisation.updateEmployee', {
      ...person,
      employeeId,
      state: 'active',
      version: await versionOf(rig, 'organisation.employee', employeeId),
      ...more,
    })
  const first = await signIn(person.phone)
  expect(first).toMatchObject({ ok: true })
  const token = first.ok ? first.value.token : ''
  expect(await rig.call(token, 'sales.getMe', {})).toMatchObject({
    value: { supervisor: false },
  })
  await change({ supervisor: true })
  expect(await rig.call(token, 'sales.getMe', {})).toMatchObject({ value: { supervisor: true } })
  await change({ salesperson: false })
  expect(await rig.call(token, 'sales.getMe', {})).toMatchObject({ code: 'UNAUTHENTICATED' })
  await rig.advance(61_000)
  expect(await signIn(person.phone)).toMatchObject({ code: 'NOT_A_SALESPERSON' })
})
