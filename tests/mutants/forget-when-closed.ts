import { attemptsOfOrder } from '../../cloudfunctions/contexts/payments/attempt-store'
import { settleTrade } from '../../cloudfunctions/contexts/payments/settle'
import type { Deps } from '../../cloudfunctions/runtime/context'

/**
 * Planted bug for C6: a notice for an order that is over is taken for a repetition and answered
 * with success; the money stays where it is.
 */
export async function forgetWhenClosed(
  deps: Deps,
  order: { readonly orderId: string },
  trade: Parameters<typeof settleTrade>[1],
): Promise<void> {
  const attempts = await attemptsOfOrder(deps.db, order.orderId)
  if (attempts.some(({ state }) => state !== 'closed')) {
    await settleTrade(deps, trade)
  }
}
