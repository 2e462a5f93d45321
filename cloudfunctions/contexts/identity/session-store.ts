import type { App } from '@xietong/domain/kernel/operation'
import { type RawBuilder, sql } from 'kysely'
import type { Session } from '../../runtime/actor'
import type { Db, Tx } from '../../runtime/database'

export interface SessionRow extends Session {
  readonly lastUsedAt: Date
}

export async function insertSession(
  tx: Tx,
  session: Session & { tokenHash: Buffer; now: Date; expiresAt: Date },
): Promise<void> {
  await sql`
    insert into identity.session
      (id, token_hash, app, subject_id, person_id, created_at, last_used_at, expires_at)
    values (${session.id}, ${session.tokenHash}, ${session.app}, ${session.subjectId},
      ${session.personId}, ${session.now}, ${session.now}, ${session.expiresAt})`.execute(tx)
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
    update identity.session set last_used_at = ${now}
    where id = ${id} and last_used_at <= ${olderThan}`.execute(db)
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
