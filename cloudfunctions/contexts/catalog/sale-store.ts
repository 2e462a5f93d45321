import type { Fen } from '@xietong/domain/kernel/money'
import { sql } from 'kysely'
import type { Reader } from '../../runtime/database'
import { type ListingKind, nextSeason } from './listing-store'

export interface SaleContent {
  readonly skuId: string
  readonly code: string
  readonly name: string
  readonly spec: string
  readonly unit: string
  readonly quantity: number
  readonly weightGrams: number
  readonly retailFen: Fen
}

/** A listing as whoever sells it needs it, read in one statement. */
export interface SaleItem {
  readonly kind: ListingKind
  readonly itemId: string
  readonly name: string
  readonly picture: string | null
  readonly categoryId: string | null
  readonly sellingPoints: string
  readonly retailFen: Fen
  readonly onShelf: boolean
  readonly contents: SaleContent[]
  /** Whether the number sold is limited; then taking it needs stock.takeQuota. */
  readonly quota: boolean
  readonly subsidyFen: Fen
  readonly freightTemplateId: string | null
  readonly season: { opensOn: string; closesOn: string; leadDays: number } | null
  /** Card products: the season opened after that one. */
  readonly nextSeason: SaleItem['season']
  readonly packageIds: string[]
  readonly faces: string[]
  readonly sales: number
}

const contents = sql`coalesce((
  select json_agg(json_build_object('skuId', s.id, 'code', s.code, 'name', g.name, 'spec', s.spec,
    'unit', g.unit, 'quantity', pc.quantity, 'weightGrams', s.weight_grams,
    'retailFen', s.retail_fen) order by pc.position)
  from catalog.package_contents pc
  join catalog.skus s on s.id = pc.sku_id
  join catalog.goods g on g.id = s.goods_id
  where pc.package_id = l.id), '[]')`

const saleColumns = sql`l.kind, l.id as "itemId", l.name, l.pictures[1] as picture,
  l.category_id as "categoryId", l.selling_points as "sellingPoints", l.retail_fen as "retailFen",
  l.state = 'on' as "onShelf", ${contents} as contents, l.quota is not null as quota,
  l.subsidy_fen as "subsidyFen", l.freight_template_id as "freightTemplateId",
  case when l.opens_on is null then null else json_build_object('opensOn', l.opens_on,
    'closesOn', l.closes_on, 'leadDays', l.lead_days) end as season, ${nextSeason} as "nextSeason",
  array(select cp.package_id from catalog.card_packages cp where cp.card_product_id = l.id
        order by cp.position) as "packageIds",
  case when l.kind = 'package' then '{}'::uuid[] else l.pictures end as faces, l.sales`

export async function selectSaleItems(reader: Reader, ids: readonly string[]): Promise<SaleItem[]> {
  const { rows } = await sql<SaleItem>`
    select ${saleColumns} from catalog.listings l
    where l.id = any(${ids}::uuid[])`.execute(reader)
  return rows
}

/** Card products together with the packages that they can be redeemed for, in one statement. */
export async function selectCardListings(
  reader: Reader,
  cardProductIds: readonly string[],
): Promise<SaleItem[]> {
  const { rows } = await sql<SaleItem>`
    select ${saleColumns} from catalog.listings l
    where l.id = any(array(
      select unnest(${cardProductIds}::uuid[])
      union select cp.package_id from catalog.card_packages cp
      where cp.card_product_id = any(${cardProductIds}::uuid[])))`.execute(reader)
  return rows
}

/**
 * Labels of skus as a table expression with columns sku_id, code, name, spec, unit, retail_fen,
 * weight_grams, fixed_quantity, warn_at: contexts above join it instead of keeping copies of names.
 */
export const skuLabels = sql`(
  select s.id as sku_id, s.code, g.name, s.spec, g.unit, s.retail_fen, s.weight_grams,
         s.fixed_quantity, s.warn_at
  from catalog.skus s join catalog.goods g on g.id = s.goods_id)`

/** Goods off or on shelf, one row a sku: goods_id, state, sku_id, fixed_quantity, warn_at. */
export const shelfSkus = sql`(
  select g.id as goods_id, g.state, s.id as sku_id, s.fixed_quantity, s.warn_at
  from catalog.goods g join catalog.skus s on s.goods_id = g.id and not s.retired
  where g.state <> 'draft')`

/** Listings off or on shelf: listing_id, kind, state, quota. */
export const shelfListings = sql`(
  select l.id as listing_id, l.kind, l.state, l.quota from catalog.listings l
  where l.state <> 'draft')`

/** What packages are made of: package_id, sku_id, quantity, fixed_quantity. */
export const packageParts = sql`(
  select pc.package_id, pc.sku_id, pc.quantity, s.fixed_quantity
  from catalog.package_contents pc join catalog.skus s on s.id = pc.sku_id)`

/** Quotas of listings as a table expression with columns listing_id, quota (null = unlimited). */
export const listingQuotas = sql`(select l.id as listing_id, l.quota from catalog.listings l)`

export async function selectPrintedCardProducts(
  reader: Reader,
  names: readonly string[],
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from catalog.listings
    where kind = 'physical-card' and name = any(${names})`.execute(reader)
  return rows
}
