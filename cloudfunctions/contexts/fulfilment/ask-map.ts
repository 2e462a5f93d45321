import { createHash } from 'node:crypto'
import { plainAddress } from '@xietong/domain/fulfilment/address-key'
import type { Address } from '@xietong/domain/kernel/schema'
import { DAY_MS, MINUTE_MS, plusMs, shanghaiDay } from '@xietong/domain/kernel/time'
import type { Deps } from '../../runtime/context'
import type { PeerAnswer } from '../../runtime/ports'
import { raiseAlarm } from '../peers'
import {
  countUsage,
  deleteOldGeocodes,
  type Geocode,
  type MapService,
  saveGeocode,
  selectGeocode,
  selectUsage,
} from './geocode-store'
import type { Coordinate } from './port'

/** IN-081: so long an answer of the map is used again. */
const KEEP_MS = 180 * DAY_MS
/** The map says that the quota of the day is used up. */
const USED_UP = '121'
/** So long it is then left alone; more quota may be bought during the day. */
const REST_MS = 10 * MINUTE_MS
/** A person is told when so many percent of the day's quota are used. */
const WARN_PERCENT = 80

const used: PeerAnswer<never> = {
  kind: 'refused',
  code: USED_UP,
  message: '今日地图查询次数已用完',
  retry: false,
}

/** The digest under which an address is kept: the cache itself holds no address. */
export function addressKey({ province, city, district, street }: Address): string {
  const plain = plainAddress(`${province}${city}${district}${street}`)
  return createHash('sha256').update(plain).digest('hex')
}

/** What is known of an address without asking anybody. */
export function knownPlace(deps: Deps, address: Address): Promise<Geocode | null> {
  return selectGeocode(deps.db, addressKey(address), plusMs(deps.now(), -KEEP_MS))
}

/** Where an address lies: from the cache, or from the map, which is then remembered. */
export async function placeOf(deps: Deps, address: Address): Promise<PeerAnswer<Geocode>> {
  const known = await knownPlace(deps, address)
  if (known) {
    return { kind: 'done', value: known }
  }
  const { province, city, district, street } = address
  const answer = await withinQuota(deps, 'locate', () =>
    deps.ports.map.locate(`${province}${city}${district}${street}`, city),
  )
  if (answer.kind !== 'done') {
    return answer
  }
  const { latitude, longitude, reliable } = answer.value
  const value = { state: reliable ? 'located' : 'doubtful', latitude, longitude } as const
  const kept = { key: addressKey(address), confirmed: false, foundAt: deps.now() }
  await saveGeocode(deps.db, { ...value, ...kept })
  return { kind: 'done', value }
}

export function drivingMetres(
  deps: Deps,
  from: Coordinate,
  to: readonly Coordinate[],
): Promise<PeerAnswer<(number | null)[]>> {
  return withinQuota(deps, 'driving-distance', () => deps.ports.map.drivingMetres(from, to))
}

/** Whether the map may be asked for places at the moment. */
export const mayLocate = (deps: Deps): Promise<boolean> => mayAsk(deps, 'locate')

async function mayAsk(deps: Deps, service: MapService): Promise<boolean> {
  const { usedUpAt } = await selectUsage(deps.db, shanghaiDay(deps.now()), service)
  return usedUpAt === null || plusMs(usedUpAt, REST_MS) <= deps.now()
}

/**
 * Counts the questions of a day. Once the map has said that nothing is left, it is left alone for a
 * while: each question more would only be refused, and cost the clerk who waits for it.
 */
async function withinQuota<Value>(
  deps: Deps,
  service: MapService,
  ask: () => Promise<PeerAnswer<Value>>,
): Promise<PeerAnswer<Value>> {
  if (!(await mayAsk(deps, service))) {
    return used
  }
  const answer = await ask()
  const refused = answer.kind === 'refused' && answer.code === USED_UP
  const now = deps.now()
  const usedUpAt = refused ? now : null
  const asked = await countUsage(deps.db, { day: shanghaiDay(now), service, usedUpAt })
  await watchQuota(deps, service, asked)
  return answer
}

/** The map does not say what is left: our own count is held against the quota of the contract. */
async function watchQuota(deps: Deps, service: MapService, asked: number): Promise<void> {
  const quota = deps.config.MAP_DAILY_QUOTA
  if (asked === Math.ceil((quota * WARN_PERCENT) / 100)) {
    const what = service === 'locate' ? '地址解析' : '驾车距离'
    await raiseAlarm(deps, {
      kind: 'map-quota',
      peer: 'map',
      text: `今日${what}已查询 ${asked} 次，达到每日 ${quota} 次的 ${WARN_PERCENT}%`,
    })
  }
}

/** Timer: answers that are too old to be used go. */
export function forgetPlaces(deps: Deps): Promise<void> {
  return deleteOldGeocodes(deps.db, plusMs(deps.now(), -KEEP_MS))
}
