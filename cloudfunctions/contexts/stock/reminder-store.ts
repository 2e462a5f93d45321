import { sql } from 'kysely'
import type { Reader } from '../../runtime/database'
import { packageParts, shelfListings, shelfSkus } from '../catalog'
import { CENTRAL_WAREHOUSE } from './reserve-store'

export type ItemKind = 'goods' | 'package' | 'physical-card' | 'e-card'
export interface ReminderRow {
  readonly kind: ItemKind
  readonly low: number
  readonly soldOut: number
  readonly onShelf: number
  readonly offShelf: number
}

/**
 * Every item that is off or on shelf with what can be sold of it now (formula 7) and whether that
 * is at or below its warning level. Goods are low when one of their skus is. The cost follows the
 * number of items, not of orders or movements.
 */
const itemStock = (warnAt: number) => sql`
  with free as materialized (
    select sku_id, greatest(0, on_hand - reserved) as free
    from stock.balances where warehouse_id = ${CENTRAL_WAREHOUSE}
  ), quota as (
    select l.listing_id, l.kind, l.state,
      case when l.quota is not null
        then greatest(0, l.quota - coalesce(u.taken, 0)) end as quota_left
    from ${shelfListings} l left join stock.quota_uses u on u.listing_id = l.listing_id
  ), assembled as (
    select p.package_id, min(
      least(coalesce(f.free, 0), coalesce(p.fixed_quantity, f.free, 0)) / p.quantity) as pieces
    from ${packageParts} p left join free f on f.sku_id = p.sku_id
    group by p.package_id
  ), sku as (
    select s.goods_id, s.state, coalesce(s.warn_at, ${warnAt}::int) as warn_at,
      least(coalesce(f.free, 0), coalesce(s.fixed_quantity, f.free, 0)) as available
    from ${shelfSkus} s left join free f on f.sku_id = s.sku_id
  ), item as (
    select 'goods' as kind, goods_id as id, state, sum(available) as available,
      bool_or(available <= warn_at) as warned
    from sku group by goods_id, state
    union all
    select q.kind, q.listing_id, q.state, stock.available, stock.available <= ${warnAt}::int
    from quota q left join assembled a on a.package_id = q.listing_id
    cross join lateral (
      select case when q.kind = 'package'
        then least(coalesce(a.pieces, 0), coalesce(q.quota_left, a.pieces, 0))
        else coalesce(q.quota_left, 0) end as available
    ) stock
  )`

export async function selectReminders(reader: Reader, warnAt: number): Promise<ReminderRow[]> {
  const { rows } = await sql<ReminderRow>`
    ${itemStock(warnAt)}
    select kind,
      (count(*) filter (where warned and available > 0))::int as low,
      (count(*) filter (where available = 0))::int as "soldOut",
      (count(*) filter (where state = 'on'))::int as "onShelf",
      (count(*) filter (where state = 'off'))::int as "offShelf"
    from item group by kind`.execute(reader)
  return rows
}

export async function selectShort(
  reader: Reader,
  wanted: { kinds: readonly ItemKind[]; stock: 'low' | 'sold-out'; warnAt: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    ${itemStock(wanted.warnAt)}
    select id from item where kind = any(${wanted.kinds}::text[])
      and ${wanted.stock === 'low' ? sql`warned and available > 0` : sql`available = 0`}`.execute(
    reader,
  )
  return rows.map(({ id }) => id)
}
