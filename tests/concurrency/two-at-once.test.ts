import { meeting } from '../mutants/meeting'
import { reviewByReadAndWrite, setStateWithoutLock } from '../mutants/unguarded-decisions'
import { placeCards } from '../rig/buy'
import { crowdOfAccounts } from '../rig/crowd'
import { brokenInvariants } from '../rig/invariants'
import { signInAdmin, signInMember } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'
import { type SecondProcess, startSecondProcess } from '../rig/second-process'
import { createShop, pay, type Shop } from '../rig/shop'
import { startVariant } from '../rig/variant'

const PAIRS = 40

let rig: Rig
let second: SecondProcess
let admin: string
let shop: Shop
beforeAll(async () => {
  rig = await startRig({ poolMax: 10, wrongOnPurpose: true })
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  second = await startSecondProcess(rig)
})
afterAll(async () => {
  second.stop()
  await rig.stop()
})

interface Admin {
  readonly id: string
  readonly token: string
}

async function superAdmins(count: number): Promise<Admin[]> {
  const tokens = await crowdOfAccounts(rig, admin, { role: '超级管理员', count })
  const found: Admin[] = []
  for (const token of tokens) {
    found.push({ token, id: (await rig.do(token, 'identity.getMe', {})).accountId })
  }
  return found
}

/** Only these two are left to remove one another. */
async function leaveOnly(pair: readonly Admin[]): Promise<void> {
  await rig.db.query(
    `update identity.account set state = case when id = any($1) then 'active' else 'disabled' end
    where id in (select account_id from identity.account_role ar
      join identity.role r on r.id = ar.role_id where r.super_admin)`,
    [pair.map(({ id }) => id)],
  )
}
async function activeSuperAdmins(): Promise<number> {
  const { rows } = await rig.db.query(
    `select count(distinct a.id)::int as n from identity.account a
    join identity.account_role ar on ar.account_id = a.id
    join identity.role r on r.id = ar.role_id
    where r.super_admin and a.state = 'active' and a.scope_kind = 'all'`,
  )
  return rows[0].n
}

type Call = Rig['call']
type Remove = (call: Call, by: Admin, other: Admin) => Promise<{ ok: boolean }>

const disable: Remove = (call, by, other) =>
  call(by.token, 'identity.setAccountState', { accountId: other.id, state: 'disabled' })

async function ways(): Promise<Remove[]> {
  const { rows } = await rig.do(admin, 'identity.listRoles', {})
  const roleOf = (name: string) => rows.filter((role) => role.name === name).map(({ id }) => id)
  const changed = { name: '改名', phone: null, version: 1 }
  const strip: Remove = (call, by, other) =>
    call(by.token, 'identity.updateAccount', {
      ...changed,
      accountId: other.id,
      roleIds: roleOf('客服'),
    })
  return [disable, strip]
}

async function removeOneAnother(calls: [Call, Call], by: [Remove, Remove], pair: [Admin, Admin]) {
  await leaveOnly(pair)
  const [one, other] = pair
  const answers = await Promise.all([by[0](calls[0], one, other), by[1](calls[1], other, one)])
  return { done: answers.filter(({ ok }) => ok).length, left: await activeSuperAdmins() }
}

const pairsOf = (all: readonly Admin[]) =>
  Array.from({ length: all.length / 2 }, (_, index) => all.slice(index * 2, index * 2 + 2)) as [
    Admin,
    Admin,
  ][]

describe('A10 two super administrators remove one another', () => {
  test(`${PAIRS} pairs on two processes, by disabling and by taking the role: one is left`, async () => {
    const pairs = pairsOf(await superAdmins(PAIRS * 2))
    const [off, strip] = (await ways()) as [Remove, Remove]
    const mixes: [Remove, Remove][] = [
      [off, off],
      [strip, strip],
      [off, strip],
      [strip, off],
    ]
    const ends: unknown[] = []
    for (const [index, pair] of pairs.entries()) {
      const by = mixes[index % mixes.length] ?? [off, off]
      ends.push(await removeOneAnother([rig.call, second.call], by, pair))
    }
    expect(ends).toEqual(pairs.map(() => ({ done: 1, left: 1 })))
  }, 60_000)

  test('a planted bug is caught: counting without the lock leaves nobody', async () => {
    await rig.db.query("update identity.account set state = 'active'")
    const [pair] = pairsOf(await superAdmins(2))
    const variant = await startVariant(rig, [setStateWithoutLock(meeting(2))])
    const calls: [Call, Call] = [variant.call, variant.call]
    const end = await removeOneAnother(calls, [disable, disable], pair as [Admin, Admin])
    variant.stop()
    expect(end).toEqual({ done: 2, left: 0 })
    await rig.db.query("update identity.account set state = 'active'")
  })
})

/** Paid e-card orders that wait for a decision. */
async function ordersInReview(count: number): Promise<string[]> {
  const { settings, version } = await rig.do(admin, 'settings.getSettings', {})
  if (!settings.eCardReview) {
    const next = { ...settings, eCardReview: true }
    await rig.do(admin, 'settings.updateSettings', { settings: next, version })
    // Settings are read again after five seconds.
    await rig.advance(6_000)
    await second.follow()
  }
  const { token } = await signInMember(rig)
  const orders: string[] = []
  for (let made = 0; made < count; made++) {
    const { orderId } = await placeCards(rig, token, shop, 1)
    await pay(rig, token, orderId)
    orders.push(orderId)
    await rig.advance(4_000)
  }
  return orders
}

async function decideBoth(orderId: string, [one, other]: [Call, Call], clerks: string[]) {
  const wish = (approve: boolean) => ({ orderId, approve, reason: approve ? '' : '资料不符' })
  const answers = await Promise.all([
    one(clerks[0] ?? '', 'orders.reviewCardOrder', wish(true)),
    other(clerks[1] ?? '', 'orders.reviewCardOrder', wish(false)),
  ])
  const { rows } = await rig.db.query(
    `select o.state, (select count(*)::int from cards.card c where c.order_id = o.id) as cards,
      (select count(*)::int from payments.refund r join payments.attempt a on a.id = r.attempt_id
        where a.order_id = o.id) as refunds
    from orders.sales_order o where o.id = $1`,
    [orderId],
  )
  return { done: answers.filter(({ ok }) => ok).length, ...rows[0] }
}

describe('A10 two approvers decide differently about one order', () => {
  test(`${PAIRS} orders on two processes: one decision, and only what follows from it`, async () => {
    const orders = await ordersInReview(PAIRS)
    const clerks = await crowdOfAccounts(rig, admin, { role: '卡务', count: 2 })
    await second.follow()
    for (const [index, orderId] of orders.entries()) {
      const calls: [Call, Call] =
        index % 2 === 0 ? [rig.call, second.call] : [second.call, rig.call]
      const end = await decideBoth(orderId, calls, clerks)
      expect([
        { done: 1, state: 'completed', cards: 1, refunds: 0 },
        { done: 1, state: 'closed', cards: 0, refunds: 1 },
      ]).toContainEqual(end)
    }
    expect(await brokenInvariants(rig.db)).toEqual([])
  }, 90_000)

  test('a planted bug is caught: read, then written without a condition, both decide', async () => {
    const [orderId = ''] = await ordersInReview(1)
    const clerks = await crowdOfAccounts(rig, admin, { role: '卡务', count: 2 })
    const variant = await startVariant(rig, [reviewByReadAndWrite(meeting(2))])
    const end = await decideBoth(orderId, [variant.call, variant.call], clerks)
    variant.stop()
    expect(end.done).toBe(2)
  })
})
