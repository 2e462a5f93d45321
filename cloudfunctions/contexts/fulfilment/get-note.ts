import * as op from '@xietong/domain/fulfilment/contract'
import { maskPhone } from '@xietong/domain/kernel/mask'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { noteDetail } from './note-detail'

export const getNote = answer(op.getNote, async (ctx, { noteId }) => {
  const found = await noteDetail(ctx.db, noteId)
  const seen = found && (await isInScope(ctx, ctx.db, found.order.dealerId))
  if (!seen) {
    return refuse('NOT_FOUND')
  }
  const { address } = found.view
  return ok({ ...found.view, address: { ...address, phone: maskPhone(address.phone) } })
})
