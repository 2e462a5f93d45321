import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/favourite-contract'
import { perform } from '../../runtime/context'
import { saleItems } from '../catalog'
import { addFavourite, removeFavourites } from '../members'

/** Taking away needs no item: what has left the shop can still be let go. */
export const setFavourite = perform(op.setFavourite, async (ctx, { kind, itemId, on }) => {
  const { memberId } = ctx.actor
  if (!on) {
    await removeFavourites(ctx, memberId, [itemId])
    return ok({ favourite: false })
  }
  const [item] = await saleItems(ctx.tx, [{ kind, itemId }])
  if (!item) {
    return refuse('NOT_FOUND')
  }
  const kept = await addFavourite(ctx, { memberId, itemId, kind, most: op.MOST_FAVOURITES })
  return kept ? ok({ favourite: true }) : refuse('FAVOURITES_FULL')
})
