import { PICTURE_DIGITS, PICTURE_MINUTES } from '@xietong/domain/identity/sms-code'
import { type Refusal, refuseAndKeep } from '@xietong/domain/kernel/result'
import { MINUTE_MS, plusMs } from '@xietong/domain/kernel/time'
import type { Ctx, Deps } from '../../runtime/context'
import { drawDigits } from './draw-digits'
import { keyedSha256 } from './keyed-hash'
import { insertPicture, takePicture } from './picture-store'

/** Like the codes: derived with the pepper, stored nowhere. */
function shownDigits(deps: Pick<Deps, 'config'>, nonce: Uint8Array): string {
  const number = keyedSha256(deps.config.CODE_PEPPER, 'picture', nonce).readUIntBE(0, 6)
  return String(number % 10 ** PICTURE_DIGITS).padStart(PICTURE_DIGITS, '0')
}

/**
 * Null when the picture was read rightly; otherwise the refusal with a new picture, which must be
 * kept. A picture is used up by any answer, so it cannot be guessed at (IN-061).
 */
export async function refusalWithoutPicture(
  ctx: Ctx,
  address: string,
  given: { id: string; answer: string } | undefined,
): Promise<Refusal<'PICTURE_CHECK_REQUIRED'> | null> {
  const since = plusMs(ctx.now, -PICTURE_MINUTES * MINUTE_MS)
  const nonce = given
    ? await takePicture(ctx.tx, { id: given.id, address, since, now: ctx.now })
    : null
  if (given && nonce && shownDigits(ctx.deps, nonce) === given.answer) {
    return null
  }
  const fresh = ctx.deps.random.bytes(32)
  const id = ctx.newId()
  await insertPicture(ctx.tx, { id, nonce: fresh, address, now: ctx.now })
  const picture = drawDigits(shownDigits(ctx.deps, fresh), ctx.deps.random)
  return refuseAndKeep('PICTURE_CHECK_REQUIRED', { pictureId: id, picture })
}
