import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/contract'
import { stateShown } from '@xietong/domain/sales/follow-up'
import { answer } from '../../runtime/context'
import { dealerNames } from '../channel'
import { viewLinks } from '../files'
import { employeesOf } from '../organisation'
import { selectOwnFollowUp } from './follow-up-store'
import { selectResults } from './result-store'

/** ST-012: one own follow-up with all its results; somebody else's is not found. */
export const getMyFollowUp = answer(op.getMyFollowUp, async (ctx, { followUpId }) => {
  const found = await selectOwnFollowUp(ctx.db, followUpId, ctx.actor.employeeId)
  if (!found) {
    return refuse('NOT_FOUND')
  }
  const { leadName, employeeId: _by, result: _first, at, state, ...row } = found
  const results = await selectResults(ctx.db, [followUpId])
  const people = await employeesOf(ctx.db, [...new Set(results.map((one) => one.employeeId))])
  const links = await viewLinks(
    ctx,
    results.flatMap(({ pictures }) => pictures),
  )
  const names =
    row.targetKind === 'customer' ? await dealerNames(ctx.db, [row.targetId]) : new Map()
  return ok({
    ...row,
    targetName: leadName ?? names.get(row.targetId) ?? '—',
    at: at.toISOString(),
    state: stateShown(state, at, ctx.now),
    results: results.map(({ employeeId, followUpId: _of, ...one }) => ({
      ...one,
      pictureUrls: one.pictures.flatMap((picture) => links.get(picture) ?? []),
      byName: people.get(employeeId)?.name ?? '已离职员工',
      at: one.at.toISOString(),
    })),
  })
})
