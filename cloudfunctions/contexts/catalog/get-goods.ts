import * as op from '@xietong/domain/catalog/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { selectGoods, selectSkus } from './goods-store'

export const getGoods = answer(op.getGoods, async (ctx, { goodsId }) => {
  const goods = await selectGoods(ctx.db, goodsId)
  if (!goods) {
    return refuse('NOT_FOUND')
  }
  const skus = await selectSkus(ctx.db, [goodsId])
  const stock = await ctx.deps.questions.skuAvailability(
    ctx.db,
    skus.map(({ id }) => id),
  )
  return ok({
    ...goods,
    createdAt: goods.createdAt.toISOString(),
    skus: skus.map(({ goodsId: _goodsId, ...sku }) => ({
      ...sku,
      stockSource: sku.fixedQuantity === null ? ('erp' as const) : ('fixed' as const),
      onHand: stock.get(sku.id)?.onHand ?? 0,
      available: stock.get(sku.id)?.available ?? 0,
    })),
  })
})
