import { type RawBuilder, sql } from 'kysely'

/**
 * A dealer's stored value and credit as columns of a list that sorts by them: the join finds at
 * most one account of each kind for `dealerId`. Dealers without accounts sort below an empty one.
 */
export const balancesBeside = (dealerId: RawBuilder<unknown>) => ({
  join: sql`
    left join ledger.account stored on stored.owner = 'dealer' and stored.owner_id = ${dealerId}
      and stored.kind = 'stored-value'
    left join ledger.account credit on credit.owner = 'dealer' and credit.owner_id = ${dealerId}
      and credit.kind = 'credit'`,
  columns: sql`stored.balance_fen as "storedValueFen",
    credit.balance_fen - coalesce(credit.floor_fen, 0) as "availableCreditFen"`,
  byStoredValue: sql`coalesce(stored.balance_fen, -1)`,
})
