import { buyCards } from '../../../tests/rig/buy'
import {
  acceptedAgreements,
  lastSmsCode,
  randomPhone,
  signInAdmin,
  signInMember,
} from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop } from '../../../tests/rig/shop'

const MINUTE = 60_000
let rig: Rig
let admin: string
let shop: Shop
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
})
afterAll(() => rig.stop())

async function codeFor(phone: string, purpose: 'sign-in' | 'set-password' | 'bind-phone') {
  await rig.advance(61_000)
  await rig.do(null, 'identity.requestSmsCode', { phone, app: 'member', purpose })
  return lastSmsCode(rig, phone)
}
const reset = async (phone: string, newPassword: string) =>
  rig.call(null, 'members.resetPassword', {
    phone,
    smsCode: await codeFor(phone, 'set-password'),
    newPassword,
  })
const byPassword = (phone: string, password: string) =>
  rig.call(null, 'members.signInByPassword', { phone, password })
const bySms = async (phone: string) =>
  rig.call(null, 'members.signInBySms', {
    phone,
    smsCode: await codeFor(phone, 'sign-in'),
    accepted: await acceptedAgreements(rig),
  })
const alive = async (token: string) => (await rig.call(token, 'members.getMyProfile', {})).status

test('MB-009 a code sets a new password; the old one and other devices end', async () => {
  const { phone, token } = await signInMember(rig)
  for (const weak of ['crab202', 'crabcrabcrab', '20262026', `crab${'2'.repeat(17)}`]) {
    expect(await reset(phone, weak)).toMatchObject({ code: 'PASSWORD_RULE' })
    await rig.advance(61 * MINUTE)
  }
  const first = await reset(phone, 'crab2026')
  expect(first).toMatchObject({ ok: true })
  expect(await alive(token)).toBe(401)
  const device = await byPassword(phone, 'crab2026')
  expect(device).toMatchObject({ ok: true })

  const wrong = { phone, smsCode: '000000', newPassword: 'lake2026crab' }
  expect(await rig.call(null, 'members.resetPassword', wrong)).toMatchObject({
    code: 'SMS_CODE_WRONG',
  })
  const second = await reset(phone, 'lake2026crab')
  expect(await byPassword(phone, 'crab2026')).toMatchObject({ code: 'SIGN_IN_FAILED' })
  expect(await byPassword(phone, 'lake2026crab')).toMatchObject({ ok: true })
  expect(await alive(device.ok ? device.value.token : '')).toBe(401)
  expect(await alive(first.ok ? first.value.token : '')).toBe(401)
  expect(await alive(second.ok ? second.value.token : '')).toBe(200)
  expect(await reset(randomPhone(), 'lake2026crab')).toMatchObject({ code: 'NOT_REGISTERED' })
})

test('five wrong passwords within 15 minutes lock, a code still signs in, spread ones do not lock', async () => {
  const { phone } = await signInMember(rig)
  await reset(phone, 'crab2026')
  for (let wrong = 1; wrong <= 6; wrong++) {
    expect(await byPassword(phone, 'nope2026')).toMatchObject({ code: 'SIGN_IN_FAILED' })
    await rig.advance(4 * MINUTE)
  }
  await rig.advance(15 * MINUTE)
  for (let wrong = 1; wrong <= 4; wrong++) {
    expect(await byPassword(phone, 'nope2026')).toMatchObject({ code: 'SIGN_IN_FAILED' })
  }
  expect(await byPassword(phone, 'nope2026')).toMatchObject({ code: 'ACCOUNT_LOCKED' })
  expect(await byPassword(phone, 'crab2026')).toMatchObject({ code: 'ACCOUNT_LOCKED' })
  expect(await bySms(phone)).toMatchObject({ ok: true })
  await rig.advance(15 * MINUTE)
  expect(await byPassword(phone, 'crab2026')).toMatchObject({ ok: true })
})

test('MB-012 a closed member is signed out and kept out; cards and orders come back', async () => {
  admin = await signInAdmin(rig)
  const { phone, token } = await signInMember(rig)
  await buyCards(rig, token, shop)
  const owned = async (of: string) => ({
    cards: (await rig.do(of, 'cards.listMyCards', {})).rows.map(({ id, state }) => [id, state]),
    orders: (await rig.do(of, 'orders.listMyOrders', {})).rows.map(({ id, state }) => [id, state]),
  })
  const before = await owned(token)
  expect(before.cards.length * before.orders.length).toBeGreaterThan(0)
  const { memberId } = await rig.do(token, 'members.getMyProfile', {})
  await reset(phone, 'crab2026')
  const again = await byPassword(phone, 'crab2026')
  const live = again.ok ? again.value.token : ''

  admin = await signInAdmin(rig)
  const set = (state: 'active' | 'closed') =>
    rig.do(admin, 'members.setMemberState', { memberId, state, reason: '本人申请' })
  await set('closed')
  expect(await alive(live)).toBe(401)
  const closed = { code: 'MEMBER_CLOSED', message: '账号已停用，请联系客服' }
  expect(await bySms(phone)).toMatchObject(closed)
  expect(await byPassword(phone, 'crab2026')).toMatchObject(closed)
  expect(await reset(phone, 'lake2026crab')).toMatchObject(closed)
  expect(await byPassword(phone, 'wrong2026')).toMatchObject({ code: 'SIGN_IN_FAILED' })

  admin = await signInAdmin(rig)
  await set('active')
  const back = await bySms(phone)
  expect(await owned(back.ok ? back.value.token : '')).toEqual(before)
})

test('the profile shows and changes; a new phone is proved and nobody else’s', async () => {
  const { phone, token } = await signInMember(rig)
  await rig.do(token, 'members.updateMyProfile', { nickname: '沈小满', avatar: null })
  expect(await rig.do(token, 'members.getMyProfile', {})).toMatchObject({
    nickname: '沈小满',
    avatar: null,
    phone,
    levelName: expect.any(String),
  })
  const taken = (await signInMember(rig)).phone
  const change = async (to: string, smsCode?: string) =>
    rig.call(token, 'members.changePhone', {
      phone: to,
      smsCode: smsCode ?? (await codeFor(to, 'bind-phone')),
    })
  expect(await change(taken)).toMatchObject({ code: 'PHONE_IN_USE' })
  const fresh = randomPhone()
  expect(await change(fresh, '000000')).toMatchObject({ code: 'SMS_CODE_WRONG' })
  expect(await rig.do(token, 'members.getMyProfile', {})).toMatchObject({ phone })
  const changed = await change(fresh)
  expect(await alive(token)).toBe(401)
  const now = changed.ok ? changed.value.token : ''
  expect(await rig.do(now, 'members.getMyProfile', {})).toMatchObject({ phone: fresh })
  const reached = await bySms(fresh)
  expect(reached).toMatchObject({ ok: true, value: { isNew: false } })
})

test('A10 two members who want one new phone: one gets it', async () => {
  const fresh = randomPhone()
  const [one, two] = [await signInMember(rig), await signInMember(rig)]
  const smsCode = await codeFor(fresh, 'bind-phone')
  const answers = await Promise.all(
    [one, two].map(({ token }) =>
      rig.call(token, 'members.changePhone', { phone: fresh, smsCode }),
    ),
  )
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
})
