import * as op from '@xietong/domain/fulfilment/tracing-contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { orderForDispatch } from '../orders'
import { countPrint, selectNote } from './note-store'

/** AD-261: each print is counted, so that nobody packs one note twice without knowing. */
export const printNote = perform(op.printNote, async (ctx, { noteId }) => {
  const note = await selectNote(ctx.tx, noteId)
  const order = note && (await orderForDispatch(ctx.tx, note.orderId))
  if (!note || !order || !(await isInScope(ctx, ctx.tx, order.dealerId))) {
    return refuse('NOT_FOUND')
  }
  const printCount = await countPrint(ctx.tx, noteId, ctx.now)
  if (printCount === null) {
    return refuse('NOTE_VOIDED')
  }
  ctx.audit({
    objectKind: 'note',
    objectId: noteId,
    objectNo: note.noteNo,
    before: { printCount: printCount - 1 },
    after: { printCount },
  })
  return ok({ printCount })
})
