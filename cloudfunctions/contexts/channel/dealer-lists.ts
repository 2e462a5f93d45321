import * as op from '@xietong/domain/channel/contract'
import { discountRange } from '@xietong/domain/channel/tree'
import { fen } from '@xietong/domain/kernel/money'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { balancesOf } from '../ledger'
import { type DealerRow, listDealerRows, selectChildren, selectDealer } from './dealer-store'
import { rungsOf } from './discount-ladder'
import { pendingSum } from './earning-store'

/** The columns of the contract: nothing else of a row leaves. */
function shown<Row extends DealerRow>({ version: _version, createdAt, ...rest }: Row) {
  return { ...rest, createdAt: createdAt.toISOString() }
}

export const listDealers = answer(op.listDealers, async (ctx, input) => {
  const page = await listDealerRows(ctx.db, input)
  return ok({ ...page, rows: page.rows.map(shown) })
})

export const getDealer = answer(op.getDealer, async (ctx, { dealerId }) => {
  const dealer = await selectDealer(ctx.db, dealerId)
  if (!dealer) {
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
