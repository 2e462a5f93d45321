import { signInAdmin } from '../rig/people'
import { percentile } from './measure'
import type { World } from './world'

/**
 * Orders of three months in all states, written in bulk; figures of the rows look like a
 * season's.
 */
export async function fillOrders(world: World, rows: number): Promise<void> {
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
       payment_id, transaction_id, paid_fen, paid_at, unreviewed, created_at)
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
       case when paid then total end, case when paid then at end, 1, at
     from (select *, type <> 'pick-up' and real_state not in ('unpaid', 'closed') as paid from shaped) s`,
    [present + 1, rows],
  )
  await world.owner.query(
    `insert into orders.order_line (id, order_id, position, kind, item_id, name, quantity, retail_fen, unit_fen,
       subsidy_fen, limited, contents)
     select gen_random_uuid(), o.id, 1, case when o.type = 'e-card' then 'e-card' else 'package' end,
       '00000000-0000-7000-8000-000000000001', '九月团圆 8 只礼盒', 1, o.total_fen, o.total_fen, 2000, false, '[]'
     from orders.sales_order o where not exists (select 1 from orders.order_line l where l.order_id = o.id)`,
  )
  await world.owner.query('vacuum analyze orders.sales_order, orders.order_line')
}

const SORTS = ['-createdAt', 'createdAt', '-total', 'total', 'wantedOn'] as const
const FILTERS = [
  {},
  { state: 'to-ship' },
  { state: 'unpaid' },
  { state: 'completed' },
  { type: 'package' },
  { type: 'pick-up', state: 'shipped' },
  { dispatch: 'to-dispatch' },
  { keyword: '收件人123' },
  { keyword: '13800012345' },
  { createdFrom: '2026-09-20T16:00:00.000Z' },
] as const

/** Each filter with each sort, the first and the hundredth page, three times. */
export async function listTimes(world: World, rows: number) {
  const { rig } = world
  const admin = await signInAdmin(rig)
  await fillOrders(world, rows)
  const took: { ms: number; what: string }[] = []
  for (const filter of FILTERS) {
    for (const sort of SORTS) {
      for (const page of [1, 100, 1]) {
        const began = performance.now()
        await rig.do(admin, 'orders.listOrders', { filter: { ...filter }, sort, page, size: 20 })
        took.push({
          ms: performance.now() - began,
          what: `${JSON.stringify(filter)} ${sort} page ${page}`,
        })
      }
    }
  }
  const slowest = took.reduce((worst, one) => (one.ms > worst.ms ? one : worst))
  const began = performance.now()
  await rig.do(admin, 'orders.getDashboard', { refresh: true })
  const dashboardMs = performance.now() - began
  const p95Ms = percentile(
    took.map(({ ms }) => ms),
    0.95,
  )
  return { rows, p95Ms, slowest: `${slowest.ms.toFixed(0)} ms for ${slowest.what}`, dashboardMs }
}
