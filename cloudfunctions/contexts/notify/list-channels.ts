import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/notify/contract'
import { answer } from '../../runtime/context'
import { channelRows } from './consent-store'

export const listChannels = answer(op.listChannels, async (ctx) => {
  const rows = await channelRows(ctx.db)
  return ok({
    rows: rows.map((row) => ({ channel: row.channel, on: row.is_on, reason: row.reason })),
  })
})
