import { sql } from 'kysely'
import type { Reader } from '../../runtime/database'

export interface OwnedFile {
  readonly id: string
  readonly name: string
  readonly type: string
}

/** A stored file of this owner. */
export async function selectOwned(
  reader: Reader,
  { id, owner }: { id: string; owner: string },
): Promise<OwnedFile | null> {
  const { rows } = await sql<OwnedFile>`
    select id, name, type from files.files
    where id = ${id} and owner = ${owner} and state = 'stored'`.execute(reader)
  return rows[0] ?? null
}

export async function deleteFile(reader: Reader, id: string): Promise<void> {
  await sql`delete from files.files where id = ${id}`.execute(reader)
}
