import type { TaskState } from '@xietong/domain/bulk/contract'
import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'

export type Phase = 'collect' | 'write' | 'read' | 'check' | 'take'

export interface TaskRow {
  readonly id: string
  readonly kind: 'export' | 'import'
  readonly name: string
  readonly title: string
  readonly account_id: string
  readonly person_id: string
  readonly account_name: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly state: TaskState
  readonly phase: Phase
  readonly position: number
  readonly cursor: string | null
  readonly total: number | null
  readonly done: number
  readonly succeeded: number
  readonly failed: number
  readonly source_file_id: string | null
  readonly source_name: string | null
  readonly result_file_id: string | null
  readonly failure_file_id: string | null
  readonly files_until: Date | null
  readonly problem: string | null
  readonly attempts: number
  readonly lease_id: string | null
  readonly created_at: Date
  readonly ended_at: Date | null
}

const columns = sql`id, kind, name, title, account_id, person_id, account_name, parameters, state,
  phase, position, cursor, total, done, succeeded, failed, source_file_id, source_name,
  result_file_id, failure_file_id, files_until, problem, attempts, lease_id, created_at, ended_at`

export interface NewTask {
  readonly id: string
  readonly kind: TaskRow['kind']
  readonly name: string
  readonly title: string
  readonly accountId: string
  readonly personId: string
  readonly accountName: string
  readonly parameters: unknown
  readonly phase: Phase
  readonly sourceFileId: string | null
  readonly sourceName: string | null
  readonly now: Date
}

export async function insertTask(tx: Tx, task: NewTask): Promise<void> {
  await sql`
    insert into bulk.task (id, kind, name, title, account_id, person_id, account_name, parameters,
      state, phase, source_file_id, source_name, created_at, changed_at)
    values (${task.id}, ${task.kind}, ${task.name}, ${task.title}, ${task.accountId},
      ${task.personId}, ${task.accountName}, ${JSON.stringify(task.parameters)}::jsonb, 'waiting',
      ${task.phase}, ${task.sourceFileId}, ${task.sourceName}, ${task.now}, ${task.now})`.execute(
    tx,
  )
}

/** Tasks of an account that are not at their end. */
export async function countOpen(reader: Reader, accountId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from bulk.task
    where account_id = ${accountId} and state in ('waiting', 'running', 'checked')`.execute(reader)
  return rows[0]?.count ?? 0
}

export async function selectTask(reader: Reader, id: string): Promise<TaskRow | null> {
  const { rows } = await sql<TaskRow>`
    select ${columns} from bulk.task where id = ${id}`.execute(reader)
  return rows[0] ?? null
}

interface TaskList {
  readonly filter: {
    readonly kind?: string | undefined
    readonly state?: string | undefined
    readonly open?: boolean | undefined
  }
  readonly sort: string
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

/** Tasks of one account, or of everybody for null. */
export function listTaskRows(reader: Reader, accountId: string | null, list: TaskList) {
  const { kind, state, open } = list.filter
  const isOpen = sql`state in ('waiting', 'running', 'checked')`
  return listRows<TaskRow>(reader, {
    select: columns,
    from: sql`bulk.task`,
    where: [
      accountId === null ? null : sql`account_id = ${accountId}`,
      kind === undefined ? null : sql`kind = ${kind}`,
      state === undefined ? null : sql`state = ${state}`,
      open === undefined ? null : open ? isOpen : sql`not (${isOpen})`,
    ],
    sorts: {
      '-createdAt': { by: sql`created_at`, direction: 'desc', type: 'timestamptz' },
      createdAt: { by: sql`created_at`, direction: 'asc', type: 'timestamptz' },
    },
    sort: list.sort,
    key: sql`id`,
    page: list.page,
    size: list.size,
    after: list.after,
  })
}

/** The task that has waited longest and that nobody works on; two workers never get one. */
export async function claimTask(
  reader: Reader,
  lease: { id: string; now: Date; until: Date },
): Promise<TaskRow | null> {
  const { rows } = await sql<TaskRow>`
    update bulk.task set state = 'running', lease_id = ${lease.id}, lease_until = ${lease.until},
      started_at = coalesce(started_at, ${lease.now}), attempts = attempts + 1
    where id = (
      select id from bulk.task
      where state in ('waiting', 'running') and (lease_until is null or lease_until <= ${lease.now})
      order by changed_at, id for update skip locked limit 1)
    returning ${columns}`.execute(reader)
  return rows[0] ?? null
}

export interface Progress {
  readonly state?: TaskState
  readonly phase?: Phase
  readonly position?: number
  readonly cursor?: string | null
  readonly total?: number | null
  readonly done?: number
  readonly succeeded?: number
  readonly failed?: number
  readonly result_file_id?: string | null
  readonly failure_file_id?: string | null
  readonly files_until?: Date | null
  readonly source_file_id?: string | null
  readonly problem?: string | null
  readonly ended_at?: Date | null
}

const open = (state: TaskState) => state === 'running' || state === 'waiting'

/**
 * Moves a task on for the worker that holds its lease; null when it holds it no longer, so that
 * whatever it did in this transaction is rolled back.
 */
export async function advanceTask(
  reader: Reader,
  task: TaskRow,
  { change, now, leaseUntil }: { change: Progress; now: Date; leaseUntil: Date },
): Promise<TaskRow | null> {
  const next = { ...task, ...change }
  const lease = open(next.state) ? task.lease_id : null
  const { rows } = await sql<TaskRow>`
    update bulk.task set state = ${next.state}, phase = ${next.phase}, position = ${next.position},
      cursor = ${next.cursor}, total = ${next.total}, done = ${next.done},
      succeeded = ${next.succeeded}, failed = ${next.failed}, problem = ${next.problem},
      result_file_id = ${next.result_file_id}, failure_file_id = ${next.failure_file_id},
      files_until = ${next.files_until}, source_file_id = ${next.source_file_id},
      ended_at = ${next.ended_at}, attempts = 0, changed_at = ${now}, lease_id = ${lease},
      lease_until = ${lease === null ? null : leaseUntil}
    where id = ${task.id} and lease_id = ${task.lease_id} and state = 'running'
    returning ${columns}`.execute(reader)
  return rows[0] ?? null
}

/** Gives a task back: at once, or after a pause when the worker stumbled. */
export async function releaseTask(
  reader: Reader,
  task: Pick<TaskRow, 'id' | 'lease_id'>,
  { now, pauseUntil }: { now: Date; pauseUntil: Date | null },
): Promise<void> {
  const lease = pauseUntil === null ? null : task.lease_id
  await sql`
    update bulk.task set lease_id = ${lease}, lease_until = ${pauseUntil}, changed_at = ${now},
      attempts = ${pauseUntil === null ? sql`0` : sql`attempts`}
    where id = ${task.id} and lease_id = ${task.lease_id}`.execute(reader)
}

/** The person's choice about a checked import, or a cancel; false when the state has moved on. */
export async function changeState(
  tx: Tx,
  id: string,
  change: { from: readonly TaskState[]; state: TaskState; now: Date; isEnd: boolean },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update bulk.task set state = ${change.state}, changed_at = ${change.now}, lease_id = null,
      lease_until = null, ended_at = ${change.isEnd ? change.now : null},
      phase = case when ${change.state} = 'waiting' then 'take' else phase end,
      position = case when ${change.state} = 'waiting' then 0 else position end,
      done = case when ${change.state} = 'waiting' then 0 else done end
    where id = ${id} and state = any(${change.from})`.execute(tx)
  return numAffectedRows === 1n
}
