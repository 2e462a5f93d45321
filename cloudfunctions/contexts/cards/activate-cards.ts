import * as op from '@xietong/domain/cards/contract'
import { perform } from '../../runtime/context'
import { changeByConsole } from './change-by-console'
import { changeCards } from './store'

export const activateCards = perform(op.activateCards, (ctx, { cardIds, reason }) =>
  changeByConsole(ctx, {
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
  }),
)
