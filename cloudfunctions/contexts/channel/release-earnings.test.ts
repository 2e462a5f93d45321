import { DAY_MS, HOUR_MS, MINUTE_MS } from '@xietong/domain/kernel/time'
import { signInDealer } from '../../../tests/rig/cast'
import { buy, createNetwork, type Network } from '../../../tests/rig/network'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop } from '../../../tests/rig/shop'
import { runCommand } from '../../runtime/run-command'
import { checkBooks } from '../ledger'
import { expireEarnings, holdEarnings, refundEarnings } from '.'
import { releaseDue } from './release-earnings'

/** Worked example B: R 588.00; 0.62 / 0.715 / 0.833; paid 588.00 by the default level. */
const LADDER = { first: 6_200, second: 7_150, third: 8_330 }
/** Unit shares of the three: P1 364.56, P2 420.42, P3 489.80, M 588.00. */
const UNIT = { first: 5_586, second: 6_938, third: 9_820 }

let rig: Rig
let shop: Shop
let network: Network
let phone: string
let invite: string

beforeAll(async () => {
  rig = await startRig()
  const admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  network = await createNetwork(rig, admin, LADDER)
  phone = network.phones.third
  const token = await signInDealer(rig, phone)
  invite = (await rig.do(token, 'channel.getInviteCode', {})).token
})
afterAll(() => rig.stop())

/** Three e-cards for a new member of the third tier: issued at once, so due in seven days. */
async function order(): Promise<string> {
  const { token } = await signInMember(rig, undefined, invite)
  return buy(rig, token, { kind: 'e-card', itemId: shop.cardProductId, quantity: 3 })
}

const sums = async (of: 'first' | 'second' | 'third' = 'third') => {
  await rig.advance(61_000)
  const token = await signInDealer(rig, network.phones[of])
  return rig.do(token, 'channel.sumMyEarnings', {})
}
const states = async (orderId: string) => {
  const { rows } = await rig.db.query<{ state: string; amount: string }>(
    'select state, amount_fen as amount from channel.earning where order_id = $1 order by tier',
    [orderId],
  )
  return rows.map((row) => [row.state, Number(row.amount)])
}
const all = (state: string, pieces = 3) => [
  [state, UNIT.first * pieces],
  [state, UNIT.second * pieces],
  [state, UNIT.third * pieces],
]
const as = (work: Parameters<typeof runCommand>[2]) => runCommand(rig.deps, 'test', work)

test('DL-077 due within an hour after the period unless held, with a message', async () => {
  const free = await order()
  const held = await order()
  await as((ctx) => holdEarnings(ctx, { orderId: held, held: true }))
  await rig.advance(7 * DAY_MS - HOUR_MS)
  await rig.tick()
  expect(await states(free)).toEqual(all('pending'))
  const before = await sums()
  await rig.advance(HOUR_MS)
  await rig.tick()
  expect(await states(free)).toEqual(all('due'))
  expect(await states(held)).toEqual(all('pending'))
  const after = await sums()
  expect(after.withdrawableFen - before.withdrawableFen).toBe(UNIT.third * 3)
  expect(before.pendingFen - after.pendingFen).toBe(UNIT.third * 3)
  await rig.advance(61_000)
  const token = await signInDealer(rig, phone)
  const { rows } = await rig.do(token, 'notify.listMessages', { filter: { category: 'money' } })
  expect(rows[0]).toMatchObject({ title: '收益到账', text: expect.stringContaining('294.60') })

  await as((ctx) => holdEarnings(ctx, { orderId: held, held: false }))
  await rig.advance(HOUR_MS)
  await rig.tick()
  expect(await states(held)).toEqual(all('due'))
  expect(await checkBooks(rig.deps.db)).toEqual([])
})

test('two sweeps at once release each line once', async () => {
  const before = await sums()
  const orders = [await order(), await order(), await order()]
  await rig.advance(8 * DAY_MS)
  await Promise.all(Array.from({ length: 6 }, () => releaseDue(rig.deps)))
  for (const orderId of orders) {
    expect(await states(orderId)).toEqual(all('due'))
  }
  const after = await sums()
  expect(after.withdrawableFen - before.withdrawableFen).toBe(UNIT.third * 9)
  expect(await checkBooks(rig.deps.db)).toEqual([])
})

describe('refunds', () => {
  const lineOf = async (orderId: string) => {
    const { rows } = await rig.db.query<{ line_id: string }>(
      'select line_id from channel.earning where order_id = $1 limit 1',
      [orderId],
    )
    return rows[0]?.line_id ?? ''
  }
  const refund = async (orderId: string, pieces: number, amountFen: number) => {
    const lineId = await lineOf(orderId)
    await as((ctx) => refundEarnings(ctx, { orderId, lines: [{ lineId, pieces, amountFen }] }))
  }

  test('before it is due: pieces lower it at once, everything makes it 已失效', async () => {
    const orderId = await order()
    await refund(orderId, 1, 0)
    expect(await states(orderId)).toEqual(all('pending', 2))
    await refund(orderId, 1, 0)
    expect(await states(orderId)).toEqual(all('pending', 2))
    await as((ctx) => expireEarnings(ctx, { orderId }))
    expect(await states(orderId)).toEqual([
      ['expired', 0],
      ['expired', 0],
      ['expired', 0],
    ])
    await as((ctx) => expireEarnings(ctx, { orderId }))
    await rig.advance(8 * DAY_MS)
    await rig.tick()
    expect((await states(orderId)).every(([state]) => state === 'expired')).toBe(true)
  })

  test('after it is due: charged back to the fen, below zero when it was paid out', async () => {
    const orderId = await order()
    await rig.advance(7 * DAY_MS + 10 * MINUTE_MS)
    await rig.tick()
    const before = await sums('first')
    await refund(orderId, 0, 10_000)
    const kept = Math.round((UNIT.first * 3 * (58_800 * 3 - 10_000)) / (58_800 * 3))
    expect((await states(orderId))[0]).toEqual(['due', kept])
    await as((ctx) => expireEarnings(ctx, { orderId }))
    expect(await states(orderId)).toEqual([
      ['deducted', 0],
      ['deducted', 0],
      ['deducted', 0],
    ])
    const after = await sums('first')
    expect(before.withdrawableFen - after.withdrawableFen).toBe(UNIT.first * 3)
    expect(await checkBooks(rig.deps.db)).toEqual([])
  })
})

test('what was earned and what was taken back equals the balance and the lines', async () => {
  const { rows } = await rig.db.query<{ owed: string; balance: string }>(`
    select (select sum(amount_fen) from channel.earning where state = 'due') as owed,
      (select sum(balance_fen) from ledger.account where kind = 'withdrawable') as balance`)
  expect(rows[0]?.balance).toBe(rows[0]?.owed)
})

test('the application cannot change what was copied at payment', async () => {
  const { rows } = await rig.db.query<{ column: string }>(`
    select column_name as column from information_schema.column_privileges
    where grantee = 'xietong_app' and table_schema = 'channel' and table_name = 'earning'
      and privilege_type = 'UPDATE' order by 1`)
  const free = [
    'amount_fen',
    'due_at',
    'held',
    'refunded_fen',
    'refunded_pieces',
    'settled_at',
    'state',
  ]
  expect(rows.map((row) => row.column)).toEqual(free)
})
