import { accountsOf, ensureFirstAdmin, openSession } from '@xietong/functions/contexts/identity'
import { runCommand } from '@xietong/functions/runtime/run-command'
import type { PeerName } from '../core/peer'
import { seedPeople } from '../seed/people'
import { consoleAccounts, DEMO_PASSWORD } from './accounts'
import { type DemoCaller, DemoRefused } from './caller'
import type { DemoParts, DemoWorld } from './parts'

const FIRST_PASSWORD = 'Xie-First-2026'
const [chief] = consoleAccounts

/**
 * The super administrator, by whom everything else is made. The demo opens the session itself: at
 * the page this account proves a second factor (AD-002).
 */
export async function signInChief(parts: DemoParts): Promise<string> {
  if (!chief) throw new Error('the demo needs a super administrator')
  const { user: login, name, phone } = chief
  const subjectId = await ensureFirstAdmin(parts.deps, {
    login,
    name,
    phone,
    password: DEMO_PASSWORD,
    mustChangePassword: false,
  })
  return runCommand(parts.deps, 'demo.signInChief', async (ctx) => {
    const known = (await accountsOf(ctx.tx, [subjectId])).get(subjectId)
    if (!known) throw new Error('the demo lost its super administrator')
    return openSession(ctx, { app: 'console', subjectId, personId: known.personId })
  })
}

const rolesOf: Record<string, string[]> = {
  linjianchuan: ['财务复核'],
  guyutong: ['订单/仓配', '客服'],
}

/** Further console accounts that have already chosen their own password. */
export async function makeAccounts({ caller, admin }: DemoWorld): Promise<Map<string, string>> {
  const made = new Map<string, string>()
  const { rows } = await caller.ask('identity.listRoles', admin, {})
  for (const { user: login, name, ...rest } of consoleAccounts.slice(1)) {
    const phone = rest.phone || null
    const wanted = rolesOf[login] ?? []
    const roleIds = rows.filter((role) => wanted.includes(role.name)).map(({ id }) => id)
    const { accountId } = await caller.call(
      { name: 'identity.createAccount', as: admin, key: login },
      { login, name, phone, roleIds: [], initialPassword: FIRST_PASSWORD },
    )
    // The roles come last: with some of them the first sign-in would ask for a second factor.
    await choosePassword(caller, login)
    await caller.call(
      { name: 'identity.updateAccount', as: admin, key: login },
      { accountId, name, phone, roleIds, version: 1 },
    )
    made.set(login, accountId)
  }
  return made
}

async function choosePassword(caller: DemoCaller, login: string): Promise<void> {
  try {
    const first = { login, password: FIRST_PASSWORD }
    const { token } = await caller.ask('identity.signInConsole', null, first)
    await caller.ask('identity.changePassword', token, {
      oldPassword: FIRST_PASSWORD,
      newPassword: DEMO_PASSWORD,
    })
  } catch (error) {
    // Sent again after a kill: the password has been chosen already.
    if (!(error instanceof DemoRefused) || error.code !== 'SIGN_IN_FAILED') throw error
  }
}

export function personOf(id: string) {
  const person = seedPeople.find((one) => one.id === id)
  if (!person) throw new Error(`the sandbox knows no ${id}`)
  return person
}

/** What wx.login or the phone button hands to the program of a person. */
export async function wechatCode(
  { sandbox }: DemoWorld,
  user: string,
  app: 'member' | 'dealer' | 'sales',
  kind: 'login-code' | 'phone-code' = 'login-code',
): Promise<string> {
  const peer: PeerName = 'wechat'
  const { code } = (await sandbox.act(peer, kind, { user, app })) as { code: string }
  return code
}

export async function signInMember(
  world: DemoWorld,
  user: string,
  invite?: string,
): Promise<string> {
  const { caller } = world
  const agreements = await caller.ask('settings.listAgreements', null, {})
  const { token } = await caller.ask('members.signInByWechat', null, {
    code: await wechatCode(world, user, 'member'),
    phoneCode: await wechatCode(world, user, 'member', 'phone-code'),
    accepted: agreements.rows.map(({ kind, version }) => ({ kind, version })),
    ...(invite ? { invite } : {}),
  })
  return token
}

export async function signInDealer(world: DemoWorld, user: string): Promise<string> {
  const { token } = await world.caller.ask('channel.signInByWechat', null, {
    code: await wechatCode(world, user, 'dealer'),
    phoneCode: await wechatCode(world, user, 'dealer', 'phone-code'),
  })
  return token
}

/** By SMS: the code is read where it arrived. */
export async function signInSales(world: DemoWorld, user: string): Promise<string> {
  const { caller, sandbox } = world
  const { phone } = personOf(user)
  await caller.ask('identity.requestSmsCode', null, { phone, app: 'sales', purpose: 'sign-in' })
  const smsCode = await arrivedCode(sandbox, phone)
  const { token } = await caller.ask('sales.signInBySms', null, { phone, smsCode })
  return token
}

async function arrivedCode(sandbox: DemoWorld['sandbox'], phone: string): Promise<string> {
  for (let look = 0; look < 100; look += 1) {
    const outbox = sandbox.peers.get('sms')?.peer.outbox() ?? []
    const last = outbox.filter((message) => message.to === phone).at(-1)
    const code = /\d{6}/.exec(last?.text ?? '')?.[0]
    if (code) return code
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`no code arrived at ${phone}`)
}
