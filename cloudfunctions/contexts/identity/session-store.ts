import type { App } from '@xietong/domain/kernel/operation'
import { type RawBuilder, sql } from 'kysely'
import type { Session } from '../../runtime/actor'
import type { Db, Reader, Tx } from '../../runtime/database'

export interface SessionRow extends Session {
  readonly lastUsedAt: Date
}

export async function insertSession(
  tx: Tx,
  session: Session & { tokenHash: Buffer; now: Date; expiresAt: Date },
): Promise<void> {
  await sql`
    with opened as (
      insert into identity.session
        (id, token_hash, app, subject_id, person_id, created_at, last_used_at, expires_at)
      values (${session.id}, ${session.tokenHash}, ${session.app}, ${session.subjectId},
        ${session.personId}, ${session.now}, ${session.now}, ${session.expiresAt})
      returning subject_id, app
    ) ${noteVisit(sql`opened`, session.now)}`.execute(tx)
}

/** Kept beside the sessions, which are deleted when they end. */
const noteVisit = (from: RawBuilder<unknown>, now: Date) => sql`
  insert into identity.last_visit (subject_id, app, at)
  select subject_id, app, ${now}::timestamptz from ${from}
  on conflict (subject_id, app) do update
  set at = greatest(last_visit.at, excluded.at)`

/** When somebody used an app last; null when they never did. */
export async function selectLastVisit(
  reader: Reader,
  { app, subjectId }: { app: App; subjectId: string },
): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`
    select at from identity.last_visit
    where subject_id = ${subjectId} and app = ${app}`.execute(reader)
  return rows[0]?.at ?? null
}

/**
 * What the composition reads of a session's subject in the same round trip; the subject's context
 * writes it, `s` is the session.
 */
export interface Beside {
  readonly columns: RawBuilder<unknown>
  readonly join: RawBuilder<unknown>
}

export async function selectSession<Extra>(
  db: Db,
  { tokenHash, now }: { tokenHash: Buffer; now: Date },
  beside: Beside,
): Promise<(SessionRow & Extra) | null> {
  const { rows } = await sql<SessionRow & Extra>`
    select s.id, s.app, s.subject_id as "subjectId", s.person_id as "personId",
      s.last_used_at as "lastUsedAt", ${beside.columns}
    from identity.session s ${beside.join}
    where s.token_hash = ${tokenHash} and s.expires_at > ${now}`.execute(db)
  return rows[0] ?? null
}

export async function touchSession(
  db: Db,
  id: string,
  { now, olderThan }: { now: Date; olderThan: Date },
): Promise<void> {
  await sql`
    with touched as (
      update identity.session set last_used_at = ${now}
      where id = ${id} and last_used_at <= ${olderThan}
      returning subject_id, app
    ) ${noteVisit(sql`touched`, now)}`.execute(db)
}

export interface SessionMatch {
  readonly app?: App
  readonly sessionId?: string
  readonly subjectId?: string
  readonly personId?: string
  readonly exceptSessionId?: string
}

export async function deleteSessions(tx: Tx, match: SessionMatch): Promise<void> {
  const { app, sessionId, subjectId, personId, exceptSessionId } = match
  const where = [
    ...(app ? [sql`app = ${app}`] : []),
    ...(sessionId ? [sql`id = ${sessionId}`] : []),
    ...(subjectId ? [sql`subject_id = ${subjectId}`] : []),
    ...(personId ? [sql`person_id = ${personId}`] : []),
    ...(exceptSessionId ? [sql`id <> ${exceptSessionId}`] : []),
  ]
  await sql`delete from identity.session where ${sql.join(where, sql` and `)}`.execute(tx)
}

export async function deleteExpired(db: Db, now: Date): Promise<void> {
  await sql`delete from identity.session where expires_at <= ${now}`.execute(db)
}
