import { type Fen, fen } from '@xietong/domain/kernel/money'
import type { OwnedAccount, OwnedKind } from '@xietong/domain/ledger/accounts'
import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'
import { accountsOf, ensureAccounts, lockAccounts } from './store'

const moneyOf = (dealerId: string) =>
  (['credit', 'stored-value'] as const).map(
    (kind): OwnedAccount => ({ owner: 'dealer', ownerId: dealerId, kind }),
  )

/** A first-tier dealer's stored value and credit, both at 0 (AD-030). */
export async function openDealerAccounts(ctx: Ctx, dealerId: string): Promise<void> {
  await ensureAccounts(ctx.tx, moneyOf(dealerId), ctx)
}

/**
 * What first-tier dealers can pay from, locked until the transaction ends, so that how a charge is
 * split between the two still holds when it is posted. Fen by dealer.
 */
export async function holdDealerMoney(
  ctx: Ctx,
  dealerIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly storedFen: number; readonly creditFen: number }>> {
  const wanted = [...dealerIds].sort().flatMap(moneyOf)
  await ensureAccounts(ctx.tx, wanted, ctx)
  const rows = await lockAccounts(ctx.tx, wanted)
  const leftOf = (dealerId: string, kind: OwnedKind) => {
    const row = rows.find((one) => one.owner_id === dealerId && one.kind === kind)
    return Math.max(0, (row?.balance_fen ?? 0) - (row?.floor_fen ?? 0))
  }
  return new Map(
    dealerIds.map((id) => [
      id,
      { storedFen: leftOf(id, 'stored-value'), creditFen: leftOf(id, 'credit') },
    ]),
  )
}

export interface DealerBalances {
  /** Null when the dealer has no such account: tiers 2 and 3. */
  readonly storedValueFen: Fen | null
  readonly creditLimitFen: Fen | null
  readonly debtFen: Fen | null
  readonly withdrawableFen: Fen
  readonly withdrawingFen: Fen
  readonly withdrawnFen: Fen
}

export async function balancesOf(reader: Reader, dealerId: string): Promise<DealerBalances> {
  const rows = await accountsOf(reader, 'dealer', dealerId)
  const find = (kind: OwnedKind) => rows.find((row) => row.kind === kind)
  const stored = find('stored-value')
  const credit = find('credit')
  return {
    storedValueFen: stored ? fen(stored.balance_fen) : null,
    creditLimitFen: credit ? fen(-(credit.floor_fen ?? 0)) : null,
    debtFen: credit ? fen(-credit.balance_fen) : null,
    withdrawableFen: fen(find('withdrawable')?.balance_fen ?? 0),
    withdrawingFen: fen(find('withdrawing')?.balance_fen ?? 0),
    withdrawnFen: fen(find('withdrawn')?.balance_fen ?? 0),
  }
}
