import { maskPhone } from '@xietong/domain/kernel/mask'
import type { Page } from '@xietong/domain/kernel/paging'
import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/contract'
import { dayOf, monthStart, stateShown } from '@xietong/domain/sales/follow-up'
import { answer, type ReadCtx } from '../../runtime/context'
import { employeesOf, employeesOfDepartment } from '../organisation'
import { selectFollowUps } from './follow-up-store'
import { countLeads, type LeadRow, type LeadScope, listLeadRows, selectOwnLead } from './lead-store'

const iso = (at: Date | null) => at?.toISOString() ?? null

/** Rows as every list shows them: the phone masked, the owner by name. */
async function shown(ctx: ReadCtx, page: Page<LeadRow>) {
  const ownerIds = [...new Set(page.rows.flatMap((row) => row.ownerId ?? []))]
  const owners = await employeesOf(ctx.db, ownerIds)
  return {
    ...page,
    rows: page.rows.map((row) => ({
      id: row.id,
      name: row.name,
      maskedPhone: maskPhone(row.phone),
      customerType: row.customerType,
      stage: row.stage,
      state: row.state,
      source: row.source,
      keyLead: row.keyLead,
      lastFollowUpAt: iso(row.lastFollowUpAt),
      nextFollowUpAt: iso(row.nextFollowUpAt),
      overdue: row.nextFollowUpAt !== null && row.nextFollowUpAt <= ctx.now,
      ownerName: owners.get(row.ownerId ?? '')?.name ?? null,
      createdAt: row.createdAt.toISOString(),
    })),
  }
}

type Asked = Omit<LeadScope, 'ownerIds' | 'now' | 'today'>

function scopeOf(ctx: ReadCtx, ownerIds: readonly string[] | null, asked: Asked): LeadScope {
  const { keyword, state, due } = asked
  return { ownerIds, keyword, state, due, now: ctx.now, today: dayOf(ctx.now) }
}

/** ST-016: the employee's own and nobody else's. */
export const listMyLeads = answer(op.listMyLeads, async (ctx, { filter, ...page }) => {
  const scope = scopeOf(ctx, [ctx.actor.employeeId], filter)
  return ok(await shown(ctx, await listLeadRows(ctx.db, { scope, ...page })))
})

export const countMyLeads = answer(op.countMyLeads, async (ctx) => {
  const { now } = ctx
  const times = { now, until: dayOf(now).until, monthFrom: monthStart(now) }
  return ok(await countLeads(ctx.db, ctx.actor.employeeId, times))
})

/** ST-004: leads of the supervisor's department; an employee of another one gives an empty list. */
export const listDepartmentLeads = answer(
  op.listDepartmentLeads,
  async (ctx, { filter, ...page }) => {
    const own = await employeesOfDepartment(ctx.db, ctx.actor.departmentId)
    const ownerIds = own
      .map((employee) => employee.employeeId)
      .filter((id) => filter.employeeId === undefined || id === filter.employeeId)
    const scope = scopeOf(ctx, ownerIds, filter)
    return ok(await shown(ctx, await listLeadRows(ctx.db, { scope, ...page })))
  },
)

export const listLeads = answer(op.listLeads, async (ctx, { filter, ...page }) => {
  const scope = scopeOf(ctx, null, filter)
  return ok(await shown(ctx, await listLeadRows(ctx.db, { scope, ...page })))
})

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
