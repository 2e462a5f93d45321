import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/contract'
import { perform } from '../../runtime/context'
import { cancelOpenFollowUps } from './follow-up-store'
import { lockLead, releaseOwnLead } from './pool-store'

/** ST-026. The lead is locked before its follow-ups, as everywhere else. */
export const releaseLead = perform(op.releaseLead, async (ctx, { leadId, reason }) => {
  const { employeeId } = ctx.actor
  const lead = await lockLead(ctx.tx, leadId)
  if (lead?.ownerId !== employeeId) {
    return refuse('NOT_FOUND')
  }
  const release = { id: ctx.newId(), leadId, employeeId, reason, now: ctx.now }
  if (!(await releaseOwnLead(ctx.tx, release))) {
    return refuse('LEAD_NOT_RELEASABLE')
  }
  await cancelOpenFollowUps(ctx.tx, leadId)
  ctx.audit({
    objectKind: 'lead',
    objectId: leadId,
    objectNo: lead.name,
    before: { ownerId: employeeId },
    after: { state: 'pool', reason },
  })
  return ok({})
})
