import { demoCaller } from './caller'
import { makeDealers, makeLevels } from './channel'
import { makeGoods } from './goods'
import { makeMember, makeOrders, makeVip } from './orders'
import type { DemoParts, DemoWorld } from './parts'
import { makeAccounts, signInChief } from './people'
import { makeSales } from './sales'

/**
 * Writes the demo data through the product's own operations, so that all its rules hold. Every step
 * carries a fixed request key: after a kill in the middle the run is simply repeated.
 */
export async function seedDemo(parts: DemoParts): Promise<void> {
  const caller = demoCaller(parts.baseUrl)
  const world: DemoWorld = { ...parts, caller, admin: await signInChief(parts, caller) }
  await makeAccounts(world)
  const goods = await makeGoods(world)
  const dealers = await makeDealers(world, goods.skus)
  const levelId = await makeLevels(world)
  const store = dealers.get('lakeside') ?? ''
  const first = await makeMember(world, 'ouyang-jingyi')
  const second = await makeMember(world, 'shen-mubai')
  await makeVip(world, levelId, first.user)
  await makeOrders(world, goods, { first, second, store })
  await makeSales(world, store)
}
