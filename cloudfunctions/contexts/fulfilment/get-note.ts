import * as op from '@xietong/domain/fulfilment/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { noteDetail } from './note-detail'

export const getNote = answer(op.getNote, async (ctx, { noteId }) => {
  const found = await noteDetail(ctx.db, noteId)
  return found ? ok(found.view) : refuse('NOT_FOUND')
})
