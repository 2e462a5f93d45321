import * as op from '@xietong/domain/catalog/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { cardsLeft } from './cards-left'
import { cardListingKinds } from './listing-input'
import { listListings, selectCardPackages } from './listing-store'
import { idsOfStock } from './package-availability'

const listingKinds = { electronic: ['e-card'], physical: ['physical-card'] } as const

export const listCardProducts = answer(op.listCardProducts, async (ctx, input) => {
  const { filter, ...paging } = input
  const { kind, stock, ...others } = filter
  const kinds = kind === undefined ? cardListingKinds : listingKinds[kind]
  const short = await idsOfStock(ctx, kinds, stock)
  const page = await listListings(ctx.db, { ...others, ...paging, ids: short, kinds })
  const ids = page.rows.map(({ id }) => id)
  const packages = await selectCardPackages(ctx.db, ids)
  const left = await cardsLeft(ctx, page.rows)
  return ok({
    ...page,
    rows: page.rows.map((row) => ({
      id: row.id,
      kind: row.kind === 'e-card' ? ('electronic' as const) : ('physical' as const),
      name: row.name,
      code: row.code,
      categoryName: row.categoryName,
      packageNames: packages
        .filter(({ cardProductId }) => cardProductId === row.id)
        .map(({ name }) => name),
      retailFen: row.retailFen,
      available: left.get(row.id) ?? 0,
      sales: row.sales,
      state: row.state,
      createdAt: row.createdAt.toISOString(),
    })),
  })
})
