import { sql } from 'kysely'
import type { Reader } from '../../runtime/database'

/** Who changed a record last in the console, and when. */
export async function selectLastChange(
  reader: Reader,
  { kind, id }: { kind: string; id: string },
): Promise<{ by: string; at: Date } | null> {
  const { rows } = await sql<{ by: string; at: Date }>`
    select actor_name as by, at from identity.audit_entry
    where object_kind = ${kind} and object_id = ${id} and app = 'console' and outcome = 'done'
    order by at desc limit 1`.execute(reader)
  return rows[0] ?? null
}
