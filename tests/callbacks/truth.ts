import type { Rig } from '../rig/rig'

/** What the database says of an order and its money, in one line that tests compare. */
export interface Truth {
  readonly order: string
  readonly paidFen: number | null
  readonly refundedFen: number
  readonly payments: string[]
  /** Ledger transactions by kind, of the order's payments and refunds. */
  readonly ledger: Record<string, number>
  readonly refunds: string[]
  readonly paidEvents: number
}

export async function truthOf(rig: Rig, orderId: string): Promise<Truth> {
  const { rows } = await rig.db.query(
    `select o.state as order_state, o.paid_fen, o.refunded_fen,
      (select coalesce(array_agg(a.state order by a.created_at), '{}') from payments.attempt a
        where a.order_id = o.id) as payments,
      (select coalesce(array_agg(r.state order by r.created_at), '{}') from payments.refund r
        join payments.attempt a on a.id = r.attempt_id where a.order_id = o.id) as refunds,
      (select count(*)::int from notify.event e
        where e.code = 'order.paid' and e.subject_id = o.id::text) as paid_events
    from orders.sales_order o where o.id = $1`,
    [orderId],
  )
  const row = rows[0]
  return {
    order: row.order_state,
    paidFen: row.paid_fen === null ? null : Number(row.paid_fen),
    refundedFen: Number(row.refunded_fen),
    payments: row.payments,
    ledger: await ledgerOf(rig, orderId),
    refunds: row.refunds,
    paidEvents: row.paid_events,
  }
}

async function ledgerOf(rig: Rig, orderId: string): Promise<Record<string, number>> {
  const { rows } = await rig.db.query(
    `select t.kind, count(*)::int as n from ledger.transaction t
    where t.reference_id in (
      select id from payments.attempt where order_id = $1
      union select r.id from payments.refund r
        join payments.attempt a on a.id = r.attempt_id where a.order_id = $1)
    group by t.kind order by t.kind`,
    [orderId],
  )
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]))
}

/**
 * I1 and I7 over everything: entries sum to 0, and order paid ⇔ one settled payment of the same
 * amount ⇔
 * one ledger transaction ⇔ one event. Answers what is broken.
 */
export async function brokenBooks(rig: Rig): Promise<string[]> {
  const { rows } = await rig.db.query(`
    select 'transaction does not add up: ' || transaction_id as fault from ledger.entry
      group by transaction_id having sum(amount_fen) <> 0
    union all
    select 'order ' || o.order_no || ': ' || o.state || ', paid ' || coalesce(o.paid_fen::text, '-')
        || ', payments ' || p.n || ', ledger ' || l.n || ', events ' || e.n
      from orders.sales_order o,
      lateral (select count(*) as n, coalesce(sum(a.paid_fen), 0) as fen from payments.attempt a
        where a.order_id = o.id and a.state = 'paid') p,
      lateral (select count(*) as n from ledger.transaction t join payments.attempt a
        on a.id = t.reference_id where a.order_id = o.id and t.kind = 'payment') l,
      lateral (select count(*) as n from notify.event e
        where e.code = 'order.paid' and e.subject_id = o.id::text) e
      where o.type <> 'pick-up' and not (
        (o.paid_at is null and p.n = 0 and l.n = 0 and e.n = 0)
        or (o.paid_at is not null and p.n = 1 and l.n = 1 and e.n = 1 and p.fen = o.paid_fen))`)
  return rows.map(({ fault }) => fault)
}

/** What a callback may never change when it is refused: everything but the inbox and its alarms. */
export async function businessHash(rig: Rig): Promise<string> {
  const tables = [
    'payments.attempt',
    'payments.refund',
    'orders.sales_order',
    'orders.history',
    'ledger.entry',
    'ledger.transaction',
    'notify.event',
    'peers.outbox',
    'cards.card',
    'stock.movement',
  ]
  const known = await rig.db.query(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables",
  )
  const names = new Set(known.rows.map(({ name }) => name))
  const parts = tables
    .filter((name) => names.has(name))
    .map(
      (name) =>
        `select '${name}' as name, count(*) as n, sum(hashtextextended(t::text, 0)) as h from ${name} t`,
    )
  const { rows } = await rig.db.query(parts.join(' union all '))
  return JSON.stringify(rows)
}
