import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import {
  bookEarnings,
  expireEarnings,
  refundEarnings,
  setEarningsDue,
} from '../../cloudfunctions/contexts/channel'
import { channelTimers } from '../../cloudfunctions/contexts/channel/timers'
import type { Ctx } from '../../cloudfunctions/runtime/context'
import { runCommand } from '../../cloudfunctions/runtime/run-command'
import { refundFromRest } from '../mutants/refund-from-rest'
import { createNetwork, type Network, type Place } from '../rig/network'
import { signInAdmin } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'

const RUNS = 60
const PLACES = ['first', 'second', 'third'] as const

let rig: Rig
let network: Network
beforeAll(async () => {
  rig = await startRig({ wrongOnPurpose: true })
  const admin = await signInAdmin(rig)
  network = await createNetwork(rig, admin, { first: 6_000, second: 7_000, third: 8_000 })
})
afterAll(() => rig.stop())

const asSystem = <Value>(work: (ctx: Ctx) => Promise<Value>) =>
  runCommand(rig.deps, 'test.commission', work)

/** One line of a paid order, the ladder at that moment, and what happens to it afterwards. */
interface Case {
  readonly ladder: readonly [number, number, number]
  readonly of: Extract<Place, 'first' | 'second' | 'third'> | null
  readonly retailFen: number
  /** Basis points of retail that the member paid; promotions go below a dealer's price. */
  readonly paid: number
  readonly quantity: number
  /** Each a step of refunding: whole pieces, or a part of the money that is left. */
  readonly refunds: readonly { readonly pieces: number; readonly part: number }[]
  /** After which step the earnings become due; beyond the last: never. */
  readonly dueAfter: number
}

const roundHalfUp = (above: bigint, below: bigint) => Number((above * 2n + below) / (below * 2n))
const at = (fen: number, basisPoints: number) =>
  roundHalfUp(BigInt(fen) * BigInt(basisPoints), 10_000n)

/** What each tier gets of one unit: the next price down minus its own (20-dealer). */
function unitShares(one: Case): Map<string, number> {
  const unitFen = at(one.retailFen, one.paid)
  const depth = one.of === null ? 0 : PLACES.indexOf(one.of) + 1
  let below = unitFen
  const shares = new Map<string, number>()
  for (let tier = depth - 1; tier >= 0; tier--) {
    const own = Math.min(at(one.retailFen, one.ladder[tier] ?? 0), below)
    shares.set(network.ids[PLACES[tier] ?? 'first'], below - own)
    below = own
  }
  return shares
}

interface SoFar {
  readonly pieces: number
  readonly amountFen: number
}
/** The totals of refunds after each step: never more than is left. */
function totalsOf(one: Case): SoFar[] {
  const unitFen = at(one.retailFen, one.paid)
  let pieces = 0
  let amountFen = 0
  return one.refunds.map((step) => {
    pieces = Math.min(one.quantity, pieces + step.pieces)
    const rest = unitFen * (one.quantity - pieces)
    amountFen = Math.min(rest, amountFen + Math.floor((rest * step.part) / 10_000))
    return { pieces, amountFen }
  })
}

function keptOf(one: Case, unitShare: number, { pieces, amountFen }: SoFar): number {
  const left = one.quantity - pieces
  const paid = BigInt(at(one.retailFen, one.paid)) * BigInt(left)
  const kept = paid - BigInt(amountFen)
  return kept <= 0n ? 0 : roundHalfUp(BigInt(unitShare) * BigInt(left) * kept, paid)
}

async function setLadder({ ladder }: Case): Promise<void> {
  for (const [tier, place] of PLACES.entries()) {
    await rig.db.query('update channel.dealer set discount = $2 where id = $1', [
      network.ids[place],
      ladder[tier],
    ])
  }
}

async function book(one: Case): Promise<{ orderId: string; lineId: string }> {
  const order = { orderId: randomUUID(), lineId: randomUUID() }
  await setLadder(one)
  await asSystem((ctx) =>
    bookEarnings(ctx, {
      orderId: order.orderId,
      orderNo: order.orderId.slice(0, 20),
      orderType: 'package',
      dealerId: one.of && network.ids[one.of],
      memberName: '林晓月',
      lines: [
        {
          lineId: order.lineId,
          itemName: '礼盒',
          retailFen: one.retailFen,
          unitFen: at(one.retailFen, one.paid),
          quantity: one.quantity,
        },
      ],
    }),
  )
  return order
}

const sharesOf = async (orderId: string): Promise<Record<string, number>> => {
  const { rows } = await rig.db.query(
    'select dealer_id, amount_fen::bigint as fen from channel.earning where order_id = $1',
    [orderId],
  )
  return Object.fromEntries(rows.map((row) => [row.dealer_id, Number(row.fen)]))
}
async function balances(): Promise<Record<string, number>> {
  const { rows } = await rig.db.query(
    "select owner_id, balance_fen::bigint as fen from ledger.account where kind = 'withdrawable'",
  )
  return Object.fromEntries(rows.map((row) => [row.owner_id, Number(row.fen)]))
}

async function becomeDue(orderId: string): Promise<void> {
  await asSystem((ctx) => setEarningsDue(ctx, { orderId, dueAt: ctx.now }))
  await channelTimers[0]?.run(rig.deps, rig.now())
}

/** What the dealers should hold of the order, by what was paid and has gone back. */
const expected = (one: Case, soFar: SoFar) =>
  Object.fromEntries(
    [...unitShares(one)]
      .filter(([, unitShare]) => unitShare > 0)
      .map(([dealerId, unitShare]) => [dealerId, keptOf(one, unitShare, soFar)]),
  )

async function play(one: Case): Promise<void> {
  const { orderId, lineId } = await book(one)
  const before = await balances()
  const paidFen = at(one.retailFen, one.paid) * one.quantity
  const booked = await sharesOf(orderId)
  expect(booked).toEqual(expected(one, { pieces: 0, amountFen: 0 }))
  expect(Object.values(booked).reduce((sum, fen) => sum + fen, 0)).toBeLessThanOrEqual(paidFen)
  let due = false
  for (const [step, soFar] of totalsOf(one).entries()) {
    if (step === one.dueAfter) {
      await becomeDue(orderId)
      due = true
    }
    const refund = { orderId, lines: [{ lineId, ...soFar }] }
    await asSystem((ctx) => refundEarnings(ctx, refund))
    // Told twice, it changes nothing.
    await asSystem((ctx) => refundEarnings(ctx, refund))
    const held = await sharesOf(orderId)
    expect(held).toEqual(expected(one, soFar))
    const now = await balances()
    for (const [dealerId, fen] of Object.entries(held)) {
      expect((now[dealerId] ?? 0) - (before[dealerId] ?? 0)).toBe(due ? fen : 0)
    }
  }
  await asSystem((ctx) => expireEarnings(ctx, { orderId }))
  expect(Object.values(await sharesOf(orderId)).every((fen) => fen === 0)).toBe(true)
  expect(await balances()).toMatchObject(before)
}

const rung = fc.integer({ min: 1, max: 9_999 })
const anyCase: fc.Arbitrary<Case> = fc.record({
  ladder: fc.oneof(
    fc.tuple(rung, rung, rung),
    fc.tuple(rung, rung, rung).map(([a, b, c]) => [a, b, c].sort((x, y) => x - y) as never),
  ),
  of: fc.constantFrom(null, ...PLACES),
  retailFen: fc.integer({ min: 1, max: 10_000_000 }),
  paid: fc.integer({ min: 1, max: 10_000 }),
  quantity: fc.integer({ min: 1, max: 99 }),
  refunds: fc.array(
    fc.record({
      pieces: fc.integer({ min: 0, max: 9 }),
      part: fc.integer({ min: 0, max: 10_000 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  dueAfter: fc.integer({ min: 0, max: 5 }),
})

describe('D3 commission in the database', () => {
  test('shares and house add up, and any sequence of refunds leaves the share of what is kept', async () => {
    await fc.assert(fc.asyncProperty(anyCase, play), { numRuns: RUNS, endOnFailure: true })
  }, 120_000)

  test('a planted bug is caught: taking each part of what is left compounds', async () => {
    const one: Case = {
      ladder: [6_000, 7_000, 8_000],
      of: 'third',
      retailFen: 100_000,
      paid: 9_500,
      quantity: 1,
      refunds: [],
      dueAfter: 9,
    }
    const { orderId } = await book(one)
    const third = 31_666
    for (let time = 0; time < 2; time++) {
      await asSystem((ctx) => refundFromRest(ctx, { orderId, partFen: third, paidFen: 95_000 }))
    }
    expect(await sharesOf(orderId)).not.toEqual(expected(one, { pieces: 0, amountFen: third * 2 }))
  })
})
