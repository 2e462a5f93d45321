import type { KnownFinding } from '@xietong/domain/scenes/repetition'
import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export interface RunRow {
  readonly id: string
  readonly plannedAt: Date
  readonly startedAt: Date
  readonly endedAt: Date | null
  readonly checked: number
  readonly matches: number
  readonly newTasks: number
  readonly duplicates: number
  readonly error: string
}

/**
 * Takes the run of a scene for a planned moment. Null when it has been run or is running; a run
 * that died half way is taken over.
 */
export async function claimRun(
  writer: Reader,
  run: { id: string; sceneId: string; plannedAt: Date; now: Date; deadBefore: Date },
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into scenes.run as run (id, scene_id, planned_at, started_at)
    values (${run.id}, ${run.sceneId}, ${run.plannedAt}, ${run.now})
    on conflict (scene_id, planned_at) do update set started_at = excluded.started_at
      where run.ended_at is null and run.started_at <= ${run.deadBefore}
    returning id`.execute(writer)
  return rows[0]?.id ?? null
}

export interface RunCounts {
  readonly checked: number
  readonly matches: number
  readonly newTasks: number
  readonly duplicates: number
}

export async function endRun(
  writer: Reader,
  id: string,
  end: RunCounts & { now: Date; error?: string },
): Promise<void> {
  await sql`
    update scenes.run set ended_at = ${end.now}, checked = ${end.checked},
      matches = ${end.matches}, new_tasks = ${end.newTasks}, duplicates = ${end.duplicates},
      error = ${(end.error ?? '').slice(0, 300)}
    where id = ${id}`.execute(writer)
}

export async function selectRuns(reader: Reader, sceneId: string): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`
    select id, planned_at as "plannedAt", started_at as "startedAt", ended_at as "endedAt",
      checked, matches, new_tasks as "newTasks", duplicates, error
    from scenes.run where scene_id = ${sceneId} order by planned_at desc limit 100`.execute(reader)
  return rows
}

export interface FindingRow {
  readonly key: string
  readonly taskId: string
  readonly falseSince: Date | null
}

/** The findings that a scene remembers; locked, so that two runs of it follow each other. */
export async function lockFindings(tx: Tx, sceneId: string): Promise<FindingRow[]> {
  await sql`select 1 from scenes.scene where id = ${sceneId} for update`.execute(tx)
  const { rows } = await sql<FindingRow>`
    select record_key as key, task_id as "taskId", false_since as "falseSince"
    from scenes.finding where scene_id = ${sceneId}`.execute(tx)
  return rows
}

export async function rememberFindings(
  tx: Tx,
  sceneId: string,
  { keys, taskId, now }: { keys: readonly string[]; taskId: string; now: Date },
): Promise<void> {
  await sql`
    insert into scenes.finding (scene_id, record_key, task_id, last_matched_at)
    select ${sceneId}::uuid, key, ${taskId}::uuid, ${now} from unnest(${keys}::text[]) as key
    on conflict (scene_id, record_key) do update set task_id = excluded.task_id,
      last_matched_at = excluded.last_matched_at, false_since = null`.execute(tx)
}

export async function touchFindings(
  tx: Tx,
  sceneId: string,
  keys: readonly string[],
  now: Date,
): Promise<void> {
  await sql`
    update scenes.finding set last_matched_at = ${now}, false_since = null
    where scene_id = ${sceneId} and record_key = any(${keys}::text[])`.execute(tx)
}

export async function markFalse(
  tx: Tx,
  sceneId: string,
  keys: readonly string[],
  now: Date,
): Promise<void> {
  await sql`
    update scenes.finding set false_since = coalesce(false_since, ${now})
    where scene_id = ${sceneId} and record_key = any(${keys}::text[])`.execute(tx)
}

export async function forgetFindings(
  tx: Tx,
  sceneId: string,
  keys: readonly string[],
): Promise<void> {
  await sql`
    delete from scenes.finding
    where scene_id = ${sceneId} and record_key = any(${keys}::text[])`.execute(tx)
}

/** What the repetition rule needs to know of each remembered finding. */
export function knownFindings(
  findings: readonly FindingRow[],
  tasks: ReadonlyMap<string, { open: boolean; endedAt: Date | null }>,
): KnownFinding[] {
  return findings.map(({ key, taskId, falseSince }) => {
    const task = tasks.get(taskId)
    return { key, falseSince, taskOpen: task?.open ?? false, endedAt: task?.endedAt ?? null }
  })
}
