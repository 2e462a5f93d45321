import * as op from '@xietong/domain/cards/contract'
import { perform } from '../../runtime/context'
import { changeByConsole } from './change-by-console'

export const activateCards = perform(op.activateCards, (ctx, input) =>
  changeByConsole(ctx, { ...input, to: 'active', kind: 'activated' }),
)
