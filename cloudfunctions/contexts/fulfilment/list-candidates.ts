import * as op from '@xietong/domain/fulfilment/contract'
import { byNearness, type Point } from '@xietong/domain/fulfilment/distance'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { answer, type Deps, type ReadCtx } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { listStores } from '../channel'
import { type OrderForDispatch, orderForDispatch } from '../orders'
import { availabilityIn, CENTRAL_WAREHOUSE, reservationsOf, warehousesOfDealers } from '../stock'
import { drivingMetres } from './ask-map'
import { locationOf } from './locate-order'
import type { Location } from './location-store'
import { documentOf, isDispatchable, type Need, needsOf } from './needs'
import { countOpenNotes } from './note-store'

/** Driving distance is asked for so many of the nearest stores (IN-080). */
const DRIVEN_STORES = 20
const STORES_SHOWN = 200

/**
 * AD-246, AD-247: all stores, nearest first; one that is short stays visible and says what is
 * short.
 */
export const listCandidates = answer(op.listCandidates, async (ctx, { orderId }) => {
  const order = await orderForDispatch(ctx.db, orderId)
  if (!order || !(await isInScope(ctx, ctx.db, order.dealerId))) {
    return refuse('NOT_FOUND')
  }
  if (!isDispatchable(order) || !order.address) {
    return refuse('NOT_DISPATCHABLE')
  }
  const location = await locationOf(ctx.deps, order)
  const point = pointOf(location)
  const sorted = byNearness(await listStores(ctx.db), order.address, point).slice(0, STORES_SHOWN)
  const driving = await drivingKm(
    ctx.deps,
    point,
    sorted.map(({ store }) => store),
  )
  const stores = sorted.map(({ store }) => store.dealerId)
  const stock = await stockFor(ctx, order, stores)
  const openNotes = await countOpenNotes(ctx.db)
  return ok({
    located: point !== null,
    doubtful: location.state === 'doubtful',
    note: noteOf(location, driving),
    latitude: location.latitude,
    longitude: location.longitude,
    platform: verdict(stock.of(null)),
    stores: sorted.map(({ store, distanceKm }, index) => ({
      dealerId: store.dealerId,
      name: store.name,
      region: `${store.city}${store.district}`,
      distanceKm,
      drivingKm: driving?.[index] ?? null,
      latitude: store.latitude,
      longitude: store.longitude,
      ...verdict(stock.of(store.dealerId)),
      lines: stock.of(store.dealerId),
      openNotes: openNotes.get(store.dealerId) ?? 0,
    })),
  })
})

function pointOf({
  state,
  latitude,
  longitude,
}: Pick<Location, 'state' | 'latitude' | 'longitude' | 'reason'>): Point | null {
  return state === 'located' && latitude !== null && longitude !== null
    ? { latitude, longitude }
    : null
}

function noteOf(
  location: Pick<Location, 'state' | 'latitude' | 'longitude' | 'reason'>,
  driving: unknown,
): string {
  if (location.state !== 'located') {
    return `未定位：${location.reason || '地址没有解析结果'}，按同城、同省排序`.slice(0, 100)
  }
  return driving === null ? '驾车距离暂不可用，按直线距离排序' : ''
}

/** Driving distances of the nearest stores in km; null when the map does not answer (IN-080). */
async function drivingKm(
  deps: Deps,
  from: Point | null,
  stores: readonly Point[],
): Promise<(number | null)[] | null> {
  if (from === null || stores.length === 0) {
    return []
  }
  const answered = await drivingMetres(deps, from, stores.slice(0, DRIVEN_STORES))
  return answered.kind === 'done'
    ? answered.value.map((metres) => (metres === null ? null : Math.round(metres / 100) / 10))
    : null
}

interface StockLine {
  readonly sku: string
  readonly needed: number
  readonly available: number
  readonly after: number
}

/**
 * What each party has of what the order needs; what the order itself holds counts as free for it.
 */
async function stockFor(
  ctx: ReadCtx,
  order: OrderForDispatch,
  dealerIds: readonly string[],
): Promise<{ of(dealerId: string | null): StockLine[] }> {
  const needs = needsOf(order)
  const skuIds = needs.map(({ skuId }) => skuId)
  const warehouses = await warehousesOfDealers(ctx.db, dealerIds)
  const ids = [CENTRAL_WAREHOUSE, ...warehouses.values()]
  const balances = await availabilityIn(ctx.db, skuIds, ids)
  const held = await reservationsOf(ctx.db, documentOf(order))
  const free = new Map<string, number>()
  for (const { warehouseId, skuId, available } of balances) {
    free.set(`${warehouseId}/${skuId}`, available)
  }
  for (const { warehouseId, skuId, quantity } of held) {
    const key = `${warehouseId}/${skuId}`
    free.set(key, (free.get(key) ?? 0) + quantity)
  }
  const lineOf = (warehouseId: string | undefined, { skuId, label, quantity }: Need) => {
    const available = Math.max(0, free.get(`${warehouseId}/${skuId}`) ?? 0)
    return { sku: label, needed: quantity, available, after: available - quantity }
  }
  return {
    of: (dealerId) => {
      const warehouseId = dealerId === null ? CENTRAL_WAREHOUSE : warehouses.get(dealerId)
      return needs.map((need) => lineOf(warehouseId, need))
    },
  }
}

function verdict(lines: readonly StockLine[]) {
  const short = lines
    .filter(({ needed, available }) => available < needed)
    .map(({ sku, needed, available }) => ({ sku, needed, available }))
  return { enough: short.length === 0, short }
}
