import * as op from '@xietong/domain/fulfilment/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { listNoteRows } from './note-list-store'
import { noteRowView } from './note-view'

/** DL-100: exactly what was dispatched to the store that asks. */
export const listStoreNotes = answer(op.listStoreNotes, async (ctx, input) => {
  const page = await listNoteRows(ctx.db, input, { storeId: ctx.actor.dealerId })
  return ok({ ...page, rows: page.rows.map(noteRowView) })
})
