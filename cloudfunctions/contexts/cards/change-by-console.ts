import { ok, refuse } from '@xietong/domain/kernel/result'
import type { ActorOf } from '../../runtime/actor'
import type { Ctx } from '../../runtime/context'
import { dealersInScope, isOneOf } from '../../runtime/data-scope'
import { changeCards, lockCardRows } from './store'

interface Change {
  readonly cardIds: readonly string[]
  readonly reason: string
  readonly to: 'active' | 'void'
  readonly kind: 'activated' | 'voided'
}

/** All cards move or none does. Cards outside the caller's data scope are not found. */
export async function changeByConsole(ctx: Ctx<ActorOf<'console'>>, change: Change) {
  const ids = [...new Set(change.cardIds)]
  const rows = await lockCardRows(ctx, ids)
  const scope = await dealersInScope(ctx, ctx.tx)
  if (rows.length !== ids.length || rows.some((row) => !isOneOf(scope, row.dealer_id))) {
    return refuse('NOT_FOUND')
  }
  const { to, kind, reason } = change
  const changed = await changeCards(ctx, { cardIds: ids, to, kind, orderId: null, note: reason })
  if (changed.length !== ids.length) {
    return refuse('STATE_CONFLICT')
  }
  ctx.audit({
    objectKind: 'card',
    objectId: ids.join(','),
    after: { to, reason },
  })
  return ok({ changed: changed.length })
}
