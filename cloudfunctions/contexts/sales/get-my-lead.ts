import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/contract'
import { stateShown } from '@xietong/domain/sales/follow-up'
import { answer } from '../../runtime/context'
import { viewLinks } from '../files'
import { employeesOf } from '../organisation'
import { selectFollowUps } from './follow-up-store'
import { selectOwnLead } from './lead-store'
import { type ResultRow, selectResults } from './result-store'

/** The owner's detail with the whole story; somebody else's lead is not found. */
export const getMyLead = answer(op.getMyLead, async (ctx, { leadId }) => {
  const lead = await selectOwnLead(ctx.db, leadId, ctx.actor.employeeId)
  if (!lead) {
    return refuse('NOT_FOUND')
  }
  const followUps = await selectFollowUps(ctx.db, 'lead', leadId)
  const results = await selectResults(
    ctx.db,
    followUps.map((row) => row.id),
  )
  const links = await viewLinks(
    ctx,
    results.flatMap(({ pictures }) => pictures),
  )
  const seen = (one: ResultRow | undefined) =>
    (one?.pictures ?? []).flatMap((picture) => links.get(picture) ?? [])
  const writers = [...followUps, ...results].map((row) => row.employeeId)
  const people = await employeesOf(ctx.db, [...new Set(writers)])
  const nameOf = (employeeId: string) => people.get(employeeId)?.name ?? '已离职员工'
  const { ownerId: _owner, lastFollowUpAt: _last, nextFollowUpAt: _next, createdAt, ...rest } = lead
  return ok({
    ...rest,
    createdAt: createdAt.toISOString(),
    followUps: followUps.map(({ id, at, form, note, result, state, employeeId }) => ({
      id,
      at: at.toISOString(),
      form,
      note,
      result,
      state: stateShown(state, at, ctx.now),
      byName: nameOf(employeeId),
      pictureUrls: seen(results.find((one) => one.followUpId === id)),
      supplements: results
        .filter((one) => one.followUpId === id)
        .slice(1)
        .map((one) => ({
          text: one.text,
          byName: nameOf(one.employeeId),
          at: one.at.toISOString(),
          pictureUrls: seen(one),
        })),
    })),
  })
})
