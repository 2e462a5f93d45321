import * as op from '@xietong/domain/cards/contract'
import { perform } from '../../runtime/context'
import { changeByConsole } from './change-by-console'

export const voidCards = perform(op.voidCards, (ctx, input) =>
  changeByConsole(ctx, { ...input, to: 'void', kind: 'voided' }),
)
