import { fen } from '@xietong/domain/kernel/money'
import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/favourite-contract'
import { levelPrice } from '@xietong/domain/orders/price'
import { answer } from '../../runtime/context'
import { saleItems } from '../catalog'
import { favouritesOf } from '../members'
import { unitsLeft } from './sale-stock'
import { shopperOf } from './shop-view'

export const listFavourites = answer(op.listFavourites, async (ctx) => {
  const kept = await favouritesOf(ctx.db, ctx.actor.memberId, op.MOST_FAVOURITES)
  const wanted = kept.map((one) => ({ kind: one.kind, itemId: one.item_id }))
  const items = await saleItems(ctx.db, wanted)
  const left = await unitsLeft(ctx.db, items)
  const { discount } = await shopperOf(ctx.db, ctx.actor)
  const rows = items.map((item) => ({
    id: item.itemId,
    kind: item.kind,
    name: item.name,
    picture: item.picture,
    retailFen: fen(item.retailFen),
    memberFen: discount < 10_000 ? levelPrice(fen(item.retailFen), discount) : null,
    state: stateOf(item.onShelf, left.get(item.itemId) ?? 0),
  }))
  return ok({ rows })
})

function stateOf(onShelf: boolean, left: number): 'on' | 'off' | 'sold-out' {
  if (!onShelf) {
    return 'off'
  }
  return left === 0 ? 'sold-out' : 'on'
}
