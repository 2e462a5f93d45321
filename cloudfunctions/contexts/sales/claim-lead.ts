import { ok, refuse } from '@xietong/domain/kernel/result'
import { shanghaiDay, shanghaiTime } from '@xietong/domain/kernel/time'
import * as op from '@xietong/domain/sales/contract'
import { perform } from '../../runtime/context'
import { readSettings } from '../settings'
import { blockedUntil, countOwnLeads, lockClaimer, lockLead, takeLead } from './pool-store'

/**
 * ST-031. The claimer's row is locked before the lead's, always in this order: claims of one person
 * meet at the first, claims of one lead at the second.
 */
export const claimLead = perform(op.claimLead, async (ctx, { leadId }) => {
  const { employeeId } = ctx.actor
  await lockClaimer(ctx.tx, employeeId)
  const lead = await lockLead(ctx.tx, leadId)
  if (!lead) {
    return refuse('NOT_FOUND')
  }
  if (lead.ownerId !== null) {
    return refuse('LEAD_TAKEN')
  }
  const until = await blockedUntil(ctx.tx, { leadId, employeeId, now: ctx.now })
  if (until) {
    return refuse('RECLAIM_TOO_SOON', { until: `${shanghaiDay(until)} ${shanghaiTime(until)}` })
  }
  const { ownLeadsMax: max } = await readSettings(ctx.tx)
  if ((await countOwnLeads(ctx.tx, employeeId)) >= max) {
    return refuse('OWN_LEADS_FULL', { max })
  }
  if (!(await takeLead(ctx.tx, leadId, employeeId))) {
    return refuse('LEAD_TAKEN')
  }
  ctx.audit({
    objectKind: 'lead',
    objectId: leadId,
    objectNo: lead.name,
    before: { ownerId: null },
    after: { ownerId: employeeId },
  })
  return ok({ leadId, phone: lead.phone })
})
