import * as op from '@xietong/domain/cards/contract'
import { perform } from '../../runtime/context'
import { changeByConsole } from './change-by-console'
import { chargeActivation } from './charge-activation'
import { changeCards, findCards } from './store'

/** Cards in a dealer's network are charged to its first tier in the same transaction (AD-162). */
export const activateCards = perform(op.activateCards, async (ctx, { cardIds, reason }) => {
  const changed = await changeByConsole(ctx, {
    cardIds,
    after: { to: 'active', reason },
    apply: (ids) =>
      changeCards(ctx, {
        cardIds: ids,
        to: 'active',
        kind: 'activated',
        orderId: null,
        note: reason,
      }),
  })
  if (!changed.ok) {
    return changed
  }
  const charged = await chargeActivation(ctx, await findCards(ctx.tx, cardIds))
  return 'ok' in charged ? charged : changed
})
