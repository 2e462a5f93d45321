import { randomUUID } from 'node:crypto'
import { accountKey, isOwned, type OwnedAccount } from '@xietong/domain/ledger/accounts'
import { sql } from 'kysely'
import type { Posted, Posting } from '../../cloudfunctions/contexts/ledger'
import {
  type AccountRow,
  ensureAccounts,
  lockAccounts,
  writeTransactions,
} from '../../cloudfunctions/contexts/ledger/store'
import type { Ctx } from '../../cloudfunctions/runtime/context'
import { meeting } from './meeting'

const withOneLock = meeting(2)

/** Planted bug for A8: the accounts are locked one by one in the order in which they are named. */
export async function postUnsorted(ctx: Ctx, posting: Posting): Promise<Posted> {
  const accounts = ownedOf(posting)
  const rows: AccountRow[] = []
  for (const account of accounts) {
    await ensureAccounts(ctx.tx, [account], ctx)
    rows.push(...(await lockAccounts(ctx.tx, [account])))
    if (rows.length < accounts.length) {
      await withOneLock()
    }
  }
  return write(ctx, posting, rows)
}

/**
 * Planted bug for A9: created if missing and locked in one statement, whose snapshot is too old.
 */
export async function postInOneStatement(ctx: Ctx, posting: Posting): Promise<Posted> {
  const rows: AccountRow[] = []
  for (const { owner, ownerId, kind } of ownedOf(posting)) {
    const found = await sql<AccountRow>`
      with made as (
        insert into ledger.account (id, owner, owner_id, kind, floor_fen, created_at)
        values (${ctx.newId()}, ${owner}, ${ownerId}, ${kind}, 0, ${ctx.now})
        on conflict do nothing returning *
      ), held as (
        select * from ledger.account
        where owner = ${owner} and owner_id = ${ownerId} and kind = ${kind} for update
      )
      select * from made union all select * from held`.execute(ctx.tx)
    const none = {
      id: randomUUID(),
      owner,
      owner_id: ownerId,
      kind,
      floor_fen: 0,
      balance_fen: 0,
      last_seq: 0,
    }
    rows.push(found.rows[0] ?? none)
  }
  return write(ctx, posting, rows)
}

function ownedOf(posting: Posting): OwnedAccount[] {
  return posting.entries.map((entry) => entry.account).filter(isOwned)
}

async function write(ctx: Ctx, posting: Posting, rows: AccountRow[]): Promise<Posted> {
  const byKey = new Map(
    rows.map((row) => [
      accountKey({ owner: row.owner, ownerId: row.owner_id, kind: row.kind }),
      row,
    ]),
  )
  const transactionId = ctx.newId()
  const entries = posting.entries.map(({ account, amountFen }) => {
    const row = byKey.get(accountKey(account))
    return {
      id: ctx.newId(),
      transactionId,
      accountId: row?.id ?? null,
      seq: row ? row.last_seq + 1 : null,
      balanceAfterFen: row ? row.balance_fen + amountFen : null,
      platformKind: isOwned(account) ? null : account.kind,
      amountFen,
    }
  })
  const low = entries.find((entry) => entry.amountFen < 0 && (entry.balanceAfterFen ?? 0) < 0)
  const [account] = ownedOf(posting)
  if (low && account) {
    return { ok: false, short: { account, missingFen: -(low.balanceAfterFen ?? 0) } }
  }
  const balances = entries.flatMap(({ accountId, balanceAfterFen, seq }) =>
    accountId && seq ? [{ id: accountId, balanceFen: balanceAfterFen ?? 0, seq }] : [],
  )
  const { kind, reference } = posting
  const transaction = {
    id: transactionId,
    kind,
    referenceKind: reference.kind,
    referenceId: reference.id,
    businessKey: null,
  }
  await writeTransactions(ctx.tx, { transactions: [transaction], entries, balances }, ctx.now)
  return { ok: true }
}
