import * as op from '@xietong/domain/fulfilment/exception-contract'
import { refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { saveStep, visibleException } from './exception-step'

/** AD-265: a note of what was done; who writes the first one owns it. */
export const handleException = perform(op.handleException, async (ctx, input) => {
  const found = await visibleException(ctx, input.exceptionId)
  if (!found) {
    return refuse('NOT_FOUND')
  }
  const { ownerId, owner: ownerName } = found
  const owner =
    ownerId !== null && ownerName !== null
      ? { id: ownerId, name: ownerName }
      : { id: ctx.actor.accountId, name: ctx.actor.name }
  const state = input.close ? 'closed' : 'handling'
  return saveStep(ctx, found, { ...input, owner, keeps: input.note, state })
})
