import { createDealer, signInDealer } from '../../../tests/rig/cast'
import { lastSmsCode, randomPhone, signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { newWechatUser, wechatCode } from '../../../tests/rig/wechat'

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

const PASSWORD = 'lake2026crab'
const dealer = () => createDealer(rig, admin, { name: '湖畔人家', tier: 1, discount: 6_000 })
const members = async () => (await rig.db.query('select 1 from channel.dealer_person')).rowCount

async function codeFor(phone: string, purpose: 'sign-in' | 'set-password') {
  await rig.advance(61_000)
  await rig.do(null, 'identity.requestSmsCode', { phone, app: 'dealer', purpose })
  return lastSmsCode(rig, phone)
}
const byPassword = (phone: string, password: string) =>
  rig.call(null, 'channel.signInByPassword', { phone, password })

async function withPassword() {
  const { phone } = await dealer()
  const token = await signInDealer(rig, phone)
  const smsCode = await codeFor(phone, 'set-password')
  const set = await rig.do(token, 'channel.setPassword', { smsCode, newPassword: PASSWORD })
  return { phone, oldToken: token, token: set.token }
}

const byWechat = async (user: string, from = user) =>
  rig.call(null, 'channel.signInByWechat', {
    code: await wechatCode(rig, user, 'login-code', 'dealer'),
    phoneCode: await wechatCode(rig, from, 'phone-code', 'dealer'),
  })

describe('DL-001 sign-in by SMS code and password', () => {
  test('by SMS code; a stranger is not registered and told how to apply', async () => {
    const { phone } = await dealer()
    const token = await signInDealer(rig, phone)
    expect(await rig.do(token, 'channel.getMyDealer', {})).toMatchObject({ role: 'owner' })
    const before = await members()
    const stranger = randomPhone()
    const smsCode = await codeFor(stranger, 'sign-in')
    const answer = await rig.call(null, 'channel.signInBySms', { phone: stranger, smsCode })
    expect(answer).toMatchObject({ ok: false, code: 'NOT_A_DEALER' })
    expect(answer.ok ? '' : answer.message).toMatch(/^您还不是渠道商.*申请/)
    expect(await members()).toBe(before)
  })

  test('by SMS code: five wrong tries kill it', async () => {
    const { phone } = await dealer()
    const smsCode = await codeFor(phone, 'sign-in')
    const wrong = smsCode === '000000' ? '111111' : '000000'
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(await rig.call(null, 'channel.signInBySms', { phone, smsCode: wrong })).toMatchObject({
        code: 'SMS_CODE_WRONG',
      })
    }
    expect(await rig.call(null, 'channel.signInBySms', { phone, smsCode })).toMatchObject({
      code: 'SMS_CODE_WRONG',
    })
  })

  test('by password, with a lock after five wrong ones that leaves the code open', async () => {
    const { phone, oldToken, token } = await withPassword()
    expect(await rig.call(oldToken, 'channel.getMyDealer', {})).toMatchObject({ status: 401 })
    expect((await rig.call(token, 'channel.getMyDealer', {})).ok).toBe(true)
    expect((await byPassword(phone, PASSWORD)).ok).toBe(true)
    for (let attempt = 1; attempt <= 4; attempt++) {
      expect(await byPassword(phone, 'wrong-2026-x')).toMatchObject({ code: 'SIGN_IN_FAILED' })
    }
    expect(await byPassword(phone, 'wrong-2026-x')).toMatchObject({ code: 'ACCOUNT_LOCKED' })
    expect(await byPassword(phone, PASSWORD)).toMatchObject({ code: 'ACCOUNT_LOCKED' })
    await rig.advance(61_000)
    expect(await signInDealer(rig, phone)).toHaveLength(43)
    await rig.advance(15 * 60_000)
    expect((await byPassword(phone, PASSWORD)).ok).toBe(true)
  })

  test('a password of a stranger is answered like a wrong one, lock included', async () => {
    const stranger = randomPhone()
    const codes: string[] = []
    for (let attempt = 1; attempt <= 6; attempt++) {
      const answer = await byPassword(stranger, PASSWORD)
      codes.push(answer.ok ? 'OK' : answer.code)
    }
    expect(codes).toEqual([...Array(4).fill('SIGN_IN_FAILED'), 'ACCOUNT_LOCKED', 'ACCOUNT_LOCKED'])
  })

  test('an active employee signs in, a dismissed one does not', async () => {
    const { dealerId } = await dealer()
    const phone = randomPhone()
    const employee = { dealerId, phone, name: '店员', role: 'employee' as const, modules: [] }
    await rig.do(admin, 'channel.saveDealerPerson', { ...employee, active: true })
    const token = await signInDealer(rig, phone)
    expect(await rig.do(token, 'channel.getMyDealer', {})).toMatchObject({ role: 'employee' })
    await rig.do(admin, 'channel.saveDealerPerson', { ...employee, active: false })
    expect(await rig.call(token, 'channel.getMyDealer', {})).toMatchObject({ status: 401 })
    const smsCode = await codeFor(phone, 'sign-in')
    expect(await rig.call(null, 'channel.signInBySms', { phone, smsCode })).toMatchObject({
      code: 'NOT_A_DEALER',
    })
  })
})

describe('DL-001 sign-in by WeChat phone grant', () => {
  test('the granted phone decides, and binds the WeChat user of this program', async () => {
    const { phone } = await dealer()
    const user = await newWechatUser(rig, phone)
    const answer = await byWechat(user.id)
    const token = answer.ok ? answer.value.token : ''
    expect(await rig.do(token, 'channel.getMyDealer', {})).toMatchObject({ role: 'owner' })
    const bound = await rig.db.query(
      `select b.program from identity.wechat_binding b
       join channel.dealer_person p on p.person_id = b.person_id
       where b.open_id = $1 and p.phone = $2`,
      [user.openids.dealer, phone],
    )
    expect(bound.rows).toEqual([{ program: 'dealer' }])
  })

  test('a stranger is told how to apply; nothing is made', async () => {
    const stranger = await newWechatUser(rig)
    const before = await members()
    expect(await byWechat(stranger.id)).toMatchObject({ ok: false, code: 'NOT_A_DEALER' })
    expect(await members()).toBe(before)
  })

  test('a used code, a blocked user and a silent WeChat are told apart', async () => {
    const { phone } = await dealer()
    const user = await newWechatUser(rig, phone)
    const code = await wechatCode(rig, user.id, 'login-code', 'dealer')
    const sign = async () =>
      rig.call(null, 'channel.signInByWechat', {
        code,
        phoneCode: await wechatCode(rig, user.id, 'phone-code', 'dealer'),
      })
    expect((await sign()).ok).toBe(true)
    expect(await sign()).toMatchObject({ code: 'WECHAT_CODE_INVALID' })
    const wrongPhone = await rig.call(null, 'channel.signInByWechat', {
      code: await wechatCode(rig, user.id, 'login-code', 'dealer'),
      phoneCode: 'SBXmadeup',
    })
    expect(wrongPhone).toMatchObject({ code: 'WECHAT_CODE_INVALID' })
    await rig.sandbox.act('wechat', 'set', { name: `blocked/${user.id}`, value: true })
    expect(await byWechat(user.id)).toMatchObject({ code: 'WECHAT_BLOCKED' })
    await fetch(`${rig.controlUrl}/_control/wechat/fault`, {
      method: 'POST',
      body: JSON.stringify({ kind: 'code', code: '45011', count: 1 }),
    })
    const other = await newWechatUser(rig, (await dealer()).phone)
    expect(await byWechat(other.id)).toMatchObject({ code: 'PEER_UNAVAILABLE' })
  })

  test('a WeChat code beside the SMS code binds, a bad one stops nothing', async () => {
    const { phone } = await dealer()
    const user = await newWechatUser(rig, phone)
    for (const wechat of [await wechatCode(rig, user.id, 'login-code', 'dealer'), 'SBXmadeup']) {
      const smsCode = await codeFor(phone, 'sign-in')
      const input = { phone, smsCode, wechatCode: wechat }
      expect((await rig.call(null, 'channel.signInBySms', input)).ok).toBe(true)
    }
    const bound = 'select 1 from identity.wechat_binding where open_id = $1'
    expect((await rig.db.query(bound, [user.openids.dealer])).rowCount).toBe(1)
  })
})

describe('setting the password', () => {
  test('needs the right code and the policy', async () => {
    const { phone } = await dealer()
    const token = await signInDealer(rig, phone)
    const smsCode = await codeFor(phone, 'set-password')
    const set = (code: string, newPassword: string) =>
      rig.call(token, 'channel.setPassword', { smsCode: code, newPassword })
    expect(await set('1', PASSWORD)).toMatchObject({ code: 'SMS_CODE_WRONG' })
    expect(await set(smsCode, 'short1')).toMatchObject({ code: 'PASSWORD_WEAK' })
    expect((await set(smsCode, PASSWORD)).ok).toBe(true)
  })
})
