import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export interface ResultRow {
  readonly id: string
  readonly followUpId: string
  readonly employeeId: string
  readonly text: string
  readonly pictures: string[]
  readonly stage: string | null
  readonly at: Date
}

export async function insertResult(tx: Tx, row: ResultRow): Promise<void> {
  await sql`
    insert into sales.follow_up_result (id, follow_up_id, employee_id, text, pictures, stage, at)
    values (${row.id}, ${row.followUpId}, ${row.employeeId}, ${row.text},
      ${row.pictures}::uuid[], ${row.stage}, ${row.at})`.execute(tx)
}

/** Results of follow-ups, the oldest first: the first completed it, the others were added. */
export async function selectResults(
  reader: Reader,
  followUpIds: readonly string[],
): Promise<ResultRow[]> {
  const { rows } = await sql<ResultRow>`
    select id, follow_up_id as "followUpId", employee_id as "employeeId", text,
      pictures::text[] as pictures, stage, at
    from sales.follow_up_result where follow_up_id = any(${followUpIds}::uuid[])
    order by at, id limit 1000`.execute(reader)
  return rows
}
