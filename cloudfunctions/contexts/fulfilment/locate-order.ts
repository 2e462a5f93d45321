import type { Address } from '@xietong/domain/kernel/schema'
import { MINUTE_MS, plusMs } from '@xietong/domain/kernel/time'
import type { Deps } from '../../runtime/context'
import { placeOf } from './ask-map'
import { type Location, saveLocation, selectLocations } from './location-store'

type Place = Omit<Location, 'tries' | 'confirmedBy'>

interface Addressed {
  readonly id: string
  readonly address: Address | null
}

/**
 * Asks the map where an order goes and stores the outcome. No transaction is open. Whatever fails,
 * the order is only 未定位: nothing waits for the map (IN-079).
 */
export async function locateOrder(deps: Deps, order: Addressed): Promise<Place> {
  const tried = await askMap(deps, order)
  const location = { orderId: order.id, triedAt: deps.now(), ...tried }
  await saveLocation(deps.db, location)
  return location
}

async function askMap(
  deps: Deps,
  { address }: Addressed,
): Promise<Pick<Location, 'state' | 'latitude' | 'longitude' | 'reason'>> {
  const nowhere = { state: 'unlocated', latitude: null, longitude: null } as const
  if (!address) {
    return { ...nowhere, reason: '没有收货地址' }
  }
  const answer = await placeOf(deps, address)
  if (answer.kind !== 'done') {
    return { ...nowhere, reason: answer.message.slice(0, 100) }
  }
  const reason = answer.value.state === 'located' ? '' : '地址定位不够准确，请核对'
  return { ...answer.value, reason }
}

const AGAIN_MS = MINUTE_MS

/** The stored location; one that failed a while ago, or was never tried, is asked for now. */
export async function locationOf(deps: Deps, order: Addressed): Promise<Place> {
  const stored = (await selectLocations(deps.db, [order.id])).get(order.id)
  const again =
    stored?.state === 'unlocated' &&
    stored.confirmedBy === null &&
    plusMs(stored.triedAt, AGAIN_MS) <= deps.now()
  return stored && !again ? stored : locateOrder(deps, order)
}
