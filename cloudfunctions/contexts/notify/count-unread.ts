import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/notify/contract'
import { answer } from '../../runtime/context'
import { countUnreadRows } from './message-store'
import { ownerOf } from './reader'

export const countUnread = answer(op.countUnread, async (ctx) =>
  ok({ unread: Math.min(await countUnreadRows(ctx.db, ownerOf(ctx.actor)), 1_000_000) }),
)
