import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/notify/contract'
import { perform } from '../../runtime/context'
import { setAllRead } from './message-store'
import { ownerOf } from './reader'

export const markAllRead = perform(op.markAllRead, async (ctx, input) => {
  const owner = ownerOf(ctx.actor)
  const marked = await setAllRead(ctx.tx, owner, { category: input.category, readAt: ctx.now })
  ctx.audit({ objectKind: 'messages', objectId: owner.subjectId, after: { marked } })
  return ok({ marked })
})
