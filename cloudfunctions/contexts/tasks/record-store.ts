import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export interface TaskRecord {
  /** Tells two findings of one scene apart: the same key is the same finding. */
  readonly key: string
  readonly kind: string
  readonly recordId: string
  readonly recordNo: string
  readonly summary: string
}
export interface RecordRow extends TaskRecord {
  readonly id: string
  readonly resolved: boolean
}

export async function insertRecords(
  tx: Tx,
  taskId: string,
  records: readonly (TaskRecord & { id: string })[],
): Promise<void> {
  const rows = records.map((record, position) => ({ ...record, position }))
  await sql`
    insert into tasks.record (id, task_id, record_key, kind, record_id, record_no, summary,
      resolved, position)
    select r.id, ${taskId}::uuid, r.key, r.kind, r."recordId", r."recordNo", r.summary, false,
      r.position
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, key text, kind text,
      "recordId" text, "recordNo" text, summary text, position int)`.execute(tx)
}

export async function selectRecords(reader: Reader, taskId: string): Promise<RecordRow[]> {
  const { rows } = await sql<RecordRow>`
    select id, record_key as key, kind, record_id as "recordId", record_no as "recordNo",
      summary, resolved
    from tasks.record where task_id = ${taskId} order by position limit 1000`.execute(reader)
  return rows
}

/** Brings a finding up to date that is listed in an open task and is found again. */
export async function refreshRecords(
  tx: Tx,
  taskIds: readonly string[],
  records: readonly TaskRecord[],
): Promise<void> {
  await sql`
    update tasks.record old set summary = r.summary, resolved = false
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as r (key text, summary text)
    where old.task_id = any(${taskIds}::uuid[]) and old.record_key = r.key
      and (old.resolved or old.summary <> r.summary)`.execute(tx)
}

/** Marks findings 条件已解除; answers the tasks that they are listed in. */
export async function resolveRecords(
  tx: Tx,
  taskIds: readonly string[],
  keys: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update tasks.record set resolved = true
    where task_id = any(${taskIds}::uuid[]) and record_key = any(${keys}::text[])
      and not resolved
    returning task_id as id`.execute(tx)
  return [...new Set(rows.map((row) => row.id))].sort()
}

export async function hasOpenRecord(tx: Tx, taskId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from tasks.record where task_id = ${taskId} and not resolved limit 1`.execute(tx)
  return rows.length > 0
}
