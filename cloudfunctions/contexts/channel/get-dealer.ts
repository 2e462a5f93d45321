import * as op from '@xietong/domain/channel/contract'
import { discountRange } from '@xietong/domain/channel/tree'
import { maskPhone } from '@xietong/domain/kernel/mask'
import { fen } from '@xietong/domain/kernel/money'
import { ok, refuse } from '@xietong/domain/kernel/result'
import type { ActorOf } from '../../runtime/actor'
import { answer, type ReadCtx } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { privateLink } from '../files'
import { balancesOf } from '../ledger'
import { selectDealerRecord } from './dealer-record-store'
import { type DealerRow, selectChildren, selectDealer } from './dealer-store'
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
    ...(await recordOf(ctx, dealer)),
    ...(await aboutNetwork(ctx, dealer, parent)),
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

/** Who may not change phones and bank account sees their ends; the licence is a short link. */
async function recordOf(ctx: ReadCtx<ActorOf<'console'>>, { id, phone }: DealerRow) {
  const record = await selectDealerRecord(ctx.db, id)
  const { bankAccount, licence, shipPhone } = record
  const mayEdit = ctx.actor.permissions.has('dealers.edit')
  return {
    ...record,
    phone: mayEdit ? phone : maskPhone(phone),
    shipPhone: mayEdit || shipPhone === '' ? shipPhone : maskPhone(shipPhone),
    bankAccount: mayEdit ? bankAccount : bankAccount.replace(/\d(?=\d{4})/g, '*'),
    licenceUrl: licence && privateLink(ctx.deps, licence).url,
  }
}

async function aboutNetwork(ctx: ReadCtx, dealer: DealerRow, parent: DealerRow | null) {
  const { questions } = ctx.deps
  const topId = parent?.parentId ?? dealer.parentId ?? dealer.id
  const [members, salespeople] = await Promise.all([
    questions.membersOfDealers(ctx.db, [dealer.id]),
    questions.salespeopleOf(ctx.db, [topId]),
  ])
  return {
    memberCount: members.get(dealer.id) ?? 0,
    salespersonName: salespeople.get(topId) ?? null,
  }
}
