import * as op from '@xietong/domain/channel/contract'
import { addFen, fen } from '@xietong/domain/kernel/money'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { balancesOf } from '../ledger'
import { pendingSum, sumEarnings } from './earning-store'
import { filterOf } from './earning-view'

/** DL-076, DL-078: the sum of what the filter shows, and the balances beside it. */
export const sumMyEarnings = answer(op.sumMyEarnings, async (ctx, { filter }) => {
  const { dealerId } = ctx.actor
  const [{ sumFen, count }, pending, balances] = await Promise.all([
    sumEarnings(ctx.db, filterOf(dealerId, filter)),
    pendingSum(ctx.db, dealerId),
    balancesOf(ctx.db, dealerId),
  ])
  const { withdrawableFen, withdrawingFen, withdrawnFen } = balances
  const pendingFen = fen(pending)
  return ok({
    sumFen: fen(sumFen),
    count,
    totalFen: addFen(pendingFen, withdrawableFen, withdrawingFen, withdrawnFen),
    pendingFen,
    withdrawableFen,
    withdrawingFen,
    withdrawnFen,
  })
})
