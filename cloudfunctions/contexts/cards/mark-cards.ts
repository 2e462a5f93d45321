import * as op from '@xietong/domain/cards/contract'
import { perform } from '../../runtime/context'
import { markCardsAs } from './alter-store'
import { changeByConsole } from './change-by-console'

export const markCards = perform(op.markCards, (ctx, { cardIds, vip, enterprise, reason }) =>
  changeByConsole(ctx, {
    cardIds,
    after: { vip, enterprise, reason },
    apply: (ids) => markCardsAs(ctx, ids, { vip, enterprise, note: reason }),
  }),
)
