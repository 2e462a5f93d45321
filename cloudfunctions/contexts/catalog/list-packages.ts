import * as op from '@xietong/domain/catalog/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { listListings } from './listing-store'
import { idsOfStock, packagesAvailable } from './package-availability'

export const listPackages = answer(op.listPackages, async (ctx, input) => {
  const { filter, ...paging } = input
  const kinds = ['package'] as const
  const { stock, ...others } = filter
  const ids = await idsOfStock(ctx, kinds, stock)
  const page = await listListings(ctx.db, { ...others, ...paging, ids, kinds })
  const available = await packagesAvailable(ctx, page.rows)
  return ok({
    ...page,
    rows: page.rows.map((row) => ({
      id: row.id,
      name: row.name,
      categoryName: row.categoryName,
      picture: row.pictures[0] ?? null,
      retailFen: row.retailFen,
      available: available.get(row.id) ?? 0,
      sales: row.sales,
      state: row.state,
      createdAt: row.createdAt.toISOString(),
    })),
  })
})
