import { afterWrongPassword, isLocked, recentWrong } from '@xietong/domain/identity/password'
import type { Ctx } from '../../runtime/context'
import {
  deleteTries,
  lockTries,
  type PasswordApp,
  type Subject,
  saveTries,
  selectHash,
  upsertHash,
} from './credential-store'
import { keyedSha256 } from './keyed-hash'
import { hashPassword, matchesHash } from './scrypt'

/** Stores a new password; the caller has checked the policy and ends the other sessions. */
export async function setPassword(
  ctx: Ctx,
  { password, ...subject }: Subject & { password: string },
): Promise<void> {
  const hash = await hashPassword(ctx.deps.random, password)
  await upsertHash(ctx.tx, { ...subject, hash, now: ctx.now })
  await deleteTries(ctx.tx, { app: subject.app, tryKey: `subject:${subject.subjectId}` })
}

/** Members and salespeople: only wrong tries within 15 minutes add up (MB-008, ST-002). */
const forgetsTries = (app: PasswordApp) => app === 'member' || app === 'sales'

export interface PasswordCheck {
  readonly app: PasswordApp
  /**
   * Null when the typed name stands for nobody: the same work is done and the tries are counted.
   */
  readonly subjectId: string | null
  /** What the user typed as the name; only its keyed hash is kept. */
  readonly name: string
  readonly password: string
  /**
   * Proof of somebody who has passed before, whose tries are counted apart: guesses of strangers
   * do not lock them out (I3).
   */
  readonly apart?: string
}

/**
 * Checks a password and counts a wrong one; five in a row lock for 15 minutes, for names that do
 * not exist too, so that no answer tells which do. The hash is computed before the counter is
 * locked; the lock makes the count exact under parallel guesses. Callers keep the count with
 * `refuseAndKeep`.
 */
export async function checkPassword(
  ctx: Ctx,
  { app, subjectId, name, password, apart }: PasswordCheck,
): Promise<'right' | 'wrong' | 'locked'> {
  const stored = subjectId ? await selectHash(ctx.tx, { app, subjectId }) : null
  const matches = await matchesHash(password, stored)
  const hashedName = keyedSha256(ctx.deps.config.CODE_PEPPER, 'try', name.toLowerCase())
  const own = subjectId ? `subject:${subjectId}` : `name:${hashedName.toString('base64')}`
  const tryKey = apart ?? own
  const tries = await lockTries(ctx.tx, { app, tryKey }, ctx.now)
  if (isLocked(tries, ctx.now)) {
    return 'locked'
  }
  if (matches) {
    await deleteTries(ctx.tx, { app, tryKey })
    return 'right'
  }
  const recent = forgetsTries(app) ? recentWrong(tries.wrongAt, ctx.now) : null
  const next = afterWrongPassword(recent ? { ...tries, wrongTries: recent.length } : tries, ctx.now)
  const wrongAt = recent && !next.lockedUntil ? [...recent, ctx.now] : []
  await saveTries(ctx.tx, { app, tryKey, ...next, wrongAt }, ctx.now)
  return next.lockedUntil ? 'locked' : 'wrong'
}
