import { refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/shop-contract'
import { perform } from '../../runtime/context'
import { changeQuantity } from './fill-cart'

/** Only what is in the cart has a quantity; a line removed on another device is not put back. */
export const setCartQuantity = perform(op.setCartQuantity, async (ctx, input) => {
  const changed = await changeQuantity(ctx, input.packageId, input.quantity)
  return changed ?? refuse('NOT_FOUND')
})
