import * as op from '@xietong/domain/fulfilment/parcel-contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { lockOrderForDispatch } from '../orders'
import { emitReturned } from './fulfilment-events'
import { mayReturn } from './needs'
import { notesOf } from './note-list-store'
import { lockNote, selectNote } from './note-store'
import { takeBack } from './take-back'

/**
 * DL-105, AD-249: a store hands an order back before its first shipment. Its stock is free again,
 * the order waits for another party, and head office is told why.
 */
export const returnDispatch = perform(op.returnDispatch, async (ctx, { noteId, reason }) => {
  const known = await selectNote(ctx.tx, noteId)
  if (!known || known.dealerId !== ctx.actor.dealerId) {
    return refuse('NOT_FOUND')
  }
  const order = await lockOrderForDispatch(ctx, known.orderId)
  const note = await lockNote(ctx.tx, noteId)
  if (!order || !note || note.state === 'void') {
    return refuse('NOT_FOUND')
  }
  const notes = await notesOf(ctx.tx, order.id)
  if (!mayReturn(note, notes)) {
    return refuse('PART_SHIPPED')
  }
  const why = { kind: 'returned', byName: ctx.actor.name, reason } as const
  if (!(await takeBack(ctx, { order, note }, why))) {
    throw new Error(`note ${note.noteNo} moved although it was locked`)
  }
  emitReturned(ctx, note, reason)
  return ok({})
})
