import { sessionLimits } from '@xietong/domain/identity/session'
import type { App } from '@xietong/domain/kernel/operation'
import { MINUTE_MS } from '@xietong/domain/kernel/time'
import type { Session } from '../../runtime/actor'
import type { Ctx, Deps } from '../../runtime/context'
import { keyedSha256 } from './keyed-hash'
import {
  type Beside,
  deleteSessions,
  insertSession,
  type SessionMatch,
  selectSession,
  touchSession,
} from './session-store'

/** 256 bits from the server's randomness; only its keyed hash is stored. */
const TOKEN_BYTES = 32
/** Longest token that is looked up; anything longer is nobody's. */
const TOKEN_MAX = 64

const hashOf = (deps: Pick<Deps, 'config'>, token: string) =>
  keyedSha256(deps.config.SESSION_PEPPER, token)

/**
 * Opens a session and answers its token, which exists in clear only in this answer. A session of
 * the same app with which the caller signs in anew is over: a token is never kept across a sign-in
 * (J2).
 */
export async function openSession(
  ctx: Ctx,
  { app, subjectId, personId }: { app: App; subjectId: string; personId: string },
): Promise<string> {
  const { actor } = ctx
  if ('sessionId' in actor && actor.app === app) {
    await deleteSessions(ctx.tx, { sessionId: actor.sessionId })
  }
  const token = Buffer.from(ctx.deps.random.bytes(TOKEN_BYTES)).toString('base64url')
  await insertSession(ctx.tx, {
    id: ctx.newId(),
    app,
    subjectId,
    personId,
    tokenHash: hashOf(ctx.deps, token),
    now: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + sessionLimits(app).absoluteMs),
  })
  return token
}

/**
 * The session of a token with what `beside` reads of its subject, or null. One indexed read; the
 * time of last use is written at most once a minute, so that reading does not become writing
 * (AD-003, J4).
 */
export async function loadSession<Extra>(
  deps: Pick<Deps, 'db' | 'config' | 'now'>,
  token: string,
  beside: Beside,
): Promise<(Session & Extra) | null> {
  if (token.length === 0 || token.length > TOKEN_MAX) {
    return null
  }
  const now = deps.now()
  const row = await selectSession<Extra>(deps.db, { tokenHash: hashOf(deps, token), now }, beside)
  if (!row || now.getTime() - row.lastUsedAt.getTime() >= sessionLimits(row.app).idleMs) {
    return null
  }
  const olderThan = new Date(now.getTime() - MINUTE_MS)
  if (row.lastUsedAt <= olderThan) {
    await touchSession(deps.db, row.id, { now, olderThan })
  }
  return row
}

/** Ends all sessions that match every given part, at once and everywhere (J3). */
export async function endSessions(ctx: Ctx, match: SessionMatch): Promise<void> {
  if (!match.sessionId && !match.subjectId && !match.personId) {
    throw new Error('whose sessions shall end?')
  }
  await deleteSessions(ctx.tx, match)
}
