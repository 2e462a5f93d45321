import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/contract'
import { stateShown } from '@xietong/domain/sales/follow-up'
import { answer } from '../../runtime/context'
import { employeesOf } from '../organisation'
import { selectFollowUps } from './follow-up-store'
import { selectOwnLead } from './lead-store'

/** The owner's detail with the whole story; somebody else's lead is not found. */
export const getMyLead = answer(op.getMyLead, async (ctx, { leadId }) => {
  const lead = await selectOwnLead(ctx.db, leadId, ctx.actor.employeeId)
  if (!lead) {
    return refuse('NOT_FOUND')
  }
  const followUps = await selectFollowUps(ctx.db, 'lead', leadId)
  const people = await employeesOf(ctx.db, [...new Set(followUps.map((row) => row.employeeId))])
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
      byName: people.get(employeeId)?.name ?? '已离职员工',
    })),
  })
})
