import { timingSafeEqual } from 'node:crypto'
import { SMS_CODE_DIGITS, smsCodeIsOpen } from '@xietong/domain/identity/sms-code'
import type { Ctx, Deps } from '../../runtime/context'
import { keyedSha256 } from './keyed-hash'
import { addWrongTry, type CodeKey, lockNewestCode, markUsed } from './sms-store'

/**
 * The six digits of a stored nonce. They are derived with the pepper each time and stored
 * nowhere, so neither the database nor a queue ever holds a code.
 */
export function digitsOf(deps: Pick<Deps, 'config'>, nonce: Uint8Array): string {
  const number = keyedSha256(deps.config.CODE_PEPPER, 'sms-code', nonce).readUIntBE(0, 6)
  return String(number % 10 ** SMS_CODE_DIGITS).padStart(SMS_CODE_DIGITS, '0')
}

/**
 * Consumes a code: true once for the right one. A wrong try is counted, so the caller answers
 * `refuseAndKeep('SMS_CODE_WRONG')`. The row lock makes the count exact under parallel guesses
 * (I1).
 */
export async function verifySmsCode(
  ctx: Ctx,
  { code, ...key }: CodeKey & { code: string },
): Promise<boolean> {
  const stored = await lockNewestCode(ctx.tx, key)
  if (!stored || !smsCodeIsOpen(stored, ctx.now)) {
    return false
  }
  const right = Buffer.from(digitsOf(ctx.deps, stored.nonce))
  const given = Buffer.from(code)
  if (given.length !== right.length || !timingSafeEqual(given, right)) {
    await addWrongTry(ctx.tx, stored.id)
    return false
  }
  await markUsed(ctx.tx, stored.id, ctx.now)
  return true
}
