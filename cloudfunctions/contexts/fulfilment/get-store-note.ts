import * as op from '@xietong/domain/fulfilment/contract'
import { phoneForStore } from '@xietong/domain/fulfilment/notes'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { noteDetail } from './note-detail'

/** DL-104: another store's note, or one taken back, is not found. */
export const getStoreNote = answer(op.getStoreNote, async (ctx, { noteId }) => {
  const found = await noteDetail(ctx.db, noteId)
  if (!found || found.dealerId !== ctx.actor.dealerId || found.view.state === 'void') {
    return refuse('NOT_FOUND')
  }
  const { address } = found.view
  const phone = phoneForStore(address.phone, found.order.completedAt, ctx.now)
  return ok({ ...found.view, address: { ...address, phone } })
})
