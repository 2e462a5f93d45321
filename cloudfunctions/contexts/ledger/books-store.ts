import { sql } from 'kysely'
import type { Reader } from '../../runtime/database'

export interface BookFault {
  readonly rule: 'I1' | 'I2' | 'I3' | 'I4'
  readonly id: string
}

/**
 * The invariants of the books, each as the rows that break it (reliability, section 5 O): I1 a
 * transaction adds up to 0, I2 a balance is its last entry and the sum of all, I3 numbers without a
 * gap, I4 no account below its floor (a credit limit may be lowered below what is owed; there the
 * trigger judges each decrease). One pass over the entries; for the night and for tests.
 */
export async function checkBooks(reader: Reader): Promise<BookFault[]> {
  const { rows } = await sql<BookFault>`
    with chain as (
      select e.account_id, e.id, e.seq, e.amount_fen, e.balance_after_fen,
        lag(e.balance_after_fen, 1, 0::bigint) over one as before_fen,
        row_number() over one as position
      from ledger.entry e where e.account_id is not null
      window one as (partition by e.account_id order by e.seq)
    ), total as (
      select account_id, sum(amount_fen) as sum_fen, max(seq) as last_seq
      from chain group by account_id
    )
    select 'I1' as rule, transaction_id as id from ledger.entry
      group by transaction_id having sum(amount_fen) <> 0
    union all
    select 'I2', id from chain where balance_after_fen <> before_fen + amount_fen
    union all
    select 'I2', a.id from ledger.account a left join total t on t.account_id = a.id
      where a.balance_fen <> coalesce(t.sum_fen, 0) or a.last_seq <> coalesce(t.last_seq, 0)
    union all
    select 'I3', id from chain where seq <> position
    union all
    select 'I4', id from ledger.account where kind <> 'credit' and balance_fen < floor_fen
    limit 100`.execute(reader)
  return rows
}
