import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export interface Reservation {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: number
  readonly owner: string
  readonly tokenHash: Buffer
  readonly expiresAt: Date
  readonly now: Date
}

export async function insertReservation(tx: Tx, file: Reservation): Promise<void> {
  await sql`
    insert into files.files (id, name, type, size, owner, state, token_hash, expires_at, created_at)
    values (${file.id}, ${file.name}, ${file.type}, ${file.size}, ${file.owner}, 'reserved',
            ${file.tokenHash}, ${file.expiresAt}, ${file.now})`.execute(tx)
}

export interface ReservedRow {
  readonly id: string
  readonly type: string
  readonly size: number
}

export async function selectReserved(
  reader: Reader,
  tokenHash: Buffer,
  now: Date,
): Promise<ReservedRow | null> {
  const { rows } = await sql<ReservedRow>`
    select id, type, size from files.files
    where token_hash = ${tokenHash} and state = 'reserved' and expires_at > ${now}`.execute(reader)
  return rows[0] ?? null
}

/** Ends the reservation; of two uploads with one token only the first counts. */
export async function markStored(reader: Reader, id: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update files.files set state = 'stored', stored_at = ${now}, token_hash = null
    where id = ${id} and state = 'reserved'`.execute(reader)
  return numAffectedRows === 1n
}

export async function insertStored(
  reader: Reader,
  file: { id: string; name: string; type: string; size: number; now: Date },
): Promise<void> {
  await sql`
    insert into files.files (id, name, type, size, owner, state, created_at, stored_at)
    values (${file.id}, ${file.name}, ${file.type}, ${file.size}, 'system', 'stored', ${file.now},
            ${file.now})
    on conflict (id) do nothing`.execute(reader)
}

export async function selectStoredType(reader: Reader, id: string): Promise<string | null> {
  const { rows } = await sql<{ type: string }>`
    select type from files.files where id = ${id} and state = 'stored'`.execute(reader)
  return rows[0]?.type ?? null
}

/** Removes reservations that nobody filled, a day after they ended. */
export async function deleteAbandoned(reader: Reader, before: Date): Promise<void> {
  await sql`
    delete from files.files where state = 'reserved' and expires_at < ${before}`.execute(reader)
}
