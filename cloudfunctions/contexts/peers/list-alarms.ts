import { emptyPage } from '@xietong/domain/kernel/paging'
import { ok } from '@xietong/domain/kernel/result'
import { listAlarms as operation } from '@xietong/domain/peers/contract'
import { answer } from '../../runtime/context'
import { isLimited } from '../../runtime/data-scope'
import { listAlarmRows } from './alarm-store'

export const listAlarms = answer(operation, async (ctx, input) => {
  if (isLimited(ctx)) {
    return ok(emptyPage())
  }
  const page = await listAlarmRows(ctx.db, input)
  return ok({
    ...page,
    rows: page.rows.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      kind: row.kind,
      peer: row.peer,
      text: row.text,
      count: row.occurrences,
    })),
  })
})
