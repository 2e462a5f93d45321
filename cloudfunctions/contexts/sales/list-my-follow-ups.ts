import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/contract'
import { stateShown } from '@xietong/domain/sales/follow-up'
import { answer } from '../../runtime/context'
import { dealerNames } from '../channel'
import { listFollowUpRows } from './follow-up-store'

export const listMyFollowUps = answer(op.listMyFollowUps, async (ctx, { filter, ...page }) => {
  const { employeeId } = ctx.actor
  const list = { employeeId, filter, now: ctx.now, ...page }
  const found = await listFollowUpRows(ctx.db, list)
  const customerIds = found.rows.flatMap((row) =>
    row.targetKind === 'customer' ? row.targetId : [],
  )
  const names = await dealerNames(ctx.db, customerIds)
  const rows = found.rows.map(({ leadName, employeeId: _by, at, state, ...row }) => ({
    ...row,
    targetName: leadName ?? names.get(row.targetId) ?? '—',
    at: at.toISOString(),
    state: stateShown(state, at, ctx.now),
  }))
  return ok({ ...found, rows })
})
