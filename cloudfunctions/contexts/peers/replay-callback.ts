import { ok, refuse } from '@xietong/domain/kernel/result'
import { replayCallback as operation } from '@xietong/domain/peers/contract'
import { performWithPeer } from '../../runtime/context'
import { isLimited } from '../../runtime/data-scope'
import { findCallback } from './inbox-store'
import { processCallback } from './receive-callback'

/** Younger than this a callback may still be under way in its own request. */
const UNDER_WAY_MS = 10_000

export const replayCallback = performWithPeer(operation, {
  async run(ctx, input) {
    const callback = await findCallback(ctx.tx, input.callbackId)
    if (!callback || isLimited(ctx)) {
      return refuse('NOT_FOUND')
    }
    const age = ctx.now.getTime() - callback.receivedAt.getTime()
    if (callback.state === 'received' && age < UNDER_WAY_MS) {
      return refuse('NOT_REPLAYABLE')
    }
    ctx.audit({ objectKind: 'callback', objectId: callback.id, before: { state: callback.state } })
    return ok(null)
  },
  async after(deps, input) {
    const callback = await findCallback(deps.db, input.callbackId)
    if (!callback) {
      return refuse('NOT_FOUND')
    }
    const verdict = await processCallback(deps, callback)
    const now = await findCallback(deps.db, input.callbackId)
    return ok({ state: now?.state ?? verdict.state })
  },
})
