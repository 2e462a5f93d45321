import { randomUUID } from 'node:crypto'
import { ADMIN, signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { ensureFirstAdmin } from './ensure-first-admin'

const MINUTE = 60_000
let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

const fresh = () => `clerk-${randomUUID().slice(0, 8)}`
const FIRST = 'First-2026-word'

async function account(login = fresh(), roleIds: string[] = []) {
  const fields = { login, name: '顾念真', phone: null, roleIds, initialPassword: FIRST }
  const { accountId } = await rig.do(admin, 'identity.createAccount', fields)
  return { login, accountId }
}
const signIn = (login: string, password: string) =>
  rig.call(null, 'identity.signInConsole', { login, password })

test('AD-001 five wrong tries lock, disabled is told, a first login sets a password', async () => {
  const { login, accountId } = await account()
  for (let wrong = 1; wrong <= 4; wrong++) {
    expect(await signIn(login, 'wrong')).toMatchObject({ code: 'SIGN_IN_FAILED', status: 409 })
  }
  expect(await signIn(login, 'wrong')).toMatchObject({ code: 'ACCOUNT_LOCKED' })
  expect(await signIn(login, FIRST)).toMatchObject({ code: 'ACCOUNT_LOCKED' })
  await rig.advance(15 * MINUTE)

  const first = await signIn(login, FIRST)
  expect(first).toMatchObject({ ok: true, value: { mustChangePassword: true } })
  const token = first.ok ? first.value.token : ''
  expect(await rig.call(token, 'identity.listRoles', {})).toMatchObject({ code: 'FORBIDDEN' })
  const weak = { oldPassword: FIRST, newPassword: 'short1' }
  expect(await rig.call(token, 'identity.changePassword', weak)).toMatchObject({
    code: 'PASSWORD_WEAK',
  })
  const changed = await rig.do(token, 'identity.changePassword', {
    oldPassword: FIRST,
    newPassword: 'Second-2026-word',
  })
  expect(changed.mustChangePassword).toBe(false)
  const me = await rig.do(changed.token, 'identity.getMe', {})
  expect(me).toMatchObject({ login, mustChangePassword: false, permissions: [] })

  await rig.do(admin, 'identity.setAccountState', { accountId, state: 'disabled' })
  expect(await signIn(login, 'Second-2026-word')).toMatchObject({ code: 'ACCOUNT_DISABLED' })
  expect(await signIn(login, 'wrong')).toMatchObject({ code: 'SIGN_IN_FAILED' })
})

test('AD-001 a name that does not exist answers and locks like one that does', async () => {
  const { login } = await account()
  const bodies = async (name: string) => {
    const answers = []
    for (let index = 0; index < 6; index++) {
      const { status, ...body } = await signIn(name, 'wrong')
      answers.push({ status, ...body, requestNo: undefined })
    }
    return answers
  }
  expect(await bodies(fresh())).toEqual(await bodies(login))
})

test('I1 sixty parallel guesses leave exactly five wrong tries before the lock', async () => {
  const { login, accountId } = await account()
  const guesses = Array.from({ length: 60 }, (_, index) =>
    rig.call(
      null,
      'identity.signInConsole',
      { login, password: `guess-${index}` },
      `10.1.${index % 250}.1`,
    ),
  )
  const codes = (await Promise.all(guesses)).map((one) => (one.ok ? 'ok' : one.code))
  expect(codes.filter((code) => code === 'SIGN_IN_FAILED')).toHaveLength(4)
  expect(codes.filter((code) => code === 'ok')).toHaveLength(0)
  const { rows } = await rig.db.query(
    'select wrong_tries, locked_until from identity.password_tries where try_key = $1',
    [`subject:${accountId}`],
  )
  expect(rows[0].locked_until).not.toBeNull()
})

test('AD-003 sign-out, two idle hours, a new password and disabling end a session', async () => {
  const { login, accountId } = await account()
  const open = async (password: string) => {
    const answer = await signIn(login, password)
    return answer.ok ? answer.value.token : ''
  }
  const alive = async (token: string) => {
    const answer = await rig.call(token, 'identity.getMe', {})
    return answer.ok ? 'alive' : answer.code
  }
  const signedOut = await open(FIRST)
  expect(await alive(signedOut)).toBe('alive')
  await rig.do(signedOut, 'identity.signOut', {})
  expect(await alive(signedOut)).toBe('UNAUTHENTICATED')

  const idle = await open(FIRST)
  await rig.advance(119 * MINUTE)
  expect(await alive(idle)).toBe('alive')
  await rig.advance(119 * MINUTE)
  expect(await alive(idle)).toBe('alive')
  await rig.advance(120 * MINUTE)
  expect(await alive(idle)).toBe('UNAUTHENTICATED')

  const other = await open(FIRST)
  const own = await open(FIRST)
  const changed = await rig.do(own, 'identity.changePassword', {
    oldPassword: FIRST,
    newPassword: 'Second-2026-word',
  })
  expect([await alive(other), await alive(own)]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED'])
  expect(await alive(changed.token)).toBe('alive')

  admin = await signInAdmin(rig)
  await rig.do(admin, 'identity.setAccountState', { accountId, state: 'disabled' })
  expect(await alive(changed.token)).toBe('UNAUTHENTICATED')
  await rig.do(admin, 'identity.setAccountState', { accountId, state: 'active' })
  expect(await alive(changed.token)).toBe('UNAUTHENTICATED')
})

test('J4 a console session ends after twelve hours even when it is used', async () => {
  const { login } = await account()
  const answer = await signIn(login, FIRST)
  const token = answer.ok ? answer.value.token : ''
  for (let hour = 1; hour < 12; hour++) {
    await rig.advance(60 * MINUTE)
    expect(await rig.call(token, 'identity.getMe', {})).toMatchObject({ ok: true })
  }
  await rig.advance(60 * MINUTE)
  expect(await rig.call(token, 'identity.getMe', {})).toMatchObject({ code: 'UNAUTHENTICATED' })
  admin = await signInAdmin(rig)
})

test('a wrong old password changes nothing and counts', async () => {
  const { login } = await account()
  const answer = await signIn(login, FIRST)
  const token = answer.ok ? answer.value.token : ''
  const wrong = { oldPassword: 'nope', newPassword: 'Second-2026-word' }
  expect(await rig.call(token, 'identity.changePassword', wrong)).toMatchObject({
    code: 'SIGN_IN_FAILED',
  })
  expect(await signIn(login, FIRST)).toMatchObject({ ok: true })
})

test('the first administrator is made once and keeps the password', async () => {
  const again = await ensureFirstAdmin(rig.deps, {
    login: ADMIN.login,
    password: 'Other-2026-word',
  })
  const { rows } = await rig.db.query('select id from identity.account where login = $1', [
    ADMIN.login,
  ])
  expect(rows).toEqual([{ id: again }])
  expect(await signIn(ADMIN.login, 'Other-2026-word')).toMatchObject({ code: 'SIGN_IN_FAILED' })
  expect(await signIn(ADMIN.login, ADMIN.password)).toMatchObject({ ok: true })
})

test('J1 neither tokens nor passwords stand in the database', async () => {
  const answer = await signIn(ADMIN.login, ADMIN.password)
  const token = answer.ok ? answer.value.token : ''
  const { rows } = await rig.db.query<{ held: boolean }>(`
    select exists (select 1 from identity.session s where s::text like '%${token}%')
      or exists (select 1 from runtime.request_key k where k::text like '%${token}%')
      or exists (select 1 from identity.credential c where c::text like '%${ADMIN.password}%')
      or exists (select 1 from identity.audit_entry e where e::text like '%${ADMIN.password}%')
      as held`)
  expect(rows[0]?.held).toBe(false)
})
