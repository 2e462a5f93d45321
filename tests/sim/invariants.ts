import { brokenInvariants } from '../rig/invariants'
import type { Rig } from '../rig/rig'

/** What must be so after every burst, besides what every test must leave behind. */
const after: Readonly<Record<string, string>> = {
  'I5 an order has no more cards than were bought, numbered from 1 without a gap': `
    select c.order_line_id, count(*), max(c.ordinal), l.quantity
    from cards.card c join orders.order_line l on l.id = c.order_line_id
    group by c.order_line_id, l.quantity
    having count(*) > l.quantity or max(c.ordinal) <> count(*)`,
  'I9 what a dealer can withdraw is what became due and was not taken back': `
    select a.owner_id, a.balance_fen from ledger.account a
    where a.owner = 'dealer' and a.kind = 'withdrawable' and a.balance_fen <> coalesce((
      select sum(e.amount_fen) from channel.earning e
      where e.dealer_id = a.owner_id and e.state in ('due', 'deducted')), 0)`,
  'I11 whatever is not finished will be looked at again': `
    select 'outbox' as what, o.business_key as one from peers.outbox o
      where o.state in ('waiting', 'sent', 'unknown') and o.next_at is null
    union all
    select 'payment', p.out_trade_no from payments.attempt p
      where p.state in ('closing', 'unknown') and p.next_check_at is null`,
  'I12 every movement of money is in the operation log': `
    select t.kind, t.reference_id from ledger.transaction t
    where not exists (select from identity.audit_entry a
      where a.object_id = t.reference_id::text
        or (t.reference_kind = 'order' and a.at = t.created_at))`,
}

export async function brokenAfterBurst(rig: Rig): Promise<string[]> {
  const broken = await brokenInvariants(rig.db)
  for (const [name, query] of Object.entries(after)) {
    const { rows } = await rig.db.query(`select * from (${query}) as offenders limit 3`)
    if (rows.length > 0) {
      broken.push(`${name}: ${JSON.stringify(rows)}`)
    }
  }
  return broken
}
