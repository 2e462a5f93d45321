import * as op from '@xietong/domain/cards/contract'
import { perform } from '../../runtime/context'
import { lockFreeCards } from './alter-store'
import { changeByConsole } from './change-by-console'

export const lockCards = perform(op.lockCards, (ctx, { cardIds, reason }) =>
  changeByConsole(ctx, {
    cardIds,
    after: { locked: true, reason },
    apply: (ids) => lockFreeCards(ctx, ids, reason),
  }),
)
