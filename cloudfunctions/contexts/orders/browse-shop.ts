import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/shop-contract'
import { answer } from '../../runtime/context'
import { browseListings } from '../catalog'
import { readSettings } from '../settings'
import { unitsLeft } from './sale-stock'
import { likedBy, shopperOf, shopRow } from './shop-view'

export const browseShop = answer(op.browseShop, async (ctx, input) => {
  const { kind, categoryId, keyword } = input.filter
  const page = await browseListings(ctx.db, {
    kinds: kind ? [kind] : ['package', 'e-card'],
    categoryId,
    keyword,
    sort: input.sort,
    page: input.page,
    size: input.size,
    after: input.after,
  })
  const settings = await readSettings(ctx.db)
  const shopper = await shopperOf(ctx.db, ctx.actor)
  const left = await unitsLeft(ctx.db, page.rows)
  const liked = await likedBy(ctx.db, ctx.actor, page.rows)
  const rows = page.rows.map((item) =>
    shopRow(item, { shopper, left: left.get(item.itemId) ?? 0, liked, settings }),
  )
  return ok({ ...page, rows })
})
