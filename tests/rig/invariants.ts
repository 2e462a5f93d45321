import type pg from 'pg'

interface Invariant {
  readonly name: string
  /** Answers the rows that break it. */
  readonly broken: string
}

/** The audit names the address of somebody without a session; the request key does not. */
const ownerOfEntry = `regexp_replace(a.actor_key, '^anyone:.*', 'anyone')`

/** What must be so after every test, whatever it did. */
const invariants: readonly Invariant[] = [
  {
    name: 'K1 every accepted command left exactly one audit entry',
    broken: `
      select k.operation, k.request_id, count(a.id) as entries
      from runtime.request_key k
      left join identity.audit_entry a
        on a.operation = k.operation and a.request_id = k.request_id
          and ${ownerOfEntry} = k.actor_key and a.outcome = 'done'
      group by k.actor_key, k.operation, k.request_id having count(a.id) <> 1`,
  },
  {
    name: 'K1 no audit entry tells of a command that was not accepted',
    broken: `
      select a.operation, a.request_id from identity.audit_entry a
      where a.request_id is not null and a.outcome = 'done'
        and a.at > (select coalesce(min(created_at), 'infinity') from runtime.request_key)
        and not exists (select from runtime.request_key k
          where k.operation = a.operation and k.request_id = a.request_id
            and k.actor_key = ${ownerOfEntry})`,
  },
  {
    name: 'I1 the entries of a ledger transaction sum to 0',
    broken: `
      select transaction_id, sum(amount_fen) from ledger.entry
      group by transaction_id having sum(amount_fen) <> 0`,
  },
  {
    name: 'I2 a balance is its last balance_after and the sum of its entries',
    broken: `
      select c.id, c.balance_fen, sum(e.amount_fen) from ledger.account c
      left join ledger.entry e on e.account_id = c.id
      group by c.id having c.balance_fen <> coalesce(sum(e.amount_fen), 0)
        or c.last_seq <> count(e.id)`,
  },
  {
    name: 'I3 the chain of an account has no gap and adds up',
    broken: `
      select * from (
        select account_id, seq, balance_after_fen - amount_fen as before,
          lag(balance_after_fen, 1, 0::bigint) over one as last,
          row_number() over one as place
        from ledger.entry where account_id is not null
        window one as (partition by account_id order by seq)
      ) as chain where before <> last or seq <> place`,
  },
  {
    name: 'I4 no account is below its floor',
    broken: 'select id, balance_fen from ledger.account where balance_fen < floor_fen',
  },
  {
    name: 'I6 a used card has exactly one open use',
    broken: `
      select c.id, c.state from cards.card c
      left join lateral (
        select count(*) filter (where e.kind = 'used') - count(*) filter (where e.kind = 'restored')
          as uses from cards.card_event e where e.card_id = c.id
      ) as told on true
      where (c.state = 'used') <> (told.uses = 1)
        and c.state <> 'void' or told.uses not in (0, 1)`,
  },
  {
    name: 'I7 an order that took money has one settled payment of that amount',
    broken: `
      select o.id, o.paid_fen from orders.sales_order o
      where o.paid_fen > 0 and o.payment_id is not null and not exists (
        select from payments.attempt a
        where a.id = o.payment_id and a.state = 'paid' and a.paid_fen = o.paid_fen)`,
  },
  {
    name: 'I8 the refunds of a payment are at most what was paid',
    broken: `
      select a.id, a.paid_fen, sum(r.amount_fen) from payments.attempt a
      join payments.refund r on r.attempt_id = a.id and r.state <> 'closed'
      group by a.id having sum(r.amount_fen) > a.paid_fen`,
  },
  {
    name: 'I10 stock on hand is the sum of its movements, reserved that of its reservations',
    broken: `
      select b.warehouse_id, b.sku_id, b.on_hand, b.reserved from stock.balances b
      where b.on_hand <> coalesce((
          select sum(m.change) from stock.movements m
          where m.warehouse_id = b.warehouse_id and m.sku_id = b.sku_id), 0)
        or b.reserved <> coalesce((
          select sum(r.quantity) from stock.reservations r
          where r.warehouse_id = b.warehouse_id and r.sku_id = b.sku_id), 0)`,
  },
]

/** The invariants that do not hold, each with its first offenders. */
export async function brokenInvariants(db: pg.Pool): Promise<string[]> {
  const broken: string[] = []
  for (const { name, broken: query } of invariants) {
    const { rows } = await db.query(`select * from (${query}) as offenders limit 3`)
    if (rows.length > 0) {
      broken.push(`${name}: ${JSON.stringify(rows)}`)
    }
  }
  return broken
}
