import type { Ctx } from '../../runtime/context'
import { lockOrderForDispatch } from '../orders'
import { dispatchOne } from './dispatch-orders'
import { partyOf } from './shipping-party'

/**
 * 补发 (AD-256): the store that handled the case sends the pieces, when it holds them; otherwise the
 * order stays in the dispatch pool for head office. The store is paid nothing for its own repair.
 */
export async function sendAgain(
  ctx: Ctx,
  { orderId, storeId }: { readonly orderId: string; readonly storeId: string | null },
): Promise<void> {
  const party = storeId && (await partyOf(ctx, { kind: 'store', dealerId: storeId }))
  if (party) {
    const order = await lockOrderForDispatch(ctx, orderId)
    await dispatchOne(ctx, order, { ...party, discount: 0 })
  }
}
