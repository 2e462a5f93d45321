import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export type FileState = 'reserved' | 'checking' | 'stored' | 'refused'

export interface FileRow {
  readonly id: string
  readonly type: string
  readonly size: number
  readonly owner: string
  readonly state: FileState
  readonly access: 'public' | 'private'
  readonly reader: string | null
  readonly reason: string
}
const columns = sql`id, type, size, owner, state, access, reader, reason`

export interface Reservation {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: number
  readonly access: 'public' | 'private'
  readonly owner: string
  readonly tokenHash: Buffer
  readonly expiresAt: Date
  readonly now: Date
}

export async function insertReservation(tx: Tx, file: Reservation): Promise<void> {
  await sql`
    insert into files.files
      (id, name, type, size, access, owner, state, token_hash, expires_at, created_at)
    values (${file.id}, ${file.name}, ${file.type}, ${file.size}, ${file.access}, ${file.owner},
            'reserved', ${file.tokenHash}, ${file.expiresAt}, ${file.now})`.execute(tx)
}

/** A reservation whose bytes the product takes itself. */
export async function selectReserved(
  reader: Reader,
  tokenHash: Buffer,
  now: Date,
): Promise<FileRow | null> {
  const { rows } = await sql<FileRow>`
    select ${columns} from files.files
    where token_hash = ${tokenHash} and state = 'reserved' and expires_at > ${now}`.execute(reader)
  return rows[0] ?? null
}

export async function selectFile(reader: Reader, id: string): Promise<FileRow | null> {
  const { rows } = await sql<FileRow>`
    select ${columns} from files.files where id = ${id}`.execute(reader)
  return rows[0] ?? null
}

/** The product took the bytes: the link is used up, and the client reports them like others. */
export async function useToken(reader: Reader, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update files.files set token_hash = null
    where id = ${id} and state = 'reserved' and token_hash is not null`.execute(reader)
  return numAffectedRows === 1n
}

/** What became of an upload, written once: of two reports at a time the second changes nothing. */
export async function settleUpload(
  reader: Reader,
  file: { id: string; state: 'stored' | 'refused'; reason?: string; etag: string },
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update files.files set state = ${file.state}, reason = ${file.reason ?? ''},
      etag = ${file.etag}, token_hash = null,
      stored_at = case when ${file.state} = 'stored' then ${now}::timestamptz end
    where id = ${file.id} and state = 'reserved'`.execute(reader)
  return numAffectedRows === 1n
}

export async function insertStored(
  reader: Reader,
  file: {
    id: string
    name: string
    type: string
    size: number
    access: 'public' | 'private'
    owner: string
    now: Date
  },
): Promise<void> {
  await sql`
    insert into files.files (id, name, type, size, access, owner, state, created_at, stored_at)
    values (${file.id}, ${file.name}, ${file.type}, ${file.size}, ${file.access}, ${file.owner},
            'stored', ${file.now}, ${file.now})
    on conflict (id) do nothing`.execute(reader)
}

/** Makes files readable for accounts with a permission; whoever attached them must own them. */
export async function updateReader(
  tx: Tx,
  files: { ids: readonly string[]; owner: string; reader: string },
): Promise<number> {
  const { numAffectedRows } = await sql`
    update files.files set access = 'private', reader = ${files.reader}
    where id = any(${files.ids}::uuid[]) and owner = ${files.owner}
      and state in ('stored', 'checking')`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Uploads that nobody reported, a day after they ended (IN-118). */
export async function selectAbandoned(reader: Reader, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from files.files where state = 'reserved' and expires_at < ${before}
    order by expires_at limit 200`.execute(reader)
  return rows.map(({ id }) => id)
}

export async function deleteReserved(reader: Reader, ids: readonly string[]): Promise<void> {
  await sql`
    delete from files.files
    where id = any(${ids}::uuid[]) and state = 'reserved'`.execute(reader)
}
