import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export interface NewParticipant {
  readonly accountId: string
  readonly handles: boolean
  readonly follows: boolean
}

export async function insertParticipants(
  tx: Tx,
  taskId: string,
  participants: readonly NewParticipant[],
): Promise<void> {
  await sql`
    insert into tasks.participant as who (account_id, task_id, handles, follows)
    select p."accountId", ${taskId}::uuid, bool_or(p.handles), bool_or(p.follows)
    from jsonb_to_recordset(${JSON.stringify(participants)}::jsonb)
      as p ("accountId" uuid, handles boolean, follows boolean)
    group by p."accountId"`.execute(tx)
}

export async function selectFollowers(reader: Reader, taskId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select account_id as id from tasks.participant
    where task_id = ${taskId} and follows order by account_id limit 50`.execute(reader)
  return rows.map((row) => row.id)
}

export async function insertHistory(
  tx: Tx,
  entry: { id: string; taskId: string; at: Date; byName: string; text: string },
): Promise<void> {
  await sql`
    insert into tasks.history (id, task_id, at, by_name, text)
    values (${entry.id}, ${entry.taskId}, ${entry.at}, ${entry.byName.slice(0, 30)},
      ${entry.text.slice(0, 600)})`.execute(tx)
}

export interface HistoryRow {
  readonly at: Date
  readonly byName: string
  readonly text: string
}

export async function selectHistory(reader: Reader, taskId: string): Promise<HistoryRow[]> {
  const { rows } = await sql<HistoryRow>`
    select at, by_name as "byName", text from tasks.history
    where task_id = ${taskId} order by at, id limit 500`.execute(reader)
  return rows
}
