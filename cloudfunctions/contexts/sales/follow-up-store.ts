import type { FollowUpState, StoredFollowUpState } from '@xietong/domain/sales/follow-up'
import { type RawBuilder, sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'

export type TargetKind = 'lead' | 'customer'

export interface FollowUpRow {
  id: string
  targetKind: TargetKind
  targetId: string
  employeeId: string
  at: Date
  form: string
  note: string
  result: string
  state: StoredFollowUpState
  source: 'manual' | 'auto'
}

const columns = sql`
  f.id, f.target_kind as "targetKind", f.target_id as "targetId", f.employee_id as "employeeId",
  f.at, f.form, f.note, f.result, f.state, f.source`

export async function insertFollowUp(
  tx: Tx,
  row: Omit<FollowUpRow, 'source'>,
  now: Date,
): Promise<void> {
  const doneAt = row.state === 'done' ? now : null
  await sql`
    insert into sales.follow_up
      (id, target_kind, target_id, employee_id, at, form, note, result, state, done_at, created_at)
    values (${row.id}, ${row.targetKind}, ${row.targetId}, ${row.employeeId}, ${row.at},
      ${row.form}, ${row.note}, ${row.result}, ${row.state}, ${doneAt}, ${now})`.execute(tx)
}

export async function lockOwnFollowUp(
  tx: Tx,
  id: string,
  employeeId: string,
): Promise<FollowUpRow | null> {
  const { rows } = await sql<FollowUpRow>`
    select ${columns} from sales.follow_up f
    where f.id = ${id} and f.employee_id = ${employeeId} for update`.execute(tx)
  return rows[0] ?? null
}

export async function markFollowUpDone(
  tx: Tx,
  id: string,
  { result, now }: { result: string; now: Date },
): Promise<void> {
  await sql`
    update sales.follow_up set state = 'done', result = ${result}, done_at = ${now}
    where id = ${id}`.execute(tx)
}

/** An own follow-up with the name of its lead; null for one of somebody else. */
export async function selectOwnFollowUp(
  reader: Reader,
  id: string,
  employeeId: string,
): Promise<(FollowUpRow & { leadName: string | null }) | null> {
  const { rows } = await sql<FollowUpRow & { leadName: string | null }>`
    select ${columns}, l.name as "leadName" from sales.follow_up f
    left join sales.lead l on f.target_kind = 'lead' and l.id = f.target_id
    where f.id = ${id} and f.employee_id = ${employeeId}`.execute(reader)
  return rows[0] ?? null
}

/** Open follow-ups of a lead that was given up. */
export async function cancelOpenFollowUps(tx: Tx, leadId: string): Promise<void> {
  await sql`
    update sales.follow_up set state = 'cancelled'
    where target_id = ${leadId} and state = 'planned'`.execute(tx)
}

/** All follow-ups of a lead, newest first, also those of earlier owners. */
export async function selectFollowUps(
  reader: Reader,
  kind: TargetKind,
  targetId: string,
): Promise<FollowUpRow[]> {
  const { rows } = await sql<FollowUpRow>`
    select ${columns} from sales.follow_up f
    where f.target_kind = ${kind} and f.target_id = ${targetId}
    order by f.at desc, f.id desc limit 200`.execute(reader)
  return rows
}

interface FollowUpList {
  readonly employeeId: string
  readonly filter: {
    readonly state?: FollowUpState | undefined
    readonly targetKind?: TargetKind | undefined
    readonly from?: string | undefined
    readonly to?: string | undefined
  }
  readonly now: Date
  readonly sort: string
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

function inState(state: FollowUpState | undefined, now: Date): RawBuilder<unknown> | null {
  switch (state) {
    case undefined:
      return null
    case 'planned':
      return sql`f.state = 'planned' and f.at > ${now}`
    case 'overdue':
      return sql`f.state = 'planned' and f.at <= ${now}`
    default:
      return sql`f.state = ${state}`
  }
}

const byTime = { by: sql`f.at`, type: 'timestamptz' }
/** Late ones first, then what lies ahead, then what is closed with the newest in front. */
const byUrgency = sql`(case when f.state = 'planned'
  then f.at - timestamptz '2000-01-01 00:00:00+00'
  else interval '1000000 days' - (f.at - timestamptz '2000-01-01 00:00:00+00') end)`

export function listFollowUpRows(reader: Reader, list: FollowUpList) {
  const { employeeId, filter, now, ...page } = list
  const { state, targetKind, from, to } = filter
  return listRows<FollowUpRow & { leadName: string | null }>(reader, {
    select: sql`${columns}, l.name as "leadName"`,
    from: sql`sales.follow_up f
      left join sales.lead l on f.target_kind = 'lead' and l.id = f.target_id`,
    where: [
      sql`f.employee_id = ${employeeId}`,
      inState(state, now),
      targetKind === undefined ? null : sql`f.target_kind = ${targetKind}`,
      from === undefined ? null : sql`f.at >= ${from}::timestamptz`,
      to === undefined ? null : sql`f.at <= ${to}::timestamptz`,
    ],
    sorts: {
      urgency: { by: byUrgency, type: 'interval', direction: 'asc' },
      at: { ...byTime, direction: 'asc' },
      '-at': { ...byTime, direction: 'desc' },
    },
    key: sql`f.id`,
    ...page,
  })
}
