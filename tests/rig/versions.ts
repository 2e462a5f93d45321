import type { Rig } from './rig'

/** The version of a stored record, for a form that was opened just now. */
export async function versionOf(rig: Rig, table: string, id: string): Promise<number> {
  const { rows } = await rig.db.query<{ version: number }>(
    `select version from ${table} where id = $1`,
    [id],
  )
  return rows[0]?.version ?? 0
}
