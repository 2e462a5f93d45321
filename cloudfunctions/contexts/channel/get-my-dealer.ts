import { getMyDealer as declared } from '@xietong/domain/channel/contract'
import { menusOf } from '@xietong/domain/channel/menus'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { balancesOf } from '../ledger'
import { selectDealer } from './dealer-store'

/**
 * DL-018 to DL-020: who I am here, whom I belong to and which menus that gives; a superior's
 * figures are never in it.
 */
export const getMyDealer = answer(declared, async (ctx) => {
  const { actor, db } = ctx
  const dealer = await selectDealer(db, actor.dealerId)
  if (!dealer) {
    return refuse('NOT_FOUND')
  }
  const menus = menusOf(actor)
  const parent = dealer.parentId ? await selectDealer(db, dealer.parentId) : null
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
    parentName: parent?.name ?? null,
    parentTier: parent?.tier ?? null,
    parentPhone: parent?.phone ?? null,
    storedValueFen: balances?.storedValueFen ?? null,
    creditLimitFen: balances?.creditLimitFen ?? null,
    debtFen: balances?.debtFen ?? null,
  })
})
