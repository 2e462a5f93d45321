import { exceptionMachine } from '@xietong/domain/fulfilment/exceptions'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { mayMove } from '@xietong/domain/kernel/state-machine'
import type { ActorOf } from '../../runtime/actor'
import type { Ctx } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { refuseStale } from '../identity'
import {
  type Exception,
  insertExceptionNote,
  saveHandling,
  selectException,
} from './exception-store'

type Clerk = Ctx<ActorOf<'console'>>

/** The exception when it lies in the caller's scope. */
export async function visibleException(ctx: Clerk, exceptionId: string): Promise<Exception | null> {
  const found = await selectException(ctx.tx, exceptionId)
  return found && (await isInScope(ctx, ctx.tx, found.orderDealerId)) ? found : null
}

interface Handling {
  readonly version: number
  readonly state: 'handling' | 'closed'
  readonly owner: { readonly id: string; readonly name: string }
  /** What the log says. */
  readonly note: string
  /** What the list shows. */
  readonly keeps: string
}

/** Writes what a person decided, with its line in the log. */
export async function saveStep(ctx: Clerk, found: Exception, handling: Handling) {
  const { state, owner } = handling
  if (found.version === handling.version && !mayMove(exceptionMachine, found.state, state)) {
    return refuse('STATE_CONFLICT')
  }
  const saved = await saveHandling(ctx.tx, {
    id: found.id,
    version: handling.version,
    state,
    ownerId: owner.id,
    owner: owner.name,
    note: handling.keeps,
    closedAt: state === 'closed' ? ctx.now : null,
  })
  if (!saved) {
    return refuseStale(ctx, { kind: 'exception', id: found.id })
  }
  await insertExceptionNote(ctx, { exceptionId: found.id, state, text: handling.note })
  ctx.audit({
    objectKind: 'exception',
    objectId: found.id,
    objectNo: found.trackingNo,
    before: { state: found.state, owner: found.owner },
    after: { state, owner: owner.name, note: handling.note },
  })
  return ok({ version: handling.version + 1 })
}
