import * as op from '@xietong/domain/cards/contract'
import { perform } from '../../runtime/context'
import { changeByConsole } from './change-by-console'
import { changeCards } from './store'

export const voidCards = perform(op.voidCards, (ctx, { cardIds, reason }) =>
  changeByConsole(ctx, {
    cardIds,
    after: { to: 'void', reason },
    apply: (ids) =>
      changeCards(ctx, { cardIds: ids, to: 'void', kind: 'voided', orderId: null, note: reason }),
  }),
)
