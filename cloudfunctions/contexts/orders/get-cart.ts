import { fen } from '@xietong/domain/kernel/money'
import { ok } from '@xietong/domain/kernel/result'
import { linePrice } from '@xietong/domain/orders/price'
import * as op from '@xietong/domain/orders/shop-contract'
import { answer } from '../../runtime/context'
import { type SaleItem, saleItems } from '../catalog'
import { type CartLine, cartOf } from './cart-store'
import { badgeOf } from './fill-cart'
import { unitsLeft } from './sale-stock'
import { shopperOf } from './shop-view'

/** MB-027: every line with today's price; what cannot be bought is marked, not dropped. */
export const getCart = answer(op.getCart, async (ctx) => {
  const stored = await cartOf(ctx.db, ctx.actor.memberId)
  const wanted = stored.map((line) => ({ kind: 'package' as const, itemId: line.package_id }))
  const items = await saleItems(ctx.db, wanted)
  const left = await unitsLeft(ctx.db, items)
  const { discount } = await shopperOf(ctx.db, ctx.actor)
  const byId = new Map(items.map((item) => [item.itemId, item]))
  const lines = stored.flatMap((line) => {
    const item = byId.get(line.package_id)
    return item ? [cartView(line, item, { left: left.get(item.itemId) ?? 0, discount })] : []
  })
  return ok({ lines, badge: badgeOf(stored) })
})

function cartView(line: CartLine, item: SaleItem, facts: { left: number; discount: number }) {
  const price = linePrice(fen(item.retailFen), facts.discount, line.quantity)
  const addedUnitFen = fen(line.added_unit_fen)
  return {
    packageId: item.itemId,
    name: item.name,
    picture: item.picture,
    quantity: line.quantity,
    unitFen: price.unitFen,
    retailFen: price.retailFen,
    addedUnitFen,
    subtotalFen: price.amountFen,
    available: facts.left,
    problem: problemOf(item, line.quantity, facts.left),
    priceChanged: price.unitFen !== addedUnitFen,
  }
}

function problemOf(item: SaleItem, quantity: number, left: number) {
  if (!item.onShelf) {
    return 'off-shelf' as const
  }
  if (left === 0) {
    return 'sold-out' as const
  }
  return left < quantity ? ('short' as const) : ('none' as const)
}
