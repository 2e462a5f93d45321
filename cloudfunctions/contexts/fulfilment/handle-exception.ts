import * as op from '@xietong/domain/fulfilment/exception-contract'
import { exceptionMachine } from '@xietong/domain/fulfilment/exceptions'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { mayMove } from '@xietong/domain/kernel/state-machine'
import type { ActorOf } from '../../runtime/actor'
import { type Ctx, perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { refuseStale } from '../identity'
import {
  type Exception,
  insertExceptionNote,
  saveHandling,
  selectException,
} from './exception-store'
import { possibleOwners } from './list-exception-owners'

type Clerk = Ctx<ActorOf<'console'>>

/** AD-265: names who looks after it. */
export const assignException = perform(op.assignException, async (ctx, input) => {
  const found = await visible(ctx, input.exceptionId)
  if (!found) {
    return refuse('NOT_FOUND')
  }
  const owner = (await possibleOwners(ctx.tx)).find(({ id }) => id === input.ownerId)
  if (!owner) {
    return refuse(found.state === 'closed' ? 'STATE_CONFLICT' : 'OWNER_NOT_ALLOWED')
  }
  const note = `负责人：${owner.name}`
  return save(ctx, found, { ...input, owner, note, keeps: found.note, state: 'handling' })
})

/** AD-265: a note of what was done; who writes the first one owns it. */
export const handleException = perform(op.handleException, async (ctx, input) => {
  const found = await visible(ctx, input.exceptionId)
  if (!found) {
    return refuse('NOT_FOUND')
  }
  const { ownerId, owner: ownerName } = found
  const owner =
    ownerId !== null && ownerName !== null
      ? { id: ownerId, name: ownerName }
      : { id: ctx.actor.accountId, name: ctx.actor.name }
  const state = input.close ? 'closed' : 'handling'
  return save(ctx, found, { ...input, owner, keeps: input.note, state })
})

async function visible(ctx: Clerk, exceptionId: string): Promise<Exception | null> {
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

async function save(ctx: Clerk, found: Exception, handling: Handling) {
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
