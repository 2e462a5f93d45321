import * as op from '@xietong/domain/catalog/contract'
import { missingOfGoods } from '@xietong/domain/catalog/shelf'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { lockGoods, selectSkus, setGoodsState } from './goods-store'

/** AD-122: one incomplete item refuses the batch and says what it lacks; nothing is half done. */
export const shelfGoods = perform(op.shelfGoods, async (ctx, { ids, on }) => {
  const goods = await lockGoods(ctx.tx, ids)
  if (goods.length !== new Set(ids).size) {
    return refuse('NOT_FOUND')
  }
  const changing = goods.filter(({ state }) => (on ? state !== 'on' : state === 'on'))
  const skus = await selectSkus(ctx.tx, ids)
  for (const one of on ? changing : []) {
    const own = skus.filter(({ goodsId }) => goodsId === one.id)
    const missing = missingOfGoods({ ...one, skus: own })
    if (missing.length > 0) {
      return refuse('GOODS_INCOMPLETE', { missing, name: one.name })
    }
  }
  const changed = changing.map(({ id }) => id)
  await setGoodsState(ctx.tx, changed, on ? 'on' : 'off')
  ctx.audit({ objectKind: 'goods', objectId: changed.join(','), after: { on } })
  return ok({ changed: changed.length })
})
