import * as op from '@xietong/domain/fulfilment/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { lockOrderForDispatch, markDispatched } from '../orders'
import { moveReservation, release } from '../stock'
import { documentOf, needsOf } from './needs'
import { insertDispatch, lockNote, selectNote, voidNote } from './note-store'

/**
 * Takes a note back that was not shipped: it is void, the order waits for another party, and its
 * goods are promised by the central warehouse again. When that is short meanwhile the order waits
 * without a promise; the next dispatch makes a new one or says what is short.
 */
export const recallDispatch = perform(op.recallDispatch, async (ctx, { noteId, reason }) => {
  const known = await selectNote(ctx.tx, noteId)
  const order = known && (await lockOrderForDispatch(ctx, known.orderId))
  const note = await lockNote(ctx.tx, noteId)
  if (!order || !note || !(await isInScope(ctx, ctx.tx, order.dealerId))) {
    return refuse('NOT_FOUND')
  }
  const voided = await voidNote(ctx.tx, { id: noteId, reason, now: ctx.now })
  if (!voided || !(await markDispatched(ctx, { orderId: order.id, shipperName: null }))) {
    return refuse('STATE_CONFLICT')
  }
  const document = documentOf(order)
  const moved = await moveReservation(ctx, { document, to: 'central', lines: needsOf(order) })
  if (!moved.ok) {
    await release(ctx, { document })
  }
  await insertDispatch(ctx.tx, {
    id: ctx.newId(),
    orderId: order.id,
    noteId,
    at: ctx.now,
    kind: 'recalled',
    shipper: note.shipper,
    byName: ctx.actor.name,
    reason,
  })
  ctx.audit({
    objectKind: 'note',
    objectId: noteId,
    objectNo: note.noteNo,
    before: { state: note.state },
    after: { state: 'void', reason },
  })
  return ok({})
})
