import * as op from '@xietong/domain/cards/contract'
import { perform } from '../../runtime/context'
import { releaseLockedCards } from './alter-store'
import { changeByConsole } from './change-by-console'

export const releaseCards = perform(op.releaseCards, (ctx, { cardIds, reason }) =>
  changeByConsole(ctx, {
    cardIds,
    after: { locked: false, reason },
    apply: (ids) => releaseLockedCards(ctx, ids, reason),
  }),
)
