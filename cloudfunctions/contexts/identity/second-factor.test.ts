import { randomUUID } from 'node:crypto'
import type { Permission } from '@xietong/domain/kernel/permissions'
import { lastSmsCode, randomPhone, signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { versionOf } from '../../../tests/rig/versions'
import { codeAt, stepAt } from './one-time-code'

const FIRST = 'First-2026-word'
/** A browser that nobody knows. */
const NEW = { browser: 'unknown' }
let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

async function roleOf(name: string) {
  const { rows } = await rig.do(admin, 'identity.listRoles', {})
  return rows.find((role) => role.name === name)
}

async function clerk(roleNames: string[], phone: string | null) {
  const { rows } = await rig.do(admin, 'identity.listRoles', {})
  const login = `clerk-${randomUUID().slice(0, 8)}`
  const { accountId } = await rig.do(admin, 'identity.createAccount', {
    login,
    name: '钱清和',
    phone,
    roleIds: rows.filter(({ name }) => roleNames.includes(name)).map(({ id }) => id),
    initialPassword: FIRST,
  })
  return { login, accountId, password: FIRST }
}
type Clerk = Awaited<ReturnType<typeof clerk>>

const enter = ({ login, password }: Clerk, more: { secondCode?: string; browser?: string } = NEW) =>
  rig.call(null, 'identity.signInConsole', { login, password, ...NEW, ...more })
const sessions = async ({ accountId }: Clerk) =>
  (await rig.db.query('select 1 from identity.session where subject_id = $1', [accountId])).rowCount
const sendCode = ({ login, password }: Clerk) =>
  rig.call(null, 'identity.requestSecondCode', { login, password })
const other = (code: string) => (code === '000000' ? '111111' : '000000')

test('AD-002 by role, on by default for administrators and finance; no session without it', async () => {
  const { rows } = await rig.do(admin, 'identity.listRoles', {})
  const required = rows.filter(({ secondFactor }) => secondFactor).map(({ name }) => name)
  expect(required.sort()).toEqual(['财务录入', '财务复核', '超级管理员'].sort())

  // A known phone: the code comes by SMS, to the phone on record only.
  const phone = randomPhone()
  const bySms = await clerk(['财务复核'], phone)
  const asked = await enter(bySms)
  expect(asked).toMatchObject({ code: 'SECOND_FACTOR_NEEDED', detail: { way: 'sms' } })
  expect(JSON.stringify(asked)).not.toContain(phone)
  expect(await sessions(bySms)).toBe(0)
  expect(await sendCode({ ...bySms, password: 'wrong' })).toMatchObject({ code: 'SIGN_IN_FAILED' })
  await rig.do(null, 'identity.requestSecondCode', { login: bySms.login, password: FIRST })
  const code = await lastSmsCode(rig, phone)
  expect(await enter(bySms, { secondCode: other(code) })).toMatchObject({
    code: 'SECOND_FACTOR_WRONG',
  })
  expect(await sessions(bySms)).toBe(0)
  const passed = await enter(bySms, { secondCode: code })
  expect(passed).toMatchObject({ ok: true, value: { browser: expect.any(String) } })
  expect(await enter(bySms, { secondCode: code })).toMatchObject({ code: 'SECOND_FACTOR_WRONG' })

  // The browser is known from now on; another one and another account are not.
  const browser = passed.ok ? (passed.value.browser ?? '') : ''
  expect(await enter(bySms, { browser })).toMatchObject({ ok: true })
  const second = await clerk(['财务录入'], randomPhone())
  expect(await enter(second, { browser })).toMatchObject({ code: 'SECOND_FACTOR_NEEDED' })
  await rig.advance(90 * 86_400_000)
  expect(await enter(bySms, { browser })).toMatchObject({ code: 'SECOND_FACTOR_NEEDED' })

  // Other roles sign in with the password, until their role asks for more.
  admin = await signInAdmin(rig)
  const plain = await clerk(['客服'], randomPhone())
  expect(await enter(plain)).toMatchObject({ ok: true, value: { browser: null } })
  const role = await roleOf('客服')
  const { id: roleId = '', name = '', note = '', permissions = [] } = role ?? {}
  await rig.do(admin, 'identity.updateRole', {
    roleId,
    name,
    note,
    permissions: permissions as Permission[],
    secondFactor: true,
    version: await versionOf(rig, 'identity.role', roleId),
  })
  expect(await enter(plain)).toMatchObject({ code: 'SECOND_FACTOR_NEEDED' })
})

test('AD-002 an authenticator is enrolled at first, each code works once, a reset forgets it', async () => {
  const who = await clerk(['财务录入'], null)
  const asked = await enter(who)
  expect(asked).toMatchObject({ code: 'SECOND_FACTOR_NEEDED', detail: { way: 'enrol' } })
  const secret = asked.ok ? '' : String(asked.detail.secret)
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  const now = () => codeAt(secret, stepAt(rig.now()))
  const code = now()
  const parallel = await Promise.all([1, 2, 3].map(() => enter(who, { secondCode: code })))
  expect(parallel.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await enter(who)).toMatchObject({ detail: { way: 'authenticator' } })
  await rig.advance(60_000)
  expect(await enter(who, { secondCode: now() })).toMatchObject({ ok: true })
  expect(await sendCode(who)).toMatchObject({ code: 'STATE_CONFLICT' })

  const { rows } = await rig.db.query(
    'select 1 from identity.authenticator a where a::text like $1',
    [`%${secret}%`],
  )
  expect(rows).toEqual([])
  const reset = { accountId: who.accountId, newPassword: 'Other-2026-word' }
  await rig.do(admin, 'identity.resetPassword', reset)
  expect(await enter({ ...who, password: 'Other-2026-word' })).toMatchObject({
    detail: { way: 'enrol' },
  })
})

test('I1 of sixty parallel second codes four are wrong and the fifth locks', async () => {
  const who = await clerk(['财务录入'], null)
  const asked = await enter(who)
  const right = codeAt(asked.ok ? '' : String(asked.detail.secret), stepAt(rig.now()))
  const guesses = Array.from({ length: 60 }, () => enter(who, { secondCode: other(right) }))
  const codes = (await Promise.all(guesses)).map((one) => (one.ok ? 'ok' : one.code))
  expect(codes.filter((code) => code === 'SECOND_FACTOR_WRONG')).toHaveLength(4)
  expect(codes.filter((code) => code === 'ok')).toHaveLength(0)
  expect(await enter(who, { secondCode: right })).toMatchObject({ code: 'ACCOUNT_LOCKED' })
})

test('the codes are those of RFC 6238', () => {
  // Appendix B, SHA-1, the last six digits; the secret is 12345678901234567890 in base 32.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  expect(codeAt(secret, stepAt(new Date(59_000)))).toBe('287082')
  expect(codeAt(secret, stepAt(new Date(1_111_111_109_000)))).toBe('081804')
})
