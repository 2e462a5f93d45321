import type { LeadSource, LeadState } from '@xietong/domain/sales/lead'
import { type RawBuilder, sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'

export interface LeadFields {
  name: string
  phone: string
  customerType: string
  region: string
  company: string
  need: string
  remark: string
  referrer: string
}
export interface LeadRow extends LeadFields {
  id: string
  stage: string
  state: LeadState
  source: LeadSource
  keyLead: boolean
  ownerId: string | null
  lastFollowUpAt: Date | null
  nextFollowUpAt: Date | null
  createdAt: Date
}

const columns = sql`
  l.id, l.name, l.phone, l.customer_type as "customerType", l.region, l.company, l.need, l.remark,
  l.referrer, l.stage, l.state, l.source, l.key_lead as "keyLead", l.owner_id as "ownerId",
  l.last_follow_up_at as "lastFollowUpAt", l.next_follow_up_at as "nextFollowUpAt",
  l.created_at as "createdAt"`

/** False when the phone is a lead already; the unique phone decides between two at once. */
export async function insertLead(
  tx: Tx,
  lead: LeadFields & { id: string; ownerId: string; stage: string },
  now: Date,
): Promise<boolean> {
  const done = await sql`
    insert into sales.lead
      (id, name, phone, customer_type, region, company, need, remark, referrer, stage, state,
       source, owner_id, created_by, created_at)
    values (${lead.id}, ${lead.name}, ${lead.phone}, ${lead.customerType}, ${lead.region},
      ${lead.company}, ${lead.need}, ${lead.remark}, ${lead.referrer}, ${lead.stage}, 'following',
      'self', ${lead.ownerId}, ${lead.ownerId}, ${now})
    on conflict (phone) do nothing`.execute(tx)
  return done.numAffectedRows === 1n
}

export async function ownerOfPhone(
  reader: Reader,
  phone: string,
): Promise<{ ownerId: string | null } | null> {
  const { rows } = await sql<{ ownerId: string | null }>`
    select owner_id as "ownerId" from sales.lead where phone = ${phone}`.execute(reader)
  return rows[0] ?? null
}

/** A lead of its owner; null for one of somebody else, whether it exists or not. */
export async function selectOwnLead(
  reader: Reader,
  leadId: string,
  ownerId: string,
): Promise<LeadRow | null> {
  const { rows } = await sql<LeadRow>`
    select ${columns} from sales.lead l
    where l.id = ${leadId} and l.owner_id = ${ownerId}`.execute(reader)
  return rows[0] ?? null
}

export async function lockOwnLead(tx: Tx, leadId: string, ownerId: string): Promise<boolean> {
  const { rows } = await sql`
    select id from sales.lead where id = ${leadId} and owner_id = ${ownerId}
    for no key update`.execute(tx)
  return rows.length > 0
}

/**
 * What a follow-up changes on its lead: last contact, next open one, and the stage when it moved.
 */
export async function touchLead(
  tx: Tx,
  leadId: string,
  change: { doneAt: Date | null; stage: string | null },
): Promise<void> {
  await sql`
    update sales.lead set
      last_follow_up_at = greatest(last_follow_up_at, ${change.doneAt}::timestamptz),
      next_follow_up_at = (
        select min(f.at) from sales.follow_up f
        where f.target_id = ${leadId} and f.state = 'planned'
      ),
      stage = coalesce(${change.stage}, stage)
    where id = ${leadId}`.execute(tx)
}

export interface LeadScope {
  /** Whose leads; null = all (head office). */
  readonly ownerIds: readonly string[] | null
  readonly keyword?: string | undefined
  readonly state?: LeadState | undefined
  readonly due?: 'today' | 'overdue' | undefined
  readonly now: Date
  readonly today: { readonly from: Date; readonly until: Date }
}

function conditions(scope: LeadScope): RawBuilder<unknown>[] {
  const { ownerIds, keyword, state, due, now, today } = scope
  const like = keyword === undefined ? null : `%${keyword.replace(/[\\%_]/g, '\\$&')}%`
  const parts = [
    ownerIds && sql`l.owner_id = any(${ownerIds}::uuid[])`,
    like && sql`(l.name ilike ${like} or l.phone like ${like} or l.company ilike ${like})`,
    state && sql`l.state = ${state}`,
    due === 'overdue' && sql`l.next_follow_up_at <= ${now}`,
    due === 'today' && sql`l.next_follow_up_at > ${now} and l.next_follow_up_at < ${today.until}`,
  ]
  return parts.filter((part) => typeof part === 'object' && part !== null)
}

interface LeadList {
  readonly scope: LeadScope
  readonly sort: string
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

const byCreation = { by: sql`l.created_at`, type: 'timestamptz' }

export function listLeadRows(reader: Reader, { scope, ...page }: LeadList) {
  return listRows<LeadRow>(reader, {
    select: columns,
    from: sql`sales.lead l`,
    where: conditions(scope),
    sorts: {
      urgency: {
        by: sql`coalesce(l.next_follow_up_at, 'infinity'::timestamptz)`,
        type: 'timestamptz',
        direction: 'asc',
      },
      '-createdAt': { ...byCreation, direction: 'desc' },
      createdAt: { ...byCreation, direction: 'asc' },
    },
    key: sql`l.id`,
    ...page,
  })
}

export interface LeadCounts {
  today: number
  overdue: number
  newThisMonth: number
  all: number
}

export async function countLeads(
  reader: Reader,
  ownerId: string,
  { now, until, monthFrom }: { now: Date; until: Date; monthFrom: Date },
): Promise<LeadCounts> {
  const { rows } = await sql<LeadCounts>`
    select count(*) filter (where next_follow_up_at > ${now} and next_follow_up_at < ${until})
        as today,
      count(*) filter (where next_follow_up_at <= ${now}) as overdue,
      count(*) filter (where created_at >= ${monthFrom}) as "newThisMonth",
      count(*) as all
    from sales.lead where owner_id = ${ownerId}`.execute(reader)
  return rows[0] ?? { today: 0, overdue: 0, newThisMonth: 0, all: 0 }
}
