import { randomInt, randomUUID } from 'node:crypto'
import type { Posted, Posting } from '../../cloudfunctions/contexts/ledger'
import { checkBooks } from '../../cloudfunctions/contexts/ledger'
import type { Ctx } from '../../cloudfunctions/runtime/context'
import { openContext, sqlState } from '../../cloudfunctions/runtime/run-command'
import type { Rig } from '../rig/rig'

/** Posting as the product does it, or a deliberately wrong variant from tests/mutants. */
export type Post = (ctx: Ctx, posting: Posting) => Promise<Posted>

export interface Seen {
  done: number
  /** Refused because a floor would have been broken. */
  short: number
  /** SQLSTATE of every error that a caller saw. */
  readonly errors: string[]
}

const stored = (ownerId: string) => ({ owner: 'dealer', ownerId, kind: 'stored-value' }) as const

function posting(entries: Posting['entries']): Posting {
  return { kind: 'transfer', reference: { kind: 'test', id: randomUUID() }, entries }
}

/** One transaction without any retry: what goes wrong is seen. */
async function attempt(rig: Rig, post: Post, entries: Posting['entries'], seen: Seen) {
  try {
    const posted = await rig.deps.db.transaction().execute((tx) => {
      const { ctx } = openContext(rig.deps, tx, { app: 'system', name: 'test' })
      return post(ctx, posting(entries))
    })
    posted.ok ? seen.done++ : seen.short++
  } catch (error) {
    seen.errors.push(sqlState(error) ?? String(error))
  }
}

const sumOfBalances = async (rig: Rig, ownerIds: readonly string[]) => {
  const { rows } = await rig.db.query<{ sum: string }>(
    'select coalesce(sum(balance_fen), 0) as sum from ledger.account where owner_id = any($1)',
    [ownerIds],
  )
  return Number(rows[0]?.sum)
}

const START = 100_000

/** New accounts with 1,000 yuan each. */
async function fundedOwners(rig: Rig, post: Post, count: number, seen: Seen): Promise<string[]> {
  const owners = Array.from({ length: count }, () => randomUUID())
  const platform = { owner: 'platform', kind: 'top-up' } as const
  for (const owner of owners) {
    const entries = [
      { account: stored(owner), amountFen: START },
      { account: platform, amountFen: -START },
    ]
    await attempt(rig, post, entries, seen)
  }
  return owners
}

const transfer = (from: string, to: string, amountFen: number) => [
  { account: stored(from), amountFen: -amountFen },
  { account: stored(to), amountFen },
]

/** A8: many workers move random amounts between few accounts. */
export async function randomTransfers(
  rig: Rig,
  post: Post,
  { workers, transfers, accounts }: { workers: number; transfers: number; accounts: number },
) {
  const seen: Seen = { done: 0, short: 0, errors: [] }
  const owners = await fundedOwners(rig, post, accounts, seen)
  const pick = () => owners[randomInt(accounts)] ?? ''
  const worker = async () => {
    for (let turn = 0; turn < transfers; turn++) {
      const from = pick()
      let to = pick()
      while (to === from) {
        to = pick()
      }
      await attempt(rig, post, transfer(from, to, randomInt(1, 20_000)), seen)
    }
  }
  await Promise.all(Array.from({ length: workers }, worker))
  const sum = await sumOfBalances(rig, owners)
  return { ...seen, sumKept: sum === START * accounts, faults: await checkBooks(rig.deps.db) }
}

/** A8: two transfers at once between the same two accounts, one in each direction. */
export async function crossingTransfers(rig: Rig, post: Post) {
  const seen: Seen = { done: 0, short: 0, errors: [] }
  const [one = '', other = ''] = await fundedOwners(rig, post, 2, seen)
  await Promise.all([
    attempt(rig, post, transfer(one, other, 100), seen),
    attempt(rig, post, transfer(other, one, 300), seen),
  ])
  const sum = await sumOfBalances(rig, [one, other])
  return { errors: seen.errors, sumKept: sum === 2 * START }
}

/**
 * A9: an account that nobody has used. Two first users at once each put 100 in, then two spenders
 * at once each want 150: both deposits count, one spender is refused, nobody sees an error.
 */
export async function firstUse(rig: Rig, post: Post, rounds: number) {
  const seen: Seen = { done: 0, short: 0, errors: [] }
  let wrong = 0
  for (let round = 0; round < rounds; round++) {
    const owner = randomUUID()
    const platform = { owner: 'platform', kind: 'top-up' } as const
    const move = (amountFen: number) =>
      attempt(
        rig,
        post,
        [
          { account: stored(owner), amountFen },
          { account: platform, amountFen: -amountFen },
        ],
        seen,
      )
    await Promise.all([move(100), move(100)])
    await Promise.all([move(-150), move(-150)])
    wrong += (await sumOfBalances(rig, [owner])) === 50 ? 0 : 1
  }
  return { ...seen, wrong, faults: await checkBooks(rig.deps.db) }
}
