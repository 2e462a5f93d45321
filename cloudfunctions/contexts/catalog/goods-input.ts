import type * as op from '@xietong/domain/catalog/contract'
import { missingOfGoods } from '@xietong/domain/catalog/shelf'
import type { InputOf } from '@xietong/domain/kernel/operation'
import type { Ctx } from '../../runtime/context'
import { react } from '../../runtime/reactions'
import type { Goods, Sku } from './goods-store'

type GoodsForm = Pick<
  InputOf<typeof op.createGoods>,
  'name' | 'categoryId' | 'pictures' | 'video' | 'unit' | 'taxClass' | 'parameters' | 'skus'
>

export function goodsOf(form: GoodsForm): Goods {
  const { name, categoryId, pictures, video, unit, taxClass, parameters } = form
  return { name, categoryId, pictures, video, unit, taxClass, parameters }
}

/** The skus of the form; new ones get an id. A sku fed by the ERP has no fixed number. */
export function skusOf(ctx: Ctx, form: GoodsForm): Sku[] {
  return form.skus.map((sku) => ({
    id: sku.id ?? ctx.newId(),
    code: sku.code,
    spec: sku.spec,
    retailFen: sku.retailFen,
    weightGrams: sku.weightGrams,
    fixedQuantity: sku.stockSource === 'fixed' ? (sku.fixedQuantity ?? 0) : null,
    warnAt: sku.warnAt,
  }))
}

export function missingOf(form: GoodsForm): string[] {
  return missingOfGoods(form)
}

/** Tells the stock context, which keeps a balance for every sku in the central warehouse. */
export async function tellStock(ctx: Ctx, skus: readonly Sku[]): Promise<void> {
  await react(ctx, 'goods.saved', { skuIds: skus.map(({ id }) => id) })
}
