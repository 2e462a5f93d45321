import { lastSmsCode, randomPhone, signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createDepartment, createSeller } from '../../../tests/rig/sales-team'
import { newWechatUser, wechatCode } from '../../../tests/rig/wechat'

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

async function tryCode(phone: string) {
  await rig.do(null, 'identity.requestSmsCode', { phone, app: 'sales', purpose: 'sign-in' })
  const smsCode = await lastSmsCode(rig, phone)
  return rig.call(null, 'sales.signInBySms', { phone, smsCode })
}

describe('sign-in', () => {
  test('ST-001 only a phone entered as a salesperson; no account is made for others', async () => {
    const own = await seller('陆子衿')
    expect(await rig.do(own.token, 'sales.getMe', {})).toEqual({
      employeeId: own.employeeId,
      name: '陆子衿',
      departmentName: '华东一部',
      supervisor: false,
    })
    const clerkPhone = randomPhone()
    await rig.do(admin, 'organisation.createEmployee', {
      name: '文员',
      phone: clerkPhone,
      departmentId,
      salesperson: false,
      supervisor: false,
    })
    const people = async () => (await rig.db.query('select 1 from identity.person')).rowCount
    const before = await people()
    for (const phone of [randomPhone(), clerkPhone]) {
      expect(await tryCode(phone)).toMatchObject({
        ok: false,
        code: 'NOT_A_SALESPERSON',
        message: '账号不存在，请联系管理员',
      })
    }
    expect(await people()).toBe(before)
    await rig.advance(61_000)
    const request = { phone: own.phone, app: 'sales', purpose: 'sign-in' } as const
    await rig.do(null, 'identity.requestSmsCode', request)
    const right = await lastSmsCode(rig, own.phone)
    const smsCode = right === '000000' ? '111111' : '000000'
    const wrong = await rig.call(null, 'sales.signInBySms', { phone: own.phone, smsCode })
    expect(wrong).toMatchObject({ code: 'SMS_CODE_WRONG' })
    expect(await rig.call(null, 'identity.requestSmsCode', request)).toMatchObject({
      code: 'SMS_TOO_OFTEN',
    })
  })

  test('a WeChat code beside it binds the program, so that messages arrive', async () => {
    const own = await seller('何晚晴')
    const user = await newWechatUser(rig, own.phone)
    await rig.advance(61_000)
    await rig.do(null, 'identity.requestSmsCode', {
      phone: own.phone,
      app: 'sales',
      purpose: 'sign-in',
    })
    await rig.do(null, 'sales.signInBySms', {
      phone: own.phone,
      smsCode: await lastSmsCode(rig, own.phone),
      wechatCode: await wechatCode(rig, user.id, 'login-code', 'sales'),
    })
    const bound = 'select program from identity.wechat_binding where open_id = $1'
    const { rows } = await rig.db.query(bound, [user.openids.sales])
    expect(rows).toEqual([{ program: 'sales' }])
  })
})

test('a disabled salesperson is signed out on the next call', async () => {
  const { employeeId, phone, token } = await seller('离职员工')
  await rig.do(admin, 'organisation.updateEmployee', {
    employeeId,
    phone,
    name: '离职员工',
    departmentId,
    salesperson: true,
    supervisor: false,
    state: 'disabled',
    version: 1,
  })
  expect(await rig.call(token, 'sales.getMe', {})).toMatchObject({ status: 401 })
  await rig.advance(61_000)
  expect(await tryCode(phone)).toMatchObject({ code: 'NOT_A_SALESPERSON' })
})
