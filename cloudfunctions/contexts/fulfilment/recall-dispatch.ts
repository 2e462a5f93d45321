import * as op from '@xietong/domain/fulfilment/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { lockOrderForDispatch } from '../orders'
import { lockNote, selectNote } from './note-store'
import { takeBack } from './take-back'

/** AD-249: head office takes any note back that was not shipped. */
export const recallDispatch = perform(op.recallDispatch, async (ctx, { noteId, reason }) => {
  const known = await selectNote(ctx.tx, noteId)
  const order = known && (await lockOrderForDispatch(ctx, known.orderId))
  const note = await lockNote(ctx.tx, noteId)
  if (!order || !note || !(await isInScope(ctx, ctx.tx, order.dealerId))) {
    return refuse('NOT_FOUND')
  }
  const why = { kind: 'recalled', byName: ctx.actor.name, reason } as const
  return (await takeBack(ctx, { order, note }, why)) ? ok({}) : refuse('STATE_CONFLICT')
})
