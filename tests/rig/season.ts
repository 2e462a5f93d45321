/** What rows are written with: a benchmark's world or a test's database. */
export interface Filled {
  readonly owner: { query<Row>(text: string, values?: unknown[]): Promise<{ rows: Row[] }> }
}

const numbered = (kind: string, n: string) =>
  `('00000000-0000-7000-${kind}-' || lpad((${n})::text, 12, '0'))::uuid`
const storeId = (n: string) => numbered('9000', n)
const itemId = (n: string) => numbered('a000', n)

/** One of the stores that ship what the bulk holds. */
export const SOME_STORE = '00000000-0000-7000-9000-000000000008'
/** A product of about one order in a hundred. */
export const SOME_ITEM = '00000000-0000-7000-a000-000000000011'

/**
 * Orders of three months in all states, written in bulk; figures of the rows look like a
 * season's.
 */
export async function fillOrders(world: Filled, rows: number): Promise<void> {
  const { rows: found } = await world.owner.query<{ n: number }>(
    'select count(*)::int as n from orders.sales_order',
  )
  const present = found[0]?.n ?? 0
  if (present >= rows) {
    return
  }
  await world.owner.query(
    `with drawn as (
       select n, gen_random_uuid() as id, now() - (n % 7776000) * interval '1 second' as at,
         (array['to-ship', 'shipped', 'completed', 'completed', 'completed', 'closed', 'unpaid'])[1 + n % 7] as state,
         (array['package', 'pick-up', 'e-card'])[1 + n % 3] as type,
         10000 + (n * 7919) % 500000 as fen
       from generate_series($1::bigint, $2::bigint) n
     ), shaped as (
       select *, case when type = 'pick-up' then 0 else fen end as total,
         case when type = 'pick-up' and state = 'unpaid' then 'to-ship'
           when type = 'e-card' and state in ('to-ship', 'shipped') then 'completed' else state end as real_state
       from drawn
     )
     insert into orders.sales_order (id, order_no, type, card_kind, state, state_since, dispatch, member_id,
       buyer, level_discount, item_summary, quantity, retail_total_fen, goods_fen, freight_fen, total_fen,
       address, recipient, recipient_phone, province, region, remark, wanted_on, urgency, pay_before,
       payment_id, transaction_id, paid_fen, paid_at, unreviewed, created_at, vip, shipper, shipper_id)
     select id, lpad((9000000000000000 + n)::text, 16, '0'), type,
       case when type in ('pick-up', 'e-card') then 'electronic' end, real_state, at,
       case when real_state = 'to-ship' then 'to-dispatch' else 'none' end,
       ('00000000-0000-7000-8000-' || lpad((n % 200000)::text, 12, '0'))::uuid,
       '会员' || (n % 200000), 9700, '九月团圆 8 只礼盒 × 1', 1, total, total, 0, total,
       case when type <> 'e-card' then '{}'::jsonb end,
       case when type <> 'e-card' then '收件人' || (n % 50000) end,
       case when type <> 'e-card' then '138' || lpad((n % 100000000)::text, 8, '0') end,
       case when type <> 'e-card' then '江苏省' end, case when type <> 'e-card' then '江苏省 苏州市 姑苏区' end, '',
       case when type = 'pick-up' then (at + interval '5 days')::date end, n,
       case when real_state = 'unpaid' then at + interval '30 minutes' end,
       case when paid then id end, case when paid then '42000' || n end,
       case when paid then total end, case when paid then at end, 1, at, n % 25 = 0,
       case when sent then case when n % 5 < 3 then '总仓' else '门店' || (n % 40) end end,
       case when sent and n % 5 >= 3 then ${storeId('n % 40')} end
     from (select *, real_state in ('shipped', 'completed') and type <> 'e-card' as sent, type <> 'pick-up' and real_state not in ('unpaid', 'closed') as paid from shaped) s`,
    [present + 1, rows],
  )
  await world.owner.query(
    `insert into orders.order_line (id, order_id, position, kind, item_id, name, quantity, retail_fen, unit_fen,
       subsidy_fen, limited, contents, created_at)
     select gen_random_uuid(), o.id, 1, case when o.type = 'e-card' then 'e-card' else 'package' end,
       ${itemId('(right(o.order_no, 6)::bigint * 37 % 97)')}, '九月团圆 8 只礼盒', 1, o.total_fen,
       o.total_fen, 2000, false, '[]', o.created_at
     from orders.sales_order o where not exists (select 1 from orders.order_line l where l.order_id = o.id)`,
  )
  await world.owner.query('vacuum analyze orders.sales_order, orders.order_line')
}

/** A note and a parcel for every order of the bulk that was sent. */
export async function fillNotes(world: Filled): Promise<void> {
  await world.owner.query(
    `insert into fulfilment.notes (id, note_no, order_id, order_no, order_type, card_kind, state, dealer_id,
       shipper, warehouse_id, recipient, region, item_summary, vip, wanted_on, goods_settlement_fen,
       subsidy_fen, dispatched_by, created_at, shipped_at, carrier_code)
     select o.id, 'FH' || o.order_no, o.id, o.order_no, o.type, o.card_kind, 'shipped', o.shipper_id, o.shipper,
       o.id, o.recipient, o.region, o.item_summary, o.vip, o.wanted_on, 0, 0, '系统', o.created_at,
       o.created_at + interval '1 day',
       (array['SF', 'SF', 'SF', 'JD', 'YTO', 'ZTO'])[1 + right(o.order_no, 4)::int % 6]
     from orders.sales_order o where o.shipper is not null and o.state in ('shipped', 'completed')
       and o.recipient is not null
       and not exists (select from fulfilment.notes n where n.order_id = o.id)`,
  )
  await world.owner.query(
    `insert into fulfilment.parcels (id, note_id, order_id, carrier_code, carrier_name, tracking_no,
       recipient_phone, shipped_at, all_delivered, report_at, subscriptions, state, track, hint)
     select n.id, n.id, n.order_id, n.carrier_code, n.carrier_code, n.carrier_code || n.order_no, '', n.shipped_at,
       true, n.shipped_at, 3, 'signed', '[]', ''
     from fulfilment.notes n where n.state = 'shipped'
       and not exists (select from fulfilment.parcels p where p.note_id = n.id)`,
  )
  await world.owner.query(
    `insert into orders.store_order (store_id, order_id, created_at, in_advance, shipped)
     select o.shipper_id, o.id, o.created_at, false, true from orders.sales_order o
     where o.shipper_id is not null on conflict do nothing`,
  )
  await world.owner.query('vacuum analyze fulfilment.notes, fulfilment.parcels, orders.store_order')
}
