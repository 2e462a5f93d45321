import * as op from '@xietong/domain/cards/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { openGuard } from './guard-store'
import { findCard } from './store'

export const unlockCard = perform(op.unlockCard, async (ctx, { cardId, reason }) => {
  const card = await findCard(ctx.tx, cardId)
  if (!card || !(await isInScope(ctx, ctx.tx, card.dealer_id))) {
    return refuse('NOT_FOUND')
  }
  if (!(await openGuard(ctx, { kind: 'card', key: card.number }))) {
    return refuse('STATE_CONFLICT')
  }
  ctx.audit({ objectKind: 'card', objectId: cardId, objectNo: card.number, after: { reason } })
  return ok({})
})
