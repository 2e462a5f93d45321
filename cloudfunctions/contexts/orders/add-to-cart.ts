import * as op from '@xietong/domain/orders/shop-contract'
import { perform } from '../../runtime/context'
import { fillCart } from './fill-cart'

export const addToCart = perform(op.addToCart, (ctx, input) =>
  fillCart(ctx, input.packageId, input.quantity),
)
