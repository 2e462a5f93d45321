import { type Pipeline, runOperation } from '../../cloudfunctions/runtime/run-operation'
import { rememberingSessions } from '../mutants/remembered-sessions'
import { createAccount, createDealer, signInDealer, signInSales } from '../rig/cast'
import { lastSmsCode, randomPhone, signInAdmin, signInMember } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'
import { secondServer } from '../rig/two-servers'
import { newWechatUser, wechatCode } from '../rig/wechat'

let rig: Rig
let admin: string
let second: { pipeline: Pipeline; close(): Promise<void> }
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  second = secondServer(rig)
})
afterAll(async () => {
  await second.close()
  await rig.stop()
})

/** Whether a token still stands for somebody: 200, or 403 where only the operation is refused. */
async function alive(pipeline: Pipeline, token: string, name: string): Promise<boolean> {
  const { status } = await runOperation(pipeline, { name, input: {}, token, address: '10.0.0.9' })
  return status !== 401
}

interface Ending {
  readonly name: string
  readonly token: string
  /** A read that this session may call. */
  readonly reads: string
  end(): Promise<unknown>
}

const PASSWORD = 'Next-2026-word'
const resets = (accountId: string) => () =>
  rig.do(admin, 'identity.resetPassword', { accountId, newPassword: PASSWORD })
const disables = (accountId: string) => () =>
  rig.do(admin, 'identity.setAccountState', { accountId, state: 'disabled' })

async function consoleEndings(): Promise<Ending[]> {
  const own = { reads: 'identity.getMe' }
  const [out, reset, disabled] = await Promise.all(
    ['out', 'reset', 'off'].map((name) => createAccount(rig, admin, `j3-${name}`, ['客服'])),
  )
  if (!out || !reset || !disabled) throw new Error('accounts missing')
  return [
    {
      ...own,
      name: 'sign-out',
      token: out.token,
      end: () => rig.do(out.token, 'identity.signOut', {}),
    },
    { ...own, name: 'password', token: reset.token, end: resets(reset.accountId) },
    { ...own, name: 'disabling', token: disabled.token, end: disables(disabled.accountId) },
  ]
}

async function salesEnding(): Promise<Ending> {
  const { rows } = await rig.do(admin, 'organisation.listDepartments', {})
  const employee = {
    name: '陆子衿',
    phone: randomPhone(),
    departmentId: rows[0]?.id ?? '',
    salesperson: true,
    supervisor: false,
  }
  const { employeeId } = await rig.do(admin, 'organisation.createEmployee', employee)
  const token = await signInSales(rig, employee.phone)
  const moved = {
    ...employee,
    employeeId,
    state: 'active' as const,
    phone: randomPhone(),
    version: 1,
  }
  return {
    name: 'another phone of an employee',
    token,
    reads: 'sales.getMe',
    end: () => rig.do(admin, 'organisation.updateEmployee', moved),
  }
}

async function dealerEnding(): Promise<Ending> {
  const dealer = await createDealer(rig, admin, { name: '关店', tier: 1, discount: 6_000 })
  const token = await signInDealer(rig, dealer.phone)
  const closed = { dealerId: dealer.dealerId, state: 'closed' as const, reason: '停业' }
  return {
    name: 'closing of a dealer',
    token,
    reads: 'channel.getMyDealer',
    end: () => rig.do(admin, 'channel.setDealerState', closed),
  }
}

async function mergeEnding(): Promise<Ending> {
  const { phone } = await signInMember(rig)
  await rig.advance(61_000)
  const user = await newWechatUser(rig)
  const { rows } = await rig.do(null, 'settings.listAgreements', {})
  const { token } = await rig.do(null, 'members.signInByWechat', {
    code: await wechatCode(rig, user.id),
    accepted: rows.map(({ kind, version }) => ({ kind, version })),
  })
  await rig.do(null, 'identity.requestSmsCode', { phone, app: 'member', purpose: 'bind-phone' })
  const smsCode = await lastSmsCode(rig, phone)
  return {
    name: 'merging into another account',
    token,
    reads: 'members.getMyProfile',
    end: () => rig.do(token, 'members.bindPhone', { phone, smsCode, merge: true }),
  }
}

const allEndings = async () => [
  ...(await consoleEndings()),
  await salesEnding(),
  await dealerEnding(),
  await mergeEnding(),
]

describe('sessions end everywhere at once (J3)', () => {
  test('what ends a session on one server ends it on the other at its next call', async () => {
    for (const { name, token, reads, end } of await allEndings()) {
      expect([name, await alive(second.pipeline, token, reads)]).toEqual([name, true])
      await end()
      expect([name, await alive(second.pipeline, token, reads)]).toEqual([name, false])
      expect([name, await alive(rig.pipeline, token, reads)]).toEqual([name, false])
    }
  })

  test('a change of password gives a new token, and the old one dies (J2)', async () => {
    const { token, password } = await createAccount(rig, admin, 'j2', ['客服'])
    const changed = await rig.do(token, 'identity.changePassword', {
      oldPassword: password,
      newPassword: PASSWORD,
    })
    expect(changed.token).not.toBe(token)
    expect(await alive(second.pipeline, token, 'identity.getMe')).toBe(false)
    expect(await alive(second.pipeline, changed.token, 'identity.getMe')).toBe(true)
  })

  test('the test can fail: a server that remembers sessions is found out', async () => {
    const forgetful = rememberingSessions(second.pipeline)
    const { token } = await createAccount(rig, admin, 'j3-kept', ['客服'])
    expect(await alive(forgetful, token, 'identity.getMe')).toBe(true)
    await rig.do(token, 'identity.signOut', {})
    expect(await alive(forgetful, token, 'identity.getMe')).toBe(true)
    expect(await alive(second.pipeline, token, 'identity.getMe')).toBe(false)
  })
})
