import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/shop-contract'
import { perform } from '../../runtime/context'
import { cartOf, takeFromCart } from './cart-store'
import { badgeOf } from './fill-cart'

export const removeFromCart = perform(op.removeFromCart, async (ctx, input) => {
  await takeFromCart(ctx, ctx.actor.memberId, input.packageIds)
  return ok({ badge: badgeOf(await cartOf(ctx.tx, ctx.actor.memberId)) })
})
