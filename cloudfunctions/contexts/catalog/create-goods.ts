import * as op from '@xietong/domain/catalog/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { refusingBroken } from './broken-rule'
import { goodsOf, missingOf, skusOf, tellStock } from './goods-input'
import { insertGoods, saveSkus } from './goods-store'

/** AD-113: what is missing is named; as a draft goods may be saved without it. */
export const createGoods = perform(op.createGoods, async (ctx, input) => {
  const missing = input.asDraft ? [] : missingOf(input)
  if (missing.length > 0) {
    return refuse('GOODS_INCOMPLETE', { missing })
  }
  const goods = {
    ...goodsOf(input),
    id: ctx.newId(),
    state: input.asDraft ? ('draft' as const) : ('off' as const),
  }
  const skus = skusOf(ctx, input)
  const saved = await refusingBroken('SKU 编码', async () => {
    await insertGoods(ctx.tx, { ...goods, now: ctx.now })
    return saveSkus(ctx.tx, goods.id, skus)
  })
  if (!saved.ok) {
    return saved
  }
  if (!saved.value) {
    return refuse('NOT_FOUND')
  }
  await tellStock(ctx, skus)
  ctx.audit({ objectKind: 'goods', objectId: goods.id, after: { ...goods, skus } })
  return ok({ goodsId: goods.id, skuIds: skus.map(({ id }) => id) })
})
