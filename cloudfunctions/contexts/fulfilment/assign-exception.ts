import * as op from '@xietong/domain/fulfilment/exception-contract'
import { refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { saveStep, visibleException } from './exception-step'
import { possibleOwners } from './list-exception-owners'

/** AD-265: names who looks after it. */
export const assignException = perform(op.assignException, async (ctx, input) => {
  const found = await visibleException(ctx, input.exceptionId)
  if (!found) {
    return refuse('NOT_FOUND')
  }
  const owner = (await possibleOwners(ctx.tx)).find(({ id }) => id === input.ownerId)
  if (!owner) {
    return refuse(found.state === 'closed' ? 'STATE_CONFLICT' : 'OWNER_NOT_ALLOWED')
  }
  const note = `负责人：${owner.name}`
  return saveStep(ctx, found, { ...input, owner, note, keeps: found.note, state: 'handling' })
})
