import { type Freight, type FreightLine, freightOf } from '@xietong/domain/catalog/freight'
import type { Page } from '@xietong/domain/kernel/paging'
import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'
import { selectTemplates } from './freight-store'
import {
  type ListingKind,
  type ListingQuery,
  listListings,
  selectCardPackages,
  selectListing,
  updateSales,
} from './listing-store'
import { type SaleItem, selectPrintedCardProducts, selectSaleItems } from './sale-store'

export type { ListingKind } from './listing-store'
export type { SaleContent, SaleItem } from './sale-store'
export {
  listingQuotas,
  packageParts,
  selectCardListings as cardListings,
  shelfListings,
  shelfSkus,
  skuLabels,
} from './sale-store'

/**
 * The listings asked for, in the same order; one that does not exist (as that kind) is left out.
 */
export async function saleItems(
  reader: Reader,
  wanted: readonly { readonly kind: ListingKind; readonly itemId: string }[],
): Promise<SaleItem[]> {
  const rows = await selectSaleItems(
    reader,
    wanted.map(({ itemId }) => itemId),
  )
  const byId = new Map(rows.map((row) => [row.itemId, row]))
  return wanted.flatMap(({ kind, itemId }) => {
    const item = byId.get(itemId)
    return item?.kind === kind ? [item] : []
  })
}

/** A page of on-shelf listings for the storefront, with everything a card on the page shows. */
export async function browseListings(
  reader: Reader,
  query: Omit<ListingQuery, 'state'>,
): Promise<Page<SaleItem>> {
  const page = await listListings(reader, { ...query, state: 'on' })
  const items = await saleItems(
    reader,
    page.rows.map(({ kind, id }) => ({ kind, itemId: id })),
  )
  return { ...page, rows: items }
}

export interface ListingText {
  readonly pictures: string[]
  readonly video: string | null
  readonly description: string
  /** Packages that a card can be redeemed for. */
  readonly packages: { packageId: string; name: string; onShelf: boolean }[]
}

/** The long parts of a listing's page, which lists and orders do not need. */
export async function listingText(reader: Reader, itemId: string): Promise<ListingText | null> {
  const row = await selectListing(reader, itemId, ['package', 'e-card', 'physical-card'])
  if (!row) {
    return null
  }
  const packages = await selectCardPackages(reader, [itemId])
  return {
    pictures: row.pictures,
    video: row.video,
    description: row.description,
    packages: packages.map(({ packageId, name, onShelf }) => ({ packageId, name, onShelf })),
  }
}

/**
 * Freight of lines to a province (MB-031). Not served = the order or redemption must be refused.
 */
export async function freightFor(
  reader: Reader,
  order: { lines: readonly FreightLine[]; province: string; goodsFen: number },
): Promise<Freight> {
  const ids = order.lines.flatMap((line) => line.freightTemplateId ?? [])
  const templates = ids.length > 0 ? await selectTemplates(reader, [...new Set(ids)]) : []
  return freightOf(order.lines, templates, order.province, order.goodsFen)
}

/** Sets the shown sales counts; the counting is done by whoever sells. */
export async function setSales(ctx: Ctx, sales: ReadonlyMap<string, number>): Promise<void> {
  await updateSales(ctx.tx, sales)
}

/**
 * Ids of printed card products by their names, which are unique; drafts and those off shelf too.
 */
export async function printedCardProducts(
  reader: Reader,
  names: readonly string[],
): Promise<Map<string, string>> {
  const rows = await selectPrintedCardProducts(reader, names)
  return new Map(rows.map(({ id, name }) => [name, id]))
}
