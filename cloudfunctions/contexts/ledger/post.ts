import {
  accountKey,
  checkEntries,
  type Entry,
  isOwned,
  nextStep,
  type OwnedAccount,
  type Standing,
} from '@xietong/domain/ledger/accounts'
import type { Ctx } from '../../runtime/context'
import {
  type EntryRow,
  ensureAccounts,
  lockAccounts,
  postedKeys,
  type TransactionRow,
  writeTransactions,
} from './store'

export interface Posting {
  readonly kind: string
  readonly reference: { readonly kind: string; readonly id: string }
  readonly entries: readonly Entry[]
  /** Names the movement: the same key is posted once, a repetition changes nothing. */
  readonly key?: string
}

/**
 * `short` names the account that would fall below its floor and by how much; nothing was written.
 */
export type Posted =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly short: { readonly account: OwnedAccount; readonly missingFen: number }
    }

interface Held extends Standing {
  readonly id: string
}

/** Posts one transaction. */
export function post(ctx: Ctx, posting: Posting): Promise<Posted> {
  return postAll(ctx, [posting])
}

/**
 * Posts several transactions at once: all or, when one would break a floor, none. Accounts are
 * created and locked in sorted order over all of them; a command that posts twice on its own could
 * deadlock.
 */
export async function postAll(ctx: Ctx, postings: readonly Posting[]): Promise<Posted> {
  for (const posting of postings) {
    checkEntries(posting.entries)
  }
  const held = await holdAccounts(ctx, postings)
  const fresh = await withoutPosted(ctx, postings)
  if (fresh.length === 0) {
    return { ok: true }
  }
  const transactions: TransactionRow[] = []
  const entries: EntryRow[] = []
  for (const posting of fresh) {
    const transaction = transactionRow(ctx, posting)
    transactions.push(transaction)
    for (const entry of posting.entries) {
      const row = entryRow(ctx, transaction.id, entry, held)
      if ('short' in row) {
        return { ok: false, short: row.short }
      }
      entries.push(row)
    }
  }
  const touched = new Set(entries.map((entry) => entry.accountId))
  const balances = [...held.values()]
    .filter((account) => touched.has(account.id))
    .map(({ id, balanceFen, seq }) => ({ id, balanceFen, seq }))
  await writeTransactions(ctx.tx, { transactions, entries, balances }, ctx.now)
  return { ok: true }
}

/** Locks every owned account of the postings; the map is moved on as entries are made. */
async function holdAccounts(ctx: Ctx, postings: readonly Posting[]): Promise<Map<string, Held>> {
  const wanted = new Map<string, OwnedAccount>()
  for (const { account } of postings.flatMap((posting) => posting.entries)) {
    if (isOwned(account)) {
      wanted.set(accountKey(account), account)
    }
  }
  if (wanted.size === 0) {
    return new Map()
  }
  const sorted = [...wanted.keys()].sort().flatMap((key) => wanted.get(key) ?? [])
  await ensureAccounts(ctx.tx, sorted, ctx)
  const rows = await lockAccounts(ctx.tx, sorted)
  return new Map(
    rows.map((row) => [
      accountKey({ owner: row.owner, ownerId: row.owner_id, kind: row.kind }),
      { id: row.id, balanceFen: row.balance_fen, seq: row.last_seq, floorFen: row.floor_fen },
    ]),
  )
}

/** Drops what was posted before. Two at the same time meet at the unique key, and one retries. */
async function withoutPosted(ctx: Ctx, postings: readonly Posting[]): Promise<readonly Posting[]> {
  const keys = postings.flatMap((posting) => posting.key ?? [])
  if (keys.length === 0) {
    return postings
  }
  const posted = await postedKeys(ctx.tx, keys)
  return postings.filter((posting) => posting.key === undefined || !posted.has(posting.key))
}

function transactionRow(ctx: Ctx, posting: Posting): TransactionRow {
  return {
    id: ctx.newId(),
    kind: posting.kind,
    referenceKind: posting.reference.kind,
    referenceId: posting.reference.id,
    businessKey: posting.key ?? null,
  }
}

function entryRow(
  ctx: Ctx,
  transactionId: string,
  { account, amountFen }: Entry,
  held: Map<string, Held>,
): EntryRow | { short: { account: OwnedAccount; missingFen: number } } {
  const row = { id: ctx.newId(), transactionId, amountFen }
  if (!isOwned(account)) {
    return { ...row, accountId: null, seq: null, balanceAfterFen: null, platformKind: account.kind }
  }
  const key = accountKey(account)
  const standing = held.get(key)
  if (!standing) {
    throw new Error(`account not locked: ${key}`)
  }
  const step = nextStep(standing, amountFen)
  if (!step.ok) {
    return { short: { account, missingFen: step.missingFen } }
  }
  held.set(key, { ...standing, balanceFen: step.balanceFen, seq: step.seq })
  const { balanceFen: balanceAfterFen, seq } = step
  return { ...row, accountId: standing.id, seq, balanceAfterFen, platformKind: null }
}
