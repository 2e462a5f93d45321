import { afterWrongPassword, isLocked } from '@xietong/domain/identity/password'
import { maskPhone } from '@xietong/domain/kernel/mask'
import { type Refusal, refuseAndKeep } from '@xietong/domain/kernel/result'
import { DAY_MS, plusMs } from '@xietong/domain/kernel/time'
import type { Ctx } from '../../runtime/context'
import { seal, unseal } from '../../runtime/seal'
import type { AccountRow } from './account-store'
import { deleteTries, lockTries, saveTries } from './credential-store'
import { keyedSha256 } from './keyed-hash'
import { matchingStep, newSecret } from './one-time-code'
import { personOf } from './persons'
import * as store from './second-factor-store'
import { verifySmsCode } from './sms-codes'

/** A browser that passed is asked again after so long. */
const BROWSER_DAYS = 90
const KEY_BYTES = 32

type Denied = Refusal<'ACCOUNT_LOCKED' | 'SECOND_FACTOR_NEEDED' | 'SECOND_FACTOR_WRONG'>
interface Given {
  readonly browser?: string | undefined
  readonly secondCode?: string | undefined
}

const hashOf = (ctx: Ctx, key: string) =>
  keyedSha256(ctx.deps.config.SESSION_PEPPER, 'browser', key)

/**
 * AD-002, after the right password: null when nothing more is needed, the key of the browser that
 * passed just now, or a refusal. Wrong codes are counted like wrong passwords: five lock.
 */
export async function passSecondFactor(
  ctx: Ctx,
  account: AccountRow,
  { browser, secondCode }: Given,
): Promise<{ browser: string | null } | Denied> {
  const accountId = account.id
  if (!(await store.needsSecondFactor(ctx.tx, accountId))) {
    return { browser: null }
  }
  if (browser && (await knownBrowser(ctx, accountId, browser))) {
    return { browser }
  }
  if (secondCode === undefined) {
    return refuseAndKeep('SECOND_FACTOR_NEEDED', await wayOf(ctx, account))
  }
  const tryKey = { app: 'console', tryKey: `second:${accountId}` } as const
  const tries = await lockTries(ctx.tx, tryKey, ctx.now)
  if (isLocked(tries, ctx.now)) {
    return refuseAndKeep('ACCOUNT_LOCKED')
  }
  if (!(await isRightCode(ctx, account, secondCode))) {
    const next = afterWrongPassword(tries, ctx.now)
    await saveTries(ctx.tx, { ...tryKey, ...next, wrongAt: [] }, ctx.now)
    return refuseAndKeep(next.lockedUntil ? 'ACCOUNT_LOCKED' : 'SECOND_FACTOR_WRONG')
  }
  await deleteTries(ctx.tx, tryKey)
  return { browser: await rememberBrowser(ctx, accountId) }
}

/** Where the tries of a browser are counted that has passed before; null for a new one. */
export async function knownBrowser(
  ctx: Ctx,
  accountId: string,
  browser: string | undefined,
): Promise<string | null> {
  if (!browser) {
    return null
  }
  const keyHash = hashOf(ctx, browser)
  const isKnown = await store.isKnownBrowser(ctx.tx, { accountId, keyHash, now: ctx.now })
  return isKnown ? `browser:${keyHash.toString('base64')}` : null
}

async function rememberBrowser(ctx: Ctx, accountId: string): Promise<string> {
  const key = Buffer.from(ctx.deps.random.bytes(KEY_BYTES)).toString('base64url')
  await store.insertBrowser(ctx.tx, {
    id: ctx.newId(),
    accountId,
    keyHash: hashOf(ctx, key),
    now: ctx.now,
    expiresAt: plusMs(ctx.now, BROWSER_DAYS * DAY_MS),
  })
  return key
}

async function isRightCode(ctx: Ctx, account: AccountRow, code: string): Promise<boolean> {
  const known = await store.lockAuthenticator(ctx.tx, account.id)
  if (known) {
    const secret = unseal(ctx.deps.config.CODE_PEPPER, known.sealedSecret) as string
    const step = matchingStep(code, { secret, lastStep: known.lastStep, now: ctx.now })
    if (step !== null) {
      await store.acceptStep(ctx.tx, { accountId: account.id, step, now: ctx.now })
      return true
    }
  }
  const { phone } = await personOf(ctx.tx, account.personId)
  const key = { app: 'console', purpose: 'second-factor', code } as const
  return phone !== null && verifySmsCode(ctx, { ...key, phone })
}

/**
 * How this account proves itself: by SMS when its phone is known, else by an authenticator. One
 * that has neither gets the secret of a new authenticator, until a first code confirms it.
 */
async function wayOf(ctx: Ctx, account: AccountRow): Promise<Record<string, unknown>> {
  const { phone } = await personOf(ctx.tx, account.personId)
  if (phone) {
    return { way: 'sms', maskedPhone: maskPhone(phone) }
  }
  const pepper = ctx.deps.config.CODE_PEPPER
  const sealedSecret = seal(pepper, newSecret(ctx.deps.random.bytes(KEY_BYTES)))
  const row = { accountId: account.id, sealedSecret, now: ctx.now }
  await store.insertAuthenticator(ctx.tx, row)
  const known = await store.lockAuthenticator(ctx.tx, account.id)
  if (!known || known.confirmedAt) {
    return { way: 'authenticator' }
  }
  const secret = unseal(pepper, known.sealedSecret) as string
  const uri = `otpauth://totp/${encodeURIComponent(`蟹同:${account.login}`)}?secret=${secret}`
  return { way: 'enrol', secret, uri: `${uri}&issuer=${encodeURIComponent('蟹同')}` }
}
