import * as op from '@xietong/domain/fulfilment/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { listNoteRowsOfStore } from './note-list-store'
import { noteRowViews } from './note-view'

/** DL-100: exactly what was dispatched to the store that asks. */
export const listStoreNotes = answer(op.listStoreNotes, async (ctx, input) => {
  const page = await listNoteRowsOfStore(ctx.db, input, ctx.actor.dealerId)
  return ok({ ...page, rows: await noteRowViews(ctx.db, page.rows) })
})
