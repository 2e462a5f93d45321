import { DAY_MS, plusMs } from '@xietong/domain/kernel/time'
import { type RawBuilder, sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'

/** Whoever gave a lead up may not claim it again for so long (ST-031). */
const BLOCKED_MS = 3 * DAY_MS

/** Gives up an own lead that is being followed; null when it is in no such state any more. */
export async function releaseOwnLead(
  tx: Tx,
  release: { id: string; leadId: string; employeeId: string; reason: string; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update sales.lead set state = 'pool', owner_id = null, next_follow_up_at = null,
      key_lead = false, release_reason = ${release.reason}
    where id = ${release.leadId} and owner_id = ${release.employeeId}
      and state = 'following'`.execute(tx)
  if (numAffectedRows !== 1n) {
    return false
  }
  await sql`
    insert into sales.release (id, lead_id, employee_id, reason, at)
    values (${release.id}, ${release.leadId}, ${release.employeeId}, ${release.reason},
      ${release.now})`.execute(tx)
  return true
}

export interface PoolLead {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly ownerId: string | null
}

export async function lockLead(tx: Tx, leadId: string): Promise<PoolLead | null> {
  const { rows } = await sql<PoolLead>`
    select id, name, phone, owner_id as "ownerId" from sales.lead
    where id = ${leadId} for no key update`.execute(tx)
  return rows[0] ?? null
}

/** Claims of one person follow each other, so that two at once cannot pass the limit together. */
export async function lockClaimer(tx: Tx, employeeId: string): Promise<void> {
  await sql`
    insert into sales.claimer (employee_id) values (${employeeId})
    on conflict do nothing`.execute(tx)
  await sql`
    select 1 from sales.claimer where employee_id = ${employeeId} for update`.execute(tx)
}

/** Leads that count for the limit: those that are still worked on. */
export async function countOwnLeads(reader: Reader, employeeId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from sales.lead
    where owner_id = ${employeeId} and state in ('following', 'converting')`.execute(reader)
  return rows[0]?.count ?? 0
}

/** Until when this person may not claim the lead; null when nothing is in the way. */
export async function blockedUntil(
  reader: Reader,
  { leadId, employeeId, now }: { leadId: string; employeeId: string; now: Date },
): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(at) as at from sales.release
    where lead_id = ${leadId} and employee_id = ${employeeId}`.execute(reader)
  const until = rows[0]?.at ? plusMs(rows[0].at, BLOCKED_MS) : null
  return until && until > now ? until : null
}

export async function takeLead(tx: Tx, leadId: string, employeeId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update sales.lead set state = 'following', owner_id = ${employeeId}, release_reason = ''
    where id = ${leadId} and owner_id is null and state in ('pool', 'unassigned')`.execute(tx)
  return numAffectedRows === 1n
}

export interface PoolRow {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly customerType: string
  readonly region: string
  readonly reason: string
  readonly releasedAt: Date | null
  readonly ownReleaseAt: Date | null
  readonly createdAt: Date
}

interface PoolList {
  readonly employeeId: string
  readonly filter: {
    readonly keyword?: string | undefined
    readonly customerType?: string | undefined
    readonly from?: string | undefined
    readonly to?: string | undefined
  }
  readonly sort: string
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

function matches({ keyword, customerType, from, to }: PoolList['filter']) {
  const like = keyword === undefined ? null : `%${keyword.replace(/[\\%_]/g, '\\$&')}%`
  const parts: (RawBuilder<unknown> | null)[] = [
    sql`l.owner_id is null`,
    like === null ? null : sql`(l.name ilike ${like} or l.phone like ${like})`,
    customerType === undefined ? null : sql`l.customer_type = ${customerType}`,
    from === undefined ? null : sql`l.created_at >= ${from}::timestamptz`,
    to === undefined ? null : sql`l.created_at <= ${to}::timestamptz`,
  ]
  return parts
}

export function listPoolRows(reader: Reader, { employeeId, filter, ...page }: PoolList) {
  const byCreation = { by: sql`l.created_at`, type: 'timestamptz' }
  return listRows<PoolRow>(reader, {
    select: sql`l.id, l.name, l.phone, l.customer_type as "customerType", l.region,
      l.release_reason as reason, l.created_at as "createdAt",
      (select max(r.at) from sales.release r where r.lead_id = l.id) as "releasedAt",
      (select max(r.at) from sales.release r
        where r.lead_id = l.id and r.employee_id = ${employeeId}) as "ownReleaseAt"`,
    from: sql`sales.lead l`,
    where: matches(filter),
    sorts: {
      '-createdAt': { ...byCreation, direction: 'desc' },
      createdAt: { ...byCreation, direction: 'asc' },
    },
    key: sql`l.id`,
    ...page,
  })
}

/** When a release of one's own stops blocking; null when it does not block any more. */
export function blockEnd(ownReleaseAt: Date | null, now: Date): Date | null {
  const until = ownReleaseAt && plusMs(ownReleaseAt, BLOCKED_MS)
  return until && until > now ? until : null
}
