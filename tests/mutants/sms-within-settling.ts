import { settleTrade } from '../../cloudfunctions/contexts/payments/settle'
import type { Deps } from '../../cloudfunctions/runtime/context'

type Trade = Parameters<typeof settleTrade>[1]

/** Planted bug for C7: the buyer is told by SMS while the payment's transaction is still open. */
export async function settleAndTellBySms(deps: Deps, trade: Trade, phone: string): Promise<void> {
  await settleTrade(deps, trade, async () => {
    await deps.ports.sms.send({
      phone,
      template: 'code',
      parameters: ['1', '5'],
      messageKey: trade.outTradeNo,
    })
  })
}
