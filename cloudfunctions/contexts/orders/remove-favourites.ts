import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/favourite-contract'
import { perform } from '../../runtime/context'
import { removeFavourites as remove } from '../members'

export const removeFavourites = perform(op.removeFavourites, async (ctx, { itemIds }) => {
  await remove(ctx, ctx.actor.memberId, itemIds)
  return ok({})
})
