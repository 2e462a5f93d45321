import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/contract'
import { dayOf, monthStart } from '@xietong/domain/sales/follow-up'
import { answer } from '../../runtime/context'
import { countLeads } from './lead-store'

export const countMyLeads = answer(op.countMyLeads, async (ctx) => {
  const { now } = ctx
  const times = { now, until: dayOf(now).until, monthFrom: monthStart(now) }
  return ok(await countLeads(ctx.db, ctx.actor.employeeId, times))
})
