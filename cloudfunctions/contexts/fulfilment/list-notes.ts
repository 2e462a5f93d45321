import * as op from '@xietong/domain/fulfilment/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import { listNoteRows } from './note-list-store'
import { noteRowViews } from './note-view'

export const listNotes = answer(op.listNotes, async (ctx, input) => {
  const page = await listNoteRows(ctx.db, input, await dealersInScope(ctx, ctx.db))
  return ok({ ...page, rows: await noteRowViews(ctx.db, page.rows) })
})
