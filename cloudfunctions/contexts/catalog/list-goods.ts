import * as op from '@xietong/domain/catalog/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { listGoodsRows } from './goods-store'
import { idsOfStock } from './package-availability'

export const listGoods = answer(op.listGoods, async (ctx, input) => {
  const { stock: asked, ...given } = input.filter
  const filter = { ...given, ids: await idsOfStock(ctx, ['goods'], asked) }
  const page = await listGoodsRows(ctx.db, { ...input, filter })
  const skuIds = page.rows.flatMap((row) => row.skuIds)
  const stock = await ctx.deps.questions.skuAvailability(ctx.db, skuIds)
  return ok({
    ...page,
    rows: page.rows.map(({ skuIds: ids, createdAt, ...row }) => ({
      ...row,
      skuCount: ids.length,
      available: ids.reduce((sum, id) => sum + (stock.get(id)?.available ?? 0), 0),
      createdAt: createdAt.toISOString(),
    })),
  })
})
