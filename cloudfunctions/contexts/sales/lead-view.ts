import { maskPhone } from '@xietong/domain/kernel/mask'
import type { Page } from '@xietong/domain/kernel/paging'
import { dayOf } from '@xietong/domain/sales/follow-up'
import type { ReadCtx } from '../../runtime/context'
import { employeesOf } from '../organisation'
import type { LeadRow, LeadScope } from './lead-store'

export const iso = (at: Date | null) => at?.toISOString() ?? null

/** Rows as every list shows them: the phone masked, the owner by name. */
export async function shown(ctx: ReadCtx, page: Page<LeadRow>) {
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

export type Asked = Omit<LeadScope, 'ownerIds' | 'now' | 'today'>

export function scopeOf(ctx: ReadCtx, ownerIds: readonly string[] | null, asked: Asked): LeadScope {
  const { keyword, state, due } = asked
  return { ownerIds, keyword, state, due, now: ctx.now, today: dayOf(ctx.now) }
}
