import { getMyDealer as declared } from '@xietong/domain/channel/contract'
import { menusOf } from '@xietong/domain/channel/menus'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { balancesOf } from '../ledger'
import { dealerNames } from './chain-store'
import { selectDealer } from './dealer-store'

/**
 * DL-018, DL-019: who I am here and which menus that gives; a superior's figures are never in it.
 */
export const getMyDealer = answer(declared, async (ctx) => {
  const { actor, db } = ctx
  const dealer = await selectDealer(db, actor.dealerId)
  if (!dealer) {
    return refuse('NOT_FOUND')
  }
  const menus = menusOf(actor)
  const parents = await dealerNames(db, dealer.parentId ? [dealer.parentId] : [])
  const seesMoney = menus.some((menu) => menu === 'stored-value')
  const balances = seesMoney ? await balancesOf(db, dealer.id) : null
  return ok({
    dealerId: dealer.id,
    name: dealer.name,
    tier: dealer.tier,
    kind: dealer.kind,
    state: dealer.state,
    personName: actor.name,
    role: actor.role,
    modules: [...actor.modules],
    menus,
    parentName: parents.get(dealer.parentId ?? '') ?? null,
    storedValueFen: balances?.storedValueFen ?? null,
    creditLimitFen: balances?.creditLimitFen ?? null,
    debtFen: balances?.debtFen ?? null,
  })
})
