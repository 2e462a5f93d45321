import * as op from '@xietong/domain/fulfilment/exception-contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { selectException, selectExceptionNotes } from './exception-store'
import { exceptionRowView } from './exception-view'
import { selectParcel } from './parcel-store'

export const getException = answer(op.getException, async (ctx, { exceptionId }) => {
  const found = await selectException(ctx.db, exceptionId)
  if (!found || !(await isInScope(ctx, ctx.db, found.orderDealerId))) {
    return refuse('NOT_FOUND')
  }
  const parcel = await selectParcel(ctx.db, found.parcelId)
  const notes = await selectExceptionNotes(ctx.db, exceptionId)
  return ok({
    ...exceptionRowView(found),
    ownerId: found.ownerId,
    version: found.version,
    track: parcel?.track.slice(0, 200) ?? [],
    notes: notes.map(({ at, state, text, byName }) => ({
      at: at.toISOString(),
      state,
      text,
      by: byName,
    })),
  })
})
