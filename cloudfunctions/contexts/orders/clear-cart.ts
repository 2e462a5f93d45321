import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/shop-contract'
import { perform } from '../../runtime/context'
import { takeFromCart } from './cart-store'

export const clearCart = perform(op.clearCart, async (ctx) => {
  await takeFromCart(ctx, ctx.actor.memberId, 'all')
  return ok({})
})
