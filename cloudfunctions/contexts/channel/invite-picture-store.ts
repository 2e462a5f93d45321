import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export async function selectInvitePicture(reader: Reader, scene: string): Promise<string | null> {
  const { rows } = await sql<{ fileId: string }>`
    select file_id as "fileId" from channel.invite_picture where scene = ${scene}`.execute(reader)
  return rows[0]?.fileId ?? null
}

/** Keeps the picture of a scene; false when another call has kept it meanwhile. */
export async function keepInvitePicture(
  tx: Tx,
  picture: { scene: string; fileId: string; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into channel.invite_picture (scene, file_id, created_at)
    values (${picture.scene}, ${picture.fileId}, ${picture.now})
    on conflict (scene) do nothing`.execute(tx)
  return numAffectedRows === 1n
}
