import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export async function selectInvitePicture(reader: Reader, scene: string): Promise<string | null> {
  const { rows } = await sql<{ fileId: string }>`
    select file_id as "fileId" from channel.invite_picture where scene = ${scene}`.execute(reader)
  return rows[0]?.fileId ?? null
}

/** Keeps the first picture of a scene when two are fetched at once, and answers that one. */
export async function keepInvitePicture(
  tx: Tx,
  picture: { scene: string; fileId: string; now: Date },
): Promise<string> {
  await sql`
    insert into channel.invite_picture (scene, file_id, created_at)
    values (${picture.scene}, ${picture.fileId}, ${picture.now})
    on conflict (scene) do nothing`.execute(tx)
  return (await selectInvitePicture(tx, picture.scene)) ?? picture.fileId
}
