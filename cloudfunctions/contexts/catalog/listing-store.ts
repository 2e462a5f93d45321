import type { Fen } from '@xietong/domain/kernel/money'
import type { Page } from '@xietong/domain/kernel/paging'
import { type RawBuilder, sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'
import { containing, type ShelfState } from './goods-store'

export type ListingKind = 'package' | 'e-card' | 'physical-card'

interface SeasonDays {
  readonly opensOn: string
  readonly closesOn: string
  readonly leadDays: number
}
export interface Listing {
  readonly id: string
  readonly kind: ListingKind
  readonly name: string
  readonly categoryId: string | null
  readonly pictures: string[]
  readonly video: string | null
  readonly sellingPoints: string
  readonly retailFen: Fen
  readonly subsidyFen: Fen
  readonly quota: number | null
  readonly freightTemplateId: string | null
  readonly description: string
  readonly season: SeasonDays | null
  /** Card products only. */
  readonly code: string | null
}
export interface ListingRow extends Listing {
  readonly nextSeason: SeasonDays | null
  readonly state: ShelfState
  readonly sales: number
  readonly version: number
  readonly createdAt: Date
}

/** The season opened after the one that a card product has; null when there is none yet. */
export const nextSeason = sql`case when l.next_opens_on is null then null else json_build_object(
  'opensOn', l.next_opens_on, 'closesOn', l.next_closes_on, 'leadDays', l.next_lead_days) end`

const listingColumns = sql`l.id, l.kind, l.name, l.category_id as "categoryId", l.pictures, l.video,
  l.selling_points as "sellingPoints", l.retail_fen as "retailFen", l.subsidy_fen as "subsidyFen",
  l.quota, l.freight_template_id as "freightTemplateId", l.description,
  case when l.opens_on is null then null else json_build_object('opensOn', l.opens_on,
    'closesOn', l.closes_on, 'leadDays', l.lead_days) end as season, ${nextSeason} as "nextSeason",
  l.code, l.state, l.sales, l.version, l.created_at as "createdAt"`

export async function selectListing(
  reader: Reader,
  id: string,
  kinds: readonly ListingKind[],
): Promise<ListingRow | null> {
  const { rows } = await sql<ListingRow>`
    select ${listingColumns} from catalog.listings l
    where l.id = ${id} and l.kind = any(${kinds}::text[])`.execute(reader)
  return rows[0] ?? null
}

/** Locks listings in sorted order, so that two batches never wait for each other. */
export async function lockListings(
  tx: Tx,
  ids: readonly string[],
  kinds: readonly ListingKind[],
): Promise<ListingRow[]> {
  const { rows } = await sql<ListingRow>`
    select ${listingColumns} from catalog.listings l
    where l.id = any(${ids}::uuid[]) and l.kind = any(${kinds}::text[])
    order by l.id for update`.execute(tx)
  return rows
}

export async function insertListing(tx: Tx, listing: Listing & { now: Date }): Promise<void> {
  const { season } = listing
  await sql`
    insert into catalog.listings (id, kind, name, category_id, pictures, video, selling_points,
      retail_fen, subsidy_fen, quota, freight_template_id, description, opens_on, closes_on,
      lead_days, code, state, sales, version, created_at)
    values (${listing.id}, ${listing.kind}, ${listing.name}, ${listing.categoryId},
      ${listing.pictures}::uuid[], ${listing.video}, ${listing.sellingPoints}, ${listing.retailFen},
      ${listing.subsidyFen}, ${listing.quota}, ${listing.freightTemplateId}, ${listing.description},
      ${season?.opensOn ?? null}, ${season?.closesOn ?? null}, ${season?.leadDays ?? null},
      ${listing.code}, 'off', 0, 1, ${listing.now})`.execute(tx)
}

/** Saves when the stored version is the one that was shown; false otherwise. */
export async function updateListingRow(
  tx: Tx,
  listing: Listing & { version: number },
): Promise<boolean> {
  const { season } = listing
  const { numAffectedRows } = await sql`
    update catalog.listings
    set kind = ${listing.kind}, name = ${listing.name}, category_id = ${listing.categoryId},
        pictures = ${listing.pictures}::uuid[], video = ${listing.video},
        selling_points = ${listing.sellingPoints}, retail_fen = ${listing.retailFen},
        subsidy_fen = ${listing.subsidyFen}, quota = ${listing.quota},
        freight_template_id = ${listing.freightTemplateId}, description = ${listing.description},
        opens_on = ${season?.opensOn ?? null}, closes_on = ${season?.closesOn ?? null},
        lead_days = ${season?.leadDays ?? null}, code = ${listing.code}, version = version + 1
    where id = ${listing.id} and version = ${listing.version}`.execute(tx)
  return numAffectedRows === 1n
}

/** Writes a card product's seasons; its row is locked by the caller. */
export async function writeSeasons(
  tx: Tx,
  id: string,
  seasons: { readonly season: SeasonDays | null; readonly nextSeason: SeasonDays | null },
): Promise<void> {
  const { season, nextSeason: next } = seasons
  await sql`
    update catalog.listings set version = version + 1,
      opens_on = ${season?.opensOn ?? null}, closes_on = ${season?.closesOn ?? null},
      lead_days = ${season?.leadDays ?? null}, next_opens_on = ${next?.opensOn ?? null},
      next_closes_on = ${next?.closesOn ?? null}, next_lead_days = ${next?.leadDays ?? null}
    where id = ${id}`.execute(tx)
}

export async function setListingState(
  tx: Tx,
  ids: readonly string[],
  state: ShelfState,
): Promise<void> {
  await sql`
    update catalog.listings set state = ${state}, version = version + 1
    where id = any(${ids}::uuid[])`.execute(tx)
}

export interface ContentInput {
  readonly skuId: string
  readonly quantity: number
}
export async function replaceContents(
  tx: Tx,
  packageId: string,
  contents: readonly ContentInput[],
): Promise<void> {
  await sql`delete from catalog.package_contents where package_id = ${packageId}`.execute(tx)
  await sql`
    insert into catalog.package_contents (package_id, sku_id, quantity, position)
    select ${packageId}::uuid, c.sku_id, c.quantity, c.position
    from unnest(${contents.map(({ skuId }) => skuId)}::uuid[],
                ${contents.map(({ quantity }) => quantity)}::int[])
         with ordinality as c(sku_id, quantity, position)`.execute(tx)
}

export interface ContentRow extends ContentInput {
  readonly packageId: string
  readonly code: string
  readonly name: string
  readonly spec: string
  readonly unit: string
  readonly retailFen: Fen
  readonly weightGrams: number
  readonly retired: boolean
}
export async function selectContents(
  reader: Reader,
  packageIds: readonly string[],
): Promise<ContentRow[]> {
  const { rows } = await sql<ContentRow>`
    select pc.package_id as "packageId", pc.sku_id as "skuId", pc.quantity, s.code, g.name, s.spec,
           g.unit, s.retail_fen as "retailFen", s.weight_grams as "weightGrams", s.retired
    from catalog.package_contents pc
    join catalog.skus s on s.id = pc.sku_id
    join catalog.goods g on g.id = s.goods_id
    where pc.package_id = any(${packageIds}::uuid[])
    order by pc.package_id, pc.position`.execute(reader)
  return rows
}

/** Links a card product to packages; false when an id is not a package. */
export async function replaceCardPackages(
  tx: Tx,
  cardProductId: string,
  packageIds: readonly string[],
): Promise<boolean> {
  await sql`delete from catalog.card_packages where card_product_id = ${cardProductId}`.execute(tx)
  const { numAffectedRows } = await sql`
    insert into catalog.card_packages (card_product_id, package_id, position)
    select ${cardProductId}::uuid, p.package_id, p.position
    from unnest(${packageIds}::uuid[]) with ordinality as p(package_id, position)
    join catalog.listings l on l.id = p.package_id and l.kind = 'package'`.execute(tx)
  return Number(numAffectedRows) === packageIds.length
}

export interface CardPackageRow {
  readonly cardProductId: string
  readonly packageId: string
  readonly name: string
  readonly onShelf: boolean
}
export async function selectCardPackages(
  reader: Reader,
  cardProductIds: readonly string[],
): Promise<CardPackageRow[]> {
  const { rows } = await sql<CardPackageRow>`
    select cp.card_product_id as "cardProductId", cp.package_id as "packageId", l.name,
           l.state = 'on' as "onShelf"
    from catalog.card_packages cp join catalog.listings l on l.id = cp.package_id
    where cp.card_product_id = any(${cardProductIds}::uuid[])
    order by cp.card_product_id, cp.position`.execute(reader)
  return rows
}

const sortOf = (by: RawBuilder<unknown>, type: string) => ({
  asc: { by, type, direction: 'asc' as const },
  desc: { by, type, direction: 'desc' as const },
})
const byCreated = sortOf(sql`l.created_at`, 'timestamptz')
const byRetail = sortOf(sql`l.retail_fen`, 'bigint')
const bySales = sortOf(sql`l.sales`, 'integer')
const sorts = {
  default: byCreated.desc,
  '-createdAt': byCreated.desc,
  createdAt: byCreated.asc,
  retail: byRetail.asc,
  price: byRetail.asc,
  '-retail': byRetail.desc,
  '-price': byRetail.desc,
  sales: bySales.asc,
  '-sales': bySales.desc,
}

export interface ListingQuery {
  readonly kinds: readonly ListingKind[]
  readonly keyword?: string | undefined
  readonly categoryId?: string | undefined
  readonly state?: ShelfState | undefined
  /** Only these, whatever else is asked for. */
  readonly ids?: readonly string[] | undefined
  readonly sort: keyof typeof sorts
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

export async function listListings(
  reader: Reader,
  query: ListingQuery,
): Promise<Page<ListingRow & { categoryName: string | null }>> {
  const { keyword, categoryId, state, ids } = query
  const [onlyKind] = query.kinds
  return listRows(reader, {
    select: sql`${listingColumns}, c.name as "categoryName"`,
    from: sql`catalog.listings l left join catalog.categories c on c.id = l.category_id`,
    where: [
      query.kinds.length === 1
        ? sql`l.kind = ${onlyKind}`
        : sql`l.kind = any(${query.kinds}::text[])`,
      keyword === undefined
        ? null
        : sql`(l.name ilike ${containing(keyword)} or l.code ilike ${containing(keyword)})`,
      categoryId === undefined ? null : sql`l.category_id = ${categoryId}`,
      state === undefined ? null : sql`l.state = ${state}`,
      ids === undefined ? null : sql`l.id = any(${ids}::uuid[])`,
    ],
    sorts,
    sort: query.sort,
    key: sql`l.id`,
    page: query.page,
    size: query.size,
    after: query.after,
  })
}

export async function updateSales(tx: Tx, sales: ReadonlyMap<string, number>): Promise<void> {
  await sql`
    update catalog.listings l set sales = s.sales
    from unnest(${[...sales.keys()]}::uuid[], ${[...sales.values()]}::int[]) as s(id, sales)
    where l.id = s.id and l.sales <> s.sales`.execute(tx)
}
