import {
  acceptedAgreements,
  lastSmsCode,
  randomPhone,
  signInAdmin,
  signInMember,
} from '../../../tests/rig/people'
import { answerChecks } from '../../../tests/rig/pictures'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { uploadPicture } from '../../../tests/rig/shop'
import { newWechatUser, wechatCode } from '../../../tests/rig/wechat'

let rig: Rig
let accepted: Awaited<ReturnType<typeof acceptedAgreements>>
beforeAll(async () => {
  rig = await startRig()
  accepted = await acceptedAgreements(rig)
})
afterAll(() => rig.stop())

async function byWechat(user: string, more: { phone?: boolean; invite?: string } = {}) {
  return rig.call(null, 'members.signInByWechat', {
    code: await wechatCode(rig, user),
    ...(more.phone ? { phoneCode: await wechatCode(rig, user, 'phone-code') } : {}),
    ...(more.invite ? { invite: more.invite } : {}),
    accepted,
  })
}
async function tokenOf(answer: Awaited<ReturnType<typeof byWechat>>) {
  if (!answer.ok) throw new Error(answer.code)
  return answer.value.token
}
const profile = (token: string) => rig.do(token, 'members.getMyProfile', {})
async function smsCode(phone: string, purpose: 'sign-in' | 'bind-phone') {
  await rig.do(null, 'identity.requestSmsCode', { phone, app: 'member', purpose })
  return lastSmsCode(rig, phone)
}

test('MB-004 WeChat sign-in reaches the same account and takes the granted phone', async () => {
  const user = await newWechatUser(rig)
  const first = await byWechat(user.id, { phone: true })
  expect(first).toMatchObject({ ok: true, value: { isNew: true, phoneNeeded: false } })
  const again = await byWechat(user.id)
  expect(again).toMatchObject({ ok: true, value: { isNew: false, phoneNeeded: false } })
  const [one, two] = await Promise.all([tokenOf(first), tokenOf(again)])
  expect(await profile(one)).toEqual(await profile(two))
  expect(await profile(one)).toMatchObject({ phone: user.phone, levelDiscount: 10_000 })
  const chosen = { nickname: '湖边的猫', avatar: await uploadPicture(rig, one) }
  await rig.do(one, 'members.updateMyProfile', chosen)
  await answerChecks(rig)
  expect(await profile(await tokenOf(await byWechat(user.id)))).toMatchObject(chosen)

  const shy = await newWechatUser(rig)
  const refused = await byWechat(shy.id)
  expect(refused).toMatchObject({ ok: true, value: { isNew: true, phoneNeeded: true } })
  const token = await tokenOf(refused)
  expect(await profile(token)).toMatchObject({ phone: null })
  expect(await rig.call(token, 'members.listAddresses', {})).toMatchObject({
    code: 'PHONE_NEEDED',
    status: 403,
  })
  expect(await byWechat(shy.id, { phone: true })).toMatchObject({
    ok: true,
    value: { isNew: false, phoneNeeded: false },
  })

  const crowd = await newWechatUser(rig)
  const at = await Promise.all(Array.from({ length: 8 }, () => byWechat(crowd.id, { phone: true })))
  expect(at.filter((answer) => answer.ok && answer.value.isNew)).toHaveLength(1)
  const ids = await Promise.all(at.map(async (one) => (await profile(await tokenOf(one))).memberId))
  expect(new Set(ids).size).toBe(1)
})

test('IN-022 a used code asks for a new one, a blocked user is told; one account', async () => {
  const user = await newWechatUser(rig)
  const code = await wechatCode(rig, user.id)
  const call = (value: string) =>
    rig.call(null, 'members.signInByWechat', { code: value, accepted })
  expect(await call(code)).toMatchObject({ ok: true })
  const members = async () =>
    (await rig.db.query('select count(*)::int as n from members.member')).rows[0].n
  const before = await members()
  expect(await call(code)).toMatchObject({ code: 'WECHAT_CODE_INVALID' })
  expect(await call('SBXmadeup')).toMatchObject({ code: 'WECHAT_CODE_INVALID' })
  const old = await wechatCode(rig, user.id)
  await rig.advance(301_000)
  expect(await call(old)).toMatchObject({ code: 'WECHAT_CODE_INVALID' })
  expect(await members()).toBe(before)

  await rig.sandbox.act('wechat', 'set', { name: `blocked/${user.id}`, value: true })
  expect(await byWechat(user.id)).toMatchObject({ code: 'WECHAT_BLOCKED' })
  await fetch(`${rig.controlUrl}/_control/wechat/fault`, {
    method: 'POST',
    body: JSON.stringify({ kind: 'code', code: '45011', count: 1 }),
  })
  const other = await newWechatUser(rig)
  expect(await byWechat(other.id)).toMatchObject({ code: 'PEER_UNAVAILABLE' })
  expect(await byWechat(other.id)).toMatchObject({ ok: true })
  const { rows } = await rig.db.query(`
    select 1 from information_schema.columns where column_name like '%session_key%'`)
  expect(rows).toEqual([])
})

test('IN-023 a login code is no phone code; without a phone the account stays one', async () => {
  const user = await newWechatUser(rig)
  const answer = await rig.call(null, 'members.signInByWechat', {
    code: await wechatCode(rig, user.id),
    phoneCode: await wechatCode(rig, user.id),
    accepted,
  })
  expect(answer).toMatchObject({ ok: true, value: { phoneNeeded: true } })
  const token = await tokenOf(answer)
  const { memberId } = await profile(token)
  const bound = await rig.do(token, 'members.bindPhone', {
    phone: user.phone,
    smsCode: await smsCode(user.phone, 'bind-phone'),
    merge: false,
  })
  expect(await profile(bound.token)).toMatchObject({ memberId, phone: user.phone })
  const later = await tokenOf(await byWechat(user.id, { phone: true }))
  expect(await profile(later)).toMatchObject({ memberId })
})

test('MB-005 a right code binds; an account is merged after confirmation and whole', async () => {
  const fresh = await newWechatUser(rig)
  const first = await tokenOf(await byWechat(fresh.id))
  const phone = randomPhone()
  const code = await smsCode(phone, 'bind-phone')
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
  expect(
    await rig.call(first, 'members.bindPhone', { phone, smsCode: wrong, merge: false }),
  ).toMatchObject({ code: 'SMS_CODE_WRONG', message: '验证码错误或已过期' })
  const bound = await rig.do(first, 'members.bindPhone', { phone, smsCode: code, merge: false })
  expect(bound.phoneNeeded).toBe(false)
  expect(await rig.call(first, 'members.getMyProfile', {})).toMatchObject({
    code: 'UNAUTHENTICATED',
  })
  expect(await profile(bound.token)).toMatchObject({ phone })
  const another = { phone: randomPhone(), smsCode: '000000', merge: false }
  expect(await rig.call(bound.token, 'members.bindPhone', another)).toMatchObject({
    code: 'SMS_CODE_WRONG',
  })
  const twice = await smsCode(another.phone, 'bind-phone')
  expect(
    await rig.call(bound.token, 'members.bindPhone', { ...another, smsCode: twice }),
  ).toMatchObject({ code: 'STATE_CONFLICT' })

  const owner = await signInMember(rig)
  const { memberId } = await profile(owner.token)
  const address = {
    name: '林晓月',
    phone: owner.phone,
    province: '江苏省',
    city: '苏州市',
    district: '虎丘区',
    street: '科技城1号',
  }
  await rig.do(owner.token, 'members.saveAddress', { addressId: null, address, isDefault: true })
  await rig.advance(61_000)

  const wechat = await newWechatUser(rig)
  const guest = await tokenOf(await byWechat(wechat.id))
  const proof = { phone: owner.phone, smsCode: await smsCode(owner.phone, 'bind-phone') }
  expect(await rig.call(guest, 'members.bindPhone', { ...proof, merge: false })).toMatchObject({
    code: 'PHONE_HAS_ACCOUNT',
  })
  expect(await profile(guest)).toMatchObject({ phone: null })
  const merged = await rig.do(guest, 'members.bindPhone', { ...proof, merge: true })
  expect(await profile(merged.token)).toMatchObject({ memberId, phone: owner.phone })
  expect((await rig.do(merged.token, 'members.listAddresses', {})).rows).toHaveLength(1)
  expect(await rig.call(guest, 'members.getMyProfile', {})).toMatchObject({
    code: 'UNAUTHENTICATED',
  })
  expect(await profile(owner.token)).toMatchObject({ memberId })
  expect(await profile(await tokenOf(await byWechat(wechat.id)))).toMatchObject({ memberId })
})

test('a phone known elsewhere in the company is one person, without confirmation', async () => {
  const admin = await signInAdmin(rig)
  const phone = randomPhone()
  const { rows } = await rig.do(admin, 'organisation.listDepartments', {})
  await rig.do(admin, 'organisation.createEmployee', {
    name: '陆子衿',
    phone,
    departmentId: rows[0]?.id ?? '',
    salesperson: true,
    supervisor: false,
  })
  const user = await newWechatUser(rig)
  const guest = await tokenOf(await byWechat(user.id))
  const { memberId } = await profile(guest)
  const bound = await rig.do(guest, 'members.bindPhone', {
    phone,
    smsCode: await smsCode(phone, 'bind-phone'),
    merge: false,
  })
  expect(await profile(bound.token)).toMatchObject({ memberId, phone })
  const persons = await rig.db.query('select id from identity.person where phone = $1', [phone])
  expect(persons.rowCount).toBe(1)
})

test('MB-006 a right code signs in and registers once; an ill-formed phone gets none', async () => {
  const phone = randomPhone()
  const first = await signInMember(rig, phone)
  const { memberId } = await profile(first.token)
  await rig.advance(61_000)
  const second = await signInMember(rig, phone)
  expect(await profile(second.token)).toMatchObject({ memberId, phone })
  const bad = await rig.call(null, 'identity.requestSmsCode', {
    phone: '1381234220',
    app: 'member',
    purpose: 'sign-in',
  })
  expect(bad).toMatchObject({ code: 'VALIDATION_FAILED', status: 400 })
  const guess = { phone: randomPhone(), smsCode: '123456', accepted }
  expect(await rig.call(null, 'members.signInBySms', guess)).toMatchObject({
    code: 'SMS_CODE_WRONG',
  })
})

test('who signs in by SMS pays with the WeChat of the device, without taking it over', async () => {
  const user = await newWechatUser(rig)
  const owner = await tokenOf(await byWechat(user.id, { phone: true }))
  const phone = randomPhone()
  const { token } = await rig.do(null, 'members.signInBySms', {
    phone,
    smsCode: await smsCode(phone, 'sign-in'),
    wechatCode: await wechatCode(rig, user.id),
    accepted,
  })
  const guest = await profile(token)
  const { rows } = await rig.db.query(
    `select v.open_id from identity.wechat_visit v
     join members.member m on m.person_id = v.person_id where m.id = $1`,
    [guest.memberId],
  )
  expect(rows).toEqual([{ open_id: user.openids.member }])
  const { memberId } = await profile(owner)
  expect(await profile(await tokenOf(await byWechat(user.id)))).toMatchObject({ memberId })
})

test('MB-010 without the ticks nobody signs in; version and time are stored', async () => {
  const user = await newWechatUser(rig)
  const code = await wechatCode(rig, user.id)
  const without = accepted.filter((one) => one.kind !== 'service')
  expect(await rig.call(null, 'members.signInByWechat', { code, accepted: without })).toMatchObject(
    { code: 'AGREEMENT_REQUIRED' },
  )
  const phone = randomPhone()
  const smsInput = { phone, smsCode: await smsCode(phone, 'sign-in') }
  expect(await rig.call(null, 'members.signInBySms', { ...smsInput, accepted: [] })).toMatchObject({
    code: 'AGREEMENT_REQUIRED',
  })
  expect(await rig.call(null, 'members.signInByWechat', { code, accepted })).toMatchObject({
    ok: true,
  })
  const { rows } = await rig.db.query(
    `select a.kind, a.version, a.accepted_at from members.acceptance a
     join members.member m on m.id = a.member_id
     join identity.wechat_binding b on b.person_id = m.person_id
     where b.open_id = $1 order by a.kind`,
    [user.openids.member],
  )
  expect(rows.map(({ kind, version }) => ({ kind, version }))).toEqual(
    [...accepted].sort((a, b) => a.kind.localeCompare(b.kind)),
  )
  for (const row of rows) {
    expect(Math.abs(row.accepted_at.getTime() - rig.now().getTime())).toBeLessThan(10_000)
  }

  const admin = await signInAdmin(rig)
  const { version } = await rig.do(admin, 'settings.publishAgreement', {
    kind: 'service',
    title: '服务协议',
    html: '<p>新的服务协议</p>',
    version: 1,
  })
  expect(await byWechat(user.id)).toMatchObject({ code: 'AGREEMENT_REQUIRED' })
  const renewed = accepted.map((one) => (one.kind === 'service' ? { ...one, version } : one))
  expect(
    await rig.call(null, 'members.signInByWechat', {
      code: await wechatCode(rig, user.id),
      accepted: renewed,
    }),
  ).toMatchObject({ ok: true })
})
