import type { Tries } from '@xietong/domain/identity/password'
import { sql } from 'kysely'
import type { Db, Reader, Tx } from '../../runtime/database'

export type PasswordApp = 'member' | 'dealer' | 'sales' | 'console'
export interface Subject {
  readonly app: PasswordApp
  readonly subjectId: string
}
export interface TryKey {
  readonly app: PasswordApp
  readonly tryKey: string
}

/** The tries of an app that forgets them after a while carry their times. */
export interface DatedTries extends Tries {
  readonly wrongAt: readonly Date[]
}

export async function selectHash(
  reader: Reader,
  { app, subjectId }: Subject,
): Promise<string | null> {
  const { rows } = await sql<{ password_hash: string }>`
    select password_hash from identity.credential
    where app = ${app} and subject_id = ${subjectId}`.execute(reader)
  return rows[0]?.password_hash ?? null
}

export async function upsertHash(
  tx: Tx,
  { app, subjectId, hash, now }: Subject & { hash: string; now: Date },
): Promise<void> {
  await sql`
    insert into identity.credential (app, subject_id, password_hash, changed_at)
    values (${app}, ${subjectId}, ${hash}, ${now})
    on conflict (app, subject_id) do update
      set password_hash = excluded.password_hash, changed_at = excluded.changed_at`.execute(tx)
}

/** Makes the row of tries if it is missing and locks it until the end of the transaction. */
export async function lockTries(tx: Tx, { app, tryKey }: TryKey, now: Date): Promise<DatedTries> {
  await sql`
    insert into identity.password_tries (app, try_key, wrong_tries, last_wrong_at)
    values (${app}, ${tryKey}, 0, ${now}) on conflict do nothing`.execute(tx)
  const { rows } = await sql<DatedTries>`
    select wrong_tries as "wrongTries", locked_until as "lockedUntil", wrong_at as "wrongAt"
    from identity.password_tries where app = ${app} and try_key = ${tryKey} for update`.execute(tx)
  return rows[0] ?? { wrongTries: 0, lockedUntil: null, wrongAt: [] }
}

/** Written as an upsert: a right password in between may have removed the row. */
export async function saveTries(
  tx: Tx,
  { app, tryKey, wrongTries, lockedUntil, wrongAt }: TryKey & DatedTries,
  now: Date,
): Promise<void> {
  await sql`
    insert into identity.password_tries
      (app, try_key, wrong_tries, locked_until, last_wrong_at, wrong_at)
    values (${app}, ${tryKey}, ${wrongTries}, ${lockedUntil}, ${now}, ${wrongAt}::timestamptz[])
    on conflict (app, try_key) do update set wrong_tries = excluded.wrong_tries,
      locked_until = excluded.locked_until, last_wrong_at = excluded.last_wrong_at,
      wrong_at = excluded.wrong_at`.execute(tx)
}

export async function deleteTries(tx: Tx, { app, tryKey }: TryKey): Promise<void> {
  await sql`
    delete from identity.password_tries where app = ${app} and try_key = ${tryKey}`.execute(tx)
}

export async function deleteOldTries(db: Db, before: Date): Promise<void> {
  await sql`delete from identity.password_tries where last_wrong_at < ${before}`.execute(db)
}
