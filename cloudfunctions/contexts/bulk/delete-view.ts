import * as op from '@xietong/domain/bulk/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { deleteViewRow } from './view-store'

export const deleteView = perform(op.deleteView, async (ctx, { viewId }) => {
  const isDeleted = await deleteViewRow(ctx.tx, ctx.actor.accountId, viewId)
  ctx.audit({ objectKind: 'view', objectId: viewId })
  return isDeleted ? ok({}) : refuse('NOT_FOUND')
})
