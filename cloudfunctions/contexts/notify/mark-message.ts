import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/notify/contract'
import { perform } from '../../runtime/context'
import { setRead } from './message-store'
import { ownerOf } from './reader'

/** NT-031: a read message may be set to unread again; the first read time stays otherwise. */
export const markMessage = perform(op.markMessage, async (ctx, input) => {
  const mark = { messageId: input.messageId, readAt: input.read ? ctx.now : null }
  const found = await setRead(ctx.tx, ownerOf(ctx.actor), mark)
  if (!found) {
    return refuse('NOT_FOUND')
  }
  ctx.audit({ objectKind: 'message', objectId: input.messageId, after: { read: input.read } })
  return ok({})
})
