import { packageStock } from '@xietong/domain/stock/package-stock'
import type { ReadCtx } from '../../runtime/context'
import type { Questions } from '../../runtime/questions'
import { selectContents } from './listing-store'

/**
 * How many of each package can be sold: min(quota left, min over skus floor(available ÷ quantity)).
 */
export async function packagesAvailable(
  ctx: ReadCtx,
  packages: readonly { id: string; quota: number | null }[],
): Promise<ReadonlyMap<string, number>> {
  const ids = packages.map(({ id }) => id)
  const contents = await selectContents(ctx.db, ids)
  const { skuAvailability, quotaLeft } = ctx.deps.questions
  const [stock, left] = await Promise.all([
    skuAvailability(
      ctx.db,
      contents.map(({ skuId }) => skuId),
    ),
    quotaLeft(
      ctx.db,
      packages.filter(({ quota }) => quota !== null).map(({ id }) => id),
    ),
  ])
  return new Map(
    ids.map((id) => {
      const own = contents
        .filter(({ packageId }) => packageId === id)
        .map(({ skuId, quantity }) => ({
          available: stock.get(skuId)?.available ?? 0,
          perPackage: quantity,
        }))
      return [id, packageStock(left.get(id) ?? null, own)]
    }),
  )
}

/** The items a list shows when it is filtered by stock; undefined when it is not. */
export async function idsOfStock(
  ctx: ReadCtx,
  kinds: Parameters<Questions['itemsShort']>[1],
  stock: 'low' | 'sold-out' | undefined,
): Promise<readonly string[] | undefined> {
  return stock === undefined ? undefined : ctx.deps.questions.itemsShort(ctx.db, kinds, stock)
}
