import { signInSales } from '../../../tests/rig/cast'
import { lastSmsCode, randomPhone, signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'

const MINUTE = 60_000
let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.stop())

const PASSWORD = 'crab2026'
const byPassword = (phone: string, password: string) =>
  rig.call(null, 'sales.signInByPassword', { phone, password })

async function salesperson() {
  const admin = await signInAdmin(rig)
  const { departmentId } = await rig.do(admin, 'organisation.createDepartment', {
    name: `部门${randomPhone()}`,
    parentId: null,
  })
  const phone = randomPhone()
  const staff = { name: '陆子衿', phone, departmentId, salesperson: true, supervisor: false }
  await rig.do(admin, 'organisation.createEmployee', staff)
  return { phone, token: await signInSales(rig, phone) }
}

async function choose(phone: string, token: string, newPassword: string) {
  await rig.advance(61_000)
  const purpose = 'set-password'
  await rig.do(null, 'identity.requestSmsCode', { phone, app: 'sales', purpose })
  const smsCode = await lastSmsCode(rig, phone)
  return rig.call(token, 'sales.setPassword', { smsCode, newPassword })
}

test('ST-002 right pair signs in, wrong pairs read alike, 5 in 15 minutes lock for 15', async () => {
  const { phone, token } = await salesperson()
  expect(await choose(phone, token, 'crab202')).toMatchObject({ code: 'PASSWORD_RULE' })
  const wrong = { smsCode: '000000', newPassword: PASSWORD }
  expect(await rig.call(token, 'sales.setPassword', wrong)).toMatchObject({
    code: 'SMS_CODE_WRONG',
  })
  expect(await choose(phone, token, PASSWORD)).toMatchObject({ ok: true })
  expect(await rig.call(token, 'sales.getMe', {})).toMatchObject({ code: 'UNAUTHENTICATED' })
  const signed = await byPassword(phone, PASSWORD)
  expect(await rig.do(signed.ok ? signed.value.token : '', 'sales.getMe', {})).toMatchObject({
    name: '陆子衿',
  })

  const plain = async (of: string) => {
    const { status, ...body } = await byPassword(of, 'nope2026')
    return { status, ...body, requestNo: undefined }
  }
  const [known, unknown] = [await plain(phone), await plain(randomPhone())]
  expect(known).toMatchObject({ code: 'SIGN_IN_FAILED' })
  expect(known).toEqual(unknown)
  // Four within the quarter of an hour, the first long ago: no lock.
  await rig.advance(15 * MINUTE)
  for (let tries = 1; tries <= 4; tries++) {
    expect(await plain(phone)).toMatchObject({ code: 'SIGN_IN_FAILED' })
  }
  expect(await byPassword(phone, 'nope2026')).toMatchObject({ code: 'ACCOUNT_LOCKED' })
  expect(await byPassword(phone, PASSWORD)).toMatchObject({ code: 'ACCOUNT_LOCKED' })
  await rig.advance(14 * MINUTE)
  expect(await byPassword(phone, PASSWORD)).toMatchObject({ code: 'ACCOUNT_LOCKED' })
  await rig.advance(MINUTE)
  expect(await byPassword(phone, PASSWORD)).toMatchObject({ ok: true })
})
