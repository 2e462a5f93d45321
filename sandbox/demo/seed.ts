import { demoCaller } from './caller'
import { makeDealers, makeLevels } from './channel'
import { makeGoods } from './goods'
import {
  allowMessages,
  buyDemoCards,
  leaveWaiting,
  makeMember,
  makeToday,
  makeVip,
  sendParcel,
} from './orders'
import type { DemoParts, DemoWorld } from './parts'
import { makeAccounts, signInChief } from './people'
import { makePrintedCards } from './printed-cards'
import { makeSales } from './sales'
import { makeScene } from './scene'

const HOUR = 3_600_000
export const DEMO_BEGINS_HOURS_AGO = 144

/**
 * Writes the demo data through the product's own operations, so that all its rules hold. The clock
 * stands some days back at first and comes forward with the story, so that the timers run as they
 * would have. Every step carries a fixed request key: after a kill the run is simply repeated.
 */
export async function seedDemo(parts: DemoParts): Promise<void> {
  const caller = demoCaller(parts.baseUrl)
  const world: DemoWorld = { ...parts, caller, admin: '' }
  const to = async (hoursAgo: number) => {
    await moveClock(parts, hoursAgo)
    world.admin = await signInChief(parts)
  }
  await to(DEMO_BEGINS_HOURS_AGO)
  const accounts = await makeAccounts(world)
  const goods = await makeGoods(world)
  const dealers = await makeDealers(world, goods.skus)
  const levelId = await makeLevels(world)
  const store = dealers.get('lakeside') ?? ''
  await makePrintedCards(world, goods, store)
  await makeSales(world, store)
  await makeScene(world, accounts.get('guyutong') ?? '')
  const first = await makeMember(world, 'ouyang-jingyi')
  const second = await makeMember(world, 'shen-mubai')
  await makeVip(world, levelId, first.user)
  await allowMessages(world, first)
  const order = { goods, first, second, store }
  await to(120)
  const cardOrder = await buyDemoCards(world, order)
  await to(54)
  await leaveWaiting(world, order)
  await to(28)
  await sendParcel(world, order)
  await to(0)
  await makeToday(world, order, cardOrder)
}

/** A jump takes effect at the next tick of the host, which is awaited. */
async function moveClock({ baseUrl }: DemoParts, hoursAgo: number): Promise<void> {
  const change = hoursAgo === 0 ? { real: true } : { offsetMs: -hoursAgo * HOUR }
  await fetch(`${baseUrl}/_control/clock`, { method: 'POST', body: JSON.stringify(change) })
  await new Promise((done) => setTimeout(done, 1_500))
}
