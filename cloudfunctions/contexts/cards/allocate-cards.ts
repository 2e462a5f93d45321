import * as op from '@xietong/domain/cards/contract'
import { refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { chainOf } from '../channel'
import { allocateFreeCards } from './alter-store'
import { changeByConsole } from './change-by-console'

/** AD-153: numbers handed over leave the stock; nothing is charged, that happens at activation. */
export const allocateCards = perform(op.allocateCards, async (ctx, input) => {
  const { cardIds, dealerId, reason } = input
  const [first] = await chainOf(ctx.tx, dealerId)
  if (!first || !(await isInScope(ctx, ctx.tx, dealerId))) {
    return refuse('NOT_FOUND')
  }
  if (first.dealerId !== dealerId) {
    return refuse('NOT_FIRST_TIER')
  }
  if (first.state !== 'active') {
    return refuse('DEALER_NOT_ACTIVE')
  }
  return changeByConsole(ctx, {
    cardIds,
    after: { dealerId, reason },
    apply: (ids) =>
      allocateFreeCards(ctx, ids, { dealerId, note: `划拨给 ${first.name}：${reason}` }),
  })
})
