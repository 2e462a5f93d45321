import * as op from '@xietong/domain/catalog/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { refuseStale } from '../identity'
import { refusingBroken } from './broken-rule'
import { goodsOf, missingOf, skusOf, tellStock } from './goods-input'
import { lockGoods, saveSkus, selectSkus, updateGoodsRow } from './goods-store'

/** Changes apply to new orders only: an order keeps its own copy of name, picture and price. */
export const updateGoods = perform(op.updateGoods, async (ctx, input) => {
  const { goodsId, version } = input
  const [before] = await lockGoods(ctx.tx, [goodsId])
  if (!before) {
    return refuse('NOT_FOUND')
  }
  if (before.version !== version) {
    return refuseStale(ctx, { kind: 'goods', id: goodsId })
  }
  const missing = before.state === 'draft' ? [] : missingOf(input)
  if (missing.length > 0) {
    return refuse('GOODS_INCOMPLETE', { missing })
  }
  const oldSkus = await selectSkus(ctx.tx, [goodsId])
  const skus = skusOf(ctx, input)
  const goods = goodsOf(input)
  const saved = await refusingBroken('SKU 编码', async () => {
    await updateGoodsRow(ctx.tx, { ...goods, id: goodsId, version })
    return saveSkus(ctx.tx, goodsId, skus)
  })
  if (!saved.ok) {
    return saved
  }
  if (!saved.value) {
    return refuse('NOT_FOUND')
  }
  await tellStock(ctx, skus)
  ctx.audit({
    objectKind: 'goods',
    objectId: goodsId,
    before: { ...before, skus: oldSkus },
    after: { ...goods, skus },
  })
  return ok({ version: version + 1 })
})
