import { firstFloors, type OwnedAccount } from '@xietong/domain/ledger/accounts'
import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export interface AccountRow {
  id: string
  owner: 'dealer' | 'member'
  owner_id: string
  kind: OwnedAccount['kind']
  floor_fen: number | null
  balance_fen: number
  last_seq: number
}

/** Parallel arrays of the same length: one round trip, one prepared text, whatever the count. */
function columns(accounts: readonly OwnedAccount[]) {
  return {
    owners: accounts.map((account) => account.owner),
    ownerIds: accounts.map((account) => account.ownerId),
    kinds: accounts.map((account) => account.kind),
  }
}

/**
 * Creates the accounts that do not exist. A statement of its own, before the lock: inserting and
 * locking in one statement misses a row that another first user has just inserted (reliability,
 * section 4). `accounts` come sorted, so that two first users wait for each other in one direction
 * only.
 */
export async function ensureAccounts(
  tx: Tx,
  accounts: readonly OwnedAccount[],
  { now, newId }: { now: Date; newId: () => string },
): Promise<void> {
  const { owners, ownerIds, kinds } = columns(accounts)
  await sql`
    insert into ledger.account (id, owner, owner_id, kind, floor_fen, created_at)
    select id, owner, owner_id, kind, floor_fen, ${now}
    from unnest(
      ${accounts.map(() => newId())}::uuid[], ${owners}::text[], ${ownerIds}::uuid[],
      ${kinds}::text[], ${kinds.map((kind) => firstFloors[kind])}::bigint[]
    ) with ordinality as wanted (id, owner, owner_id, kind, floor_fen, position)
    order by position
    on conflict (owner, owner_id, kind) do nothing`.execute(tx)
}

/**
 * Locks the accounts in the order of their ids, so that two transactions never wait in a circle.
 */
export async function lockAccounts(
  tx: Tx,
  accounts: readonly OwnedAccount[],
): Promise<AccountRow[]> {
  const { owners, ownerIds, kinds } = columns(accounts)
  const { rows } = await sql<AccountRow>`
    select a.id, a.owner, a.owner_id, a.kind, a.floor_fen, a.balance_fen, a.last_seq
    from ledger.account a
    where (a.owner, a.owner_id, a.kind) in (
      select * from unnest(${owners}::text[], ${ownerIds}::uuid[], ${kinds}::text[])
    )
    order by a.id
    for no key update of a`.execute(tx)
  return rows
}

export interface TransactionRow {
  id: string
  kind: string
  referenceKind: string
  referenceId: string
  businessKey: string | null
}
export interface EntryRow {
  id: string
  transactionId: string
  accountId: string | null
  seq: number | null
  balanceAfterFen: number | null
  platformKind: string | null
  amountFen: number
}
export interface BalanceRow {
  id: string
  balanceFen: number
  seq: number
}

/** Balances, transactions and entries in one statement; the trigger judges it when it ends. */
export async function writeTransactions(
  tx: Tx,
  rows: {
    readonly transactions: readonly TransactionRow[]
    readonly entries: readonly EntryRow[]
    readonly balances: readonly BalanceRow[]
  },
  now: Date,
): Promise<void> {
  await sql`
    with balance as (
      update ledger.account a set balance_fen = b."balanceFen", last_seq = b.seq
      from jsonb_to_recordset(${JSON.stringify(rows.balances)}::jsonb)
        as b (id uuid, "balanceFen" bigint, seq bigint)
      where a.id = b.id
    ), opened as (
      insert into ledger.transaction
        (id, kind, reference_kind, reference_id, business_key, created_at)
      select id, kind, "referenceKind", "referenceId", "businessKey", ${now}
      from jsonb_to_recordset(${JSON.stringify(rows.transactions)}::jsonb)
        as t (id uuid, kind text, "referenceKind" text, "referenceId" uuid, "businessKey" text)
    )
    insert into ledger.entry
      (id, transaction_id, account_id, seq, balance_after_fen, platform_kind, amount_fen,
       created_at)
    select id, "transactionId", "accountId", seq, "balanceAfterFen", "platformKind", "amountFen",
      ${now}
    from jsonb_to_recordset(${JSON.stringify(rows.entries)}::jsonb)
      as e (id uuid, "transactionId" uuid, "accountId" uuid, seq bigint, "balanceAfterFen" bigint,
            "platformKind" text, "amountFen" bigint)`.execute(tx)
}

export async function postedKeys(tx: Tx, keys: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ business_key: string }>`
    select business_key from ledger.transaction
    where business_key = any(${keys}::text[])`.execute(tx)
  return new Set(rows.map((row) => row.business_key))
}

export async function accountsOf(
  reader: Reader,
  owner: 'dealer' | 'member',
  ownerId: string,
): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select id, owner, owner_id, kind, floor_fen, balance_fen, last_seq
    from ledger.account where owner = ${owner} and owner_id = ${ownerId}`.execute(reader)
  return rows
}

export interface PostedEntry {
  transactionId: string
  kind: string
  owner: 'dealer' | 'member' | 'platform'
  ownerId: string | null
  account: string
  amountFen: number
  balanceAfterFen: number | null
  at: Date
}

export async function entriesOfReference(
  reader: Reader,
  reference: { readonly kind: string; readonly id: string },
): Promise<PostedEntry[]> {
  const { rows } = await sql<PostedEntry>`
    select t.id as "transactionId", t.kind, coalesce(a.owner, 'platform') as owner,
      a.owner_id as "ownerId", coalesce(a.kind, e.platform_kind) as account,
      e.amount_fen as "amountFen", e.balance_after_fen as "balanceAfterFen", e.created_at as at
    from ledger.transaction t
    join ledger.entry e on e.transaction_id = t.id
    left join ledger.account a on a.id = e.account_id
    where t.reference_kind = ${reference.kind} and t.reference_id = ${reference.id}
    order by t.created_at, e.account_id, e.seq, t.id`.execute(reader)
  return rows
}
