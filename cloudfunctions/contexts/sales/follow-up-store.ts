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
}

const columns = sql`
  f.id, f.target_kind as "targetKind", f.target_id as "targetId", f.employee_id as "employeeId",
  f.at, f.form, f.note, f.result, f.state`

export async function insertFollowUp(tx: Tx, row: FollowUpRow, now: Date): Promise<void> {
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
  readonly state?: FollowUpState | undefined
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

export function listFollowUpRows(reader: Reader, list: FollowUpList) {
  const { employeeId, state, now, ...page } = list
  return listRows<FollowUpRow & { leadName: string | null }>(reader, {
    select: sql`${columns}, l.name as "leadName"`,
    from: sql`sales.follow_up f
      left join sales.lead l on f.target_kind = 'lead' and l.id = f.target_id`,
    where: [sql`f.employee_id = ${employeeId}`, inState(state, now)],
    sorts: {
      at: { ...byTime, direction: 'asc' },
      '-at': { ...byTime, direction: 'desc' },
    },
    key: sql`f.id`,
    ...page,
  })
}
