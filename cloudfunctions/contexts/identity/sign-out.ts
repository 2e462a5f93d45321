import * as op from '@xietong/domain/identity/contract'
import { ok } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { endSessions } from './sessions'

export const signOut = perform(op.signOut, async (ctx) => {
  await endSessions(ctx, { sessionId: ctx.actor.sessionId })
  ctx.audit({ objectKind: 'session', objectId: ctx.actor.sessionId })
  return ok({})
})
