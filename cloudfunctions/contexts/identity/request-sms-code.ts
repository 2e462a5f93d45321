import * as op from '@xietong/domain/identity/contract'
import {
  addressRange,
  SMS_ALARM_PER_DAY,
  SMS_CODE_MINUTES,
  SMS_PAUSE_SECONDS,
  SMS_PER_ADDRESS_DAY,
  SMS_PER_RANGE_DAY,
  SMS_UNANSWERED_MAX,
  smsCountedSince,
  smsWaitSeconds,
} from '@xietong/domain/identity/sms-code'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { DAY_MS, HOUR_MS, MINUTE_MS, plusMs } from '@xietong/domain/kernel/time'
import { type Actor, actorKey } from '../../runtime/actor'
import { type Ctx, type Deps, performWithPeer } from '../../runtime/context'
import { countUse } from '../../runtime/rate-limit'
import { react } from '../../runtime/reactions'
import { lockPhone } from './phone-store'
import { refusalWithoutPicture } from './picture-check'
import { digitsOf } from './sms-codes'
import {
  type CodeKey,
  claimSending,
  countFromAddress,
  countUnanswered,
  insertCode,
  isVoid,
  selectSentAt,
  voidCode,
} from './sms-store'

/**
 * The code is sent right after commit and not through the outbox: a queued copy would hold the
 * code, and a code that comes late is worthless. The user learns at once when the provider is
 * down (IN-061).
 */
export const requestSmsCode = performWithPeer(op.requestSmsCode, {
  before: (deps, _input, actor) => countFlood(deps, actor),
  run: async (ctx, input, flood) => {
    if (flood.isRangeFull) {
      return refuse('SMS_TOO_OFTEN', { waitSeconds: 3_600 })
    }
    const prepared = await prepareCode(ctx, input)
    if (prepared.ok && flood.isDayFull) {
      await react(ctx, 'sms.flooded', { limit: SMS_ALARM_PER_DAY })
    }
    return prepared
  },
  after: (deps, { phone }, { codeId }) => sendCode(deps, phone, codeId),
})

/** Counted before the transaction and for refused requests too: a flood is mostly refused (I4). */
async function countFlood({ db, now }: Deps, actor: Actor) {
  const range = `sms.range|${addressRange(addressOf(actor))}`
  const ofRange = await countUse(db, range, `${SMS_PER_RANGE_DAY}/day`, now())
  const ofDay = await countUse(db, 'sms.day', `${SMS_ALARM_PER_DAY}/day`, now())
  return { isRangeFull: ofRange !== 'within', isDayFull: ofDay !== 'within' }
}

export interface WantedCode extends CodeKey {
  readonly picture?: { readonly id: string; readonly answer: string } | undefined
}

/** Checks the limits of phone and address under the lock of the phone and stores the code. */
export async function prepareCode(ctx: Ctx, { phone, app, purpose, picture }: WantedCode) {
  const wait = await secondsToWait(ctx, phone)
  if (wait > 0) {
    return refuse('SMS_TOO_OFTEN', { waitSeconds: wait })
  }
  const address = addressOf(ctx.actor)
  const unanswered = await countUnanswered(ctx.tx, address, plusMs(ctx.now, -HOUR_MS))
  if (unanswered >= SMS_UNANSWERED_MAX) {
    const refusal = await refusalWithoutPicture(ctx, address, picture)
    if (refusal) {
      return refusal
    }
  }
  return ok({ codeId: await storeCode(ctx, { phone, app, purpose }) })
}

/** Sends a stored code once, after the commit. */
export async function sendCode(deps: Deps, phone: string, codeId: string) {
  const nonce = await claimSending(deps.db, codeId, deps.now())
  if (nonce === null) {
    const failed = await isVoid(deps.db, codeId)
    return failed ? refuse('PEER_UNAVAILABLE') : ok({ waitSeconds: SMS_PAUSE_SECONDS })
  }
  const sent = await deps.ports.sms.send({
    phone,
    template: 'code',
    parameters: [digitsOf(deps, nonce), String(SMS_CODE_MINUTES)],
    messageKey: codeId,
  })
  if (sent.kind === 'done') {
    return ok({ waitSeconds: SMS_PAUSE_SECONDS })
  }
  if (sent.kind === 'unknown') {
    // It may still arrive, so the code stays good; the pause before the next one runs.
    return refuse('PEER_UNAVAILABLE')
  }
  await voidCode(deps.db, codeId, deps.now())
  return sent.code.startsWith('LimitExceeded')
    ? refuse('SMS_TOO_OFTEN', { waitSeconds: providerWait(sent.code) })
    : refuse('PEER_UNAVAILABLE')
}

async function secondsToWait(ctx: Ctx, phone: string): Promise<number> {
  await lockPhone(ctx.tx, phone)
  const wait = smsWaitSeconds(await selectSentAt(ctx.tx, phone, smsCountedSince(ctx.now)), ctx.now)
  const dayAgo = plusMs(ctx.now, -DAY_MS)
  const fromHere = await countFromAddress(ctx.tx, addressOf(ctx.actor), dayAgo)
  return fromHere >= SMS_PER_ADDRESS_DAY ? Math.max(wait, 3_600) : wait
}

const addressOf = (actor: Actor) => (actor.app === 'anyone' ? actor.address : actorKey(actor))

async function storeCode(ctx: Ctx, key: CodeKey): Promise<string> {
  const id = ctx.newId()
  await insertCode(ctx.tx, {
    ...key,
    id,
    nonce: ctx.deps.random.bytes(32),
    address: addressOf(ctx.actor),
    now: ctx.now,
    expiresAt: plusMs(ctx.now, SMS_CODE_MINUTES * MINUTE_MS),
  })
  return id
}

/** The provider's own limits: 30 seconds, one hour, one day. */
function providerWait(code: string): number {
  if (/Daily/.test(code)) {
    return DAY_MS / 1_000
  }
  return /Hour/.test(code) ? 3_600 : 30
}
