import * as op from '@xietong/domain/channel/contract'
import { discountRange } from '@xietong/domain/channel/tree'
import { fen } from '@xietong/domain/kernel/money'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { balancesOf } from '../ledger'
import { selectChildren, selectDealer } from './dealer-store'
import { shown } from './dealer-view'
import { rungsOf } from './discount-ladder'
import { pendingSum } from './earning-store'

export const getDealer = answer(op.getDealer, async (ctx, { dealerId }) => {
  const dealer = await selectDealer(ctx.db, dealerId)
  if (!dealer || !(await isInScope(ctx, ctx.db, dealerId))) {
    return refuse('NOT_FOUND')
  }
  const parent = dealer.parentId ? await selectDealer(ctx.db, dealer.parentId) : null
  const children = await selectChildren(ctx.db, dealerId)
  const rungs = await rungsOf(ctx.db, ctx.deps.questions, { parent, children })
  const range = discountRange(rungs.parent, rungs.children, rungs.lowestLevel)
  const balances = await balancesOf(ctx.db, dealerId)
  return ok({
    ...shown(dealer),
    version: dealer.version,
    parentName: parent?.name ?? null,
    storedValueFen: balances.storedValueFen,
    creditLimitFen: balances.creditLimitFen,
    debtFen: balances.debtFen,
    pendingFen: fen(await pendingSum(ctx.db, dealerId)),
    withdrawableFen: balances.withdrawableFen,
    children,
    discountAbove: range.above,
    discountBelow: range.below,
  })
})
