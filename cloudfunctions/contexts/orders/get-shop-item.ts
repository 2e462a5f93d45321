import { seasonOn } from '@xietong/domain/cards/season'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { shanghaiDay } from '@xietong/domain/kernel/time'
import * as op from '@xietong/domain/orders/shop-contract'
import { answer } from '../../runtime/context'
import { listingText, type SaleItem, saleItems } from '../catalog'
import { readSettings } from '../settings'
import { unitsLeft } from './sale-stock'
import { likedBy, shopperOf, shopRow } from './shop-view'

/**
 * An off-shelf item still opens, so that a shared link can say so; a draft or unknown one does not.
 */
export const getShopItem = answer(op.getShopItem, async (ctx, input) => {
  const [item] = await saleItems(ctx.db, [input])
  const text = item && (await listingText(ctx.db, item.itemId))
  if (!item || !text) {
    return refuse('NOT_FOUND')
  }
  const settings = await readSettings(ctx.db)
  const shopper = await shopperOf(ctx.db, ctx.actor)
  const left = (await unitsLeft(ctx.db, [item])).get(item.itemId) ?? 0
  const liked = await likedBy(ctx.db, ctx.actor, [item])
  return ok({
    ...shopRow(item, { shopper, left, liked, settings }),
    onShelf: item.onShelf,
    pictures: text.pictures,
    video: text.video,
    description: text.description,
    contents: item.contents.map(({ name, spec, unit, quantity, weightGrams }) => ({
      name,
      spec,
      unit,
      quantity,
      weightGrams,
    })),
    packages: text.packages.map(({ packageId, name }) => ({ packageId, name })),
    season: seasonOn(item, shanghaiDay(ctx.now)),
    freightHint: freightHint(item),
  })
})

function freightHint(item: SaleItem): string {
  if (item.kind !== 'package') {
    return item.kind === 'e-card' ? '电子卡无需运费' : ''
  }
  return item.freightTemplateId === null ? '包邮' : '运费按收货地区计算，结算时显示'
}
