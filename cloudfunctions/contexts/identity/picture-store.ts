import { sql } from 'kysely'
import type { Db, Tx } from '../../runtime/database'

export async function insertPicture(
  tx: Tx,
  picture: { id: string; nonce: Uint8Array; address: string; now: Date },
): Promise<void> {
  await sql`
    insert into identity.picture_check (id, nonce, address, created_at)
    values (${picture.id}, ${Buffer.from(picture.nonce)}, ${picture.address},
      ${picture.now})`.execute(tx)
}

/** Uses a picture up, whatever the answer; null when it is old, used or another address's. */
export async function takePicture(
  tx: Tx,
  picture: { id: string; address: string; since: Date; now: Date },
): Promise<Buffer | null> {
  const { rows } = await sql<{ nonce: Buffer }>`
    update identity.picture_check set used_at = ${picture.now}
    where id = ${picture.id} and address = ${picture.address} and used_at is null
      and created_at > ${picture.since}
    returning nonce`.execute(tx)
  return rows[0]?.nonce ?? null
}

export async function deleteOldPictures(db: Db, before: Date): Promise<void> {
  await sql`delete from identity.picture_check where created_at < ${before}`.execute(db)
}
