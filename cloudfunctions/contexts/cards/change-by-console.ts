import { ok, refuse } from '@xietong/domain/kernel/result'
import type { ActorOf } from '../../runtime/actor'
import type { Ctx } from '../../runtime/context'
import { dealersInScope, isOneOf } from '../../runtime/data-scope'
import { lockCardRows } from './store'

interface Change {
  readonly cardIds: readonly string[]
  /** What the audit keeps beside the ids. */
  readonly after: Readonly<Record<string, unknown>>
  /** Changes those that can be and answers their ids. */
  readonly apply: (ids: readonly string[]) => Promise<string[]>
}

/** All cards change or none does. Cards outside the caller's data scope are not found. */
export async function changeByConsole(ctx: Ctx<ActorOf<'console'>>, change: Change) {
  const ids = [...new Set(change.cardIds)]
  const rows = await lockCardRows(ctx, ids)
  const scope = await dealersInScope(ctx, ctx.tx)
  if (rows.length !== ids.length || rows.some((row) => !isOneOf(scope, row.dealer_id))) {
    return refuse('NOT_FOUND')
  }
  const changed = await change.apply(ids)
  if (changed.length !== ids.length) {
    return refuse('STATE_CONFLICT')
  }
  ctx.audit({ objectKind: 'card', objectId: ids.join(','), after: change.after })
  return ok({ changed: changed.length })
}
