import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/notify/contract'
import { answer } from '../../runtime/context'
import { listMessageRows } from './message-store'
import { ownerOf } from './reader'

export const listMessages = answer(op.listMessages, async (ctx, input) => {
  const page = await listMessageRows(ctx.db, ownerOf(ctx.actor), input)
  return ok({
    ...page,
    rows: page.rows.map((row) => ({
      id: row.id,
      category: row.category,
      title: row.title,
      text: row.text,
      link: row.link_kind && row.link_id ? { kind: row.link_kind, id: row.link_id } : null,
      at: row.at.toISOString(),
      readAt: row.read_at?.toISOString() ?? null,
    })),
  })
})
