import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/payments/reconcile-contract'
import { perform } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import { hasDifference, markHandled } from './difference-store'

/** A person says what became of a difference, once; the day's later runs leave it handled. */
export const handleDifference = perform(op.handleDifference, async (ctx, input) => {
  const whole = (await dealersInScope(ctx, ctx.tx)) === null
  if (!whole || !(await hasDifference(ctx.tx, input.differenceId))) {
    return refuse('NOT_FOUND')
  }
  const { differenceId: id, note } = input
  const handled = await markHandled(ctx, { id, note, by: ctx.actor.name })
  if (!handled) {
    return refuse('STATE_CONFLICT')
  }
  ctx.audit({
    objectKind: 'difference',
    objectId: id,
    objectNo: handled.key,
    before: { state: 'open' },
    after: { state: handled.state, note },
  })
  return ok({ state: handled.state })
})
