import { ok, refuse } from '@xietong/domain/kernel/result'
import { shanghaiDay } from '@xietong/domain/kernel/time'
import * as op from '@xietong/domain/payments/reconcile-contract'
import { perform } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import { askDayAgain } from './bill-store'

/** The next run of the timer takes the day; a day that is not over has no bill. */
export const reconcileAgain = perform(op.reconcileAgain, async (ctx, { day }) => {
  if ((await dealersInScope(ctx, ctx.tx)) !== null || day >= shanghaiDay(ctx.now)) {
    return refuse('NOT_FOUND')
  }
  await askDayAgain(ctx.tx, day, ctx.now)
  ctx.audit({ objectKind: 'reconciliation', objectId: day, after: { state: 'waiting' } })
  return ok({ state: 'waiting' as const })
})
