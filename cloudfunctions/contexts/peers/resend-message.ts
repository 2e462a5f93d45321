import { ok, refuse } from '@xietong/domain/kernel/result'
import { resendMessage as operation } from '@xietong/domain/peers/contract'
import { performWithPeer } from '../../runtime/context'
import { isLimited } from '../../runtime/data-scope'
import { drainOutbox } from './drain-outbox'
import { outboxStateOf, requeue } from './outbox-store'

const PATIENCE_MS = 3_000

/** IN-013: the business key stays, so resending has the effect of sending once. */
export const resendMessage = performWithPeer(operation, {
  async run(ctx, input) {
    const state = await outboxStateOf(ctx.tx, input.messageId)
    if (state === null || isLimited(ctx)) {
      return refuse('NOT_FOUND')
    }
    if (!(await requeue(ctx.tx, input.messageId, ctx.now))) {
      return refuse('NOT_REPLAYABLE')
    }
    ctx.audit({ objectKind: 'outbox-message', objectId: input.messageId, before: { state } })
    return ok(null)
  },
  async after(deps) {
    await drainOutbox(deps, new Date(deps.now().getTime() + PATIENCE_MS))
    return ok({})
  },
})
