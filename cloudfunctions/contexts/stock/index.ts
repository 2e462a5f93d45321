import type { Fen } from '@xietong/domain/kernel/money'
import { refuse } from '@xietong/domain/kernel/result'
import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'
import {
  CENTRAL_WAREHOUSE,
  type JudgedLine,
  lockBalances,
  releaseDocument,
  reserveLines,
  type SkuQuantity,
  type StockDocument,
  selectCoverable,
  selectReservations,
  sumBySku,
} from './reserve-store'
import {
  type Availability,
  type AvailabilityRow,
  ensureBalances,
  forgetQuota,
  moveOnHand,
  returnToQuota,
  saveStoreWarehouse,
  selectAvailability,
  selectLowStock,
  selectQuotaLeft,
  selectSkuFacts,
  selectStoreWarehouses,
  selectWarehouseOfDealer,
  shrinkReservations,
  takeFromQuota,
} from './store'

export { itemsShort } from './count-reminders'
export { CENTRAL_WAREHOUSE, type SkuQuantity, type StockDocument } from './reserve-store'
export type { Availability, AvailabilityRow } from './store'

export interface ShortSku {
  readonly skuId: string
  readonly name: string
  readonly needed: number
  readonly available: number
}
export type Reserved = { readonly ok: true } | { readonly ok: false; readonly short: ShortSku[] }

/**
 * On hand, reserved and available of skus in one warehouse, the central one unless told otherwise.
 */
export async function availability(
  reader: Reader,
  skuIds: readonly string[],
  warehouseId: string = CENTRAL_WAREHOUSE,
): Promise<ReadonlyMap<string, Availability>> {
  if (skuIds.length === 0) {
    return new Map()
  }
  const rows = await selectAvailability(reader, skuIds, [warehouseId])
  return new Map(rows.map((row) => [row.skuId, row]))
}

/** The same for many warehouses at once: what a dispatcher compares. */
export async function availabilityIn(
  reader: Reader,
  skuIds: readonly string[],
  warehouseIds: readonly string[],
): Promise<AvailabilityRow[]> {
  return selectAvailability(reader, skuIds, warehouseIds)
}

/**
 * Promises every line of a document or none. A caller that is refused must refuse too, which rolls
 * back. Holds the locks until commit, so it belongs near the end of a command.
 */
export async function reserve(
  ctx: Ctx,
  request: {
    readonly document: StockDocument
    readonly warehouseId: string | 'central'
    readonly lines: readonly SkuQuantity[]
  },
): Promise<Reserved> {
  if (request.lines.length === 0) {
    return { ok: true }
  }
  const warehouseId = request.warehouseId === 'central' ? CENTRAL_WAREHOUSE : request.warehouseId
  const judged = await reserveLines(ctx.tx, { ...request, warehouseId, now: ctx.now })
  if (judged.enough) {
    return { ok: true }
  }
  return { ok: false, short: await shortOf(ctx.tx, judged.lines) }
}

/** The lines that are short, named for the person who reads the refusal. */
async function shortOf(reader: Reader, judged: readonly JudgedLine[]): Promise<ShortSku[]> {
  const short = judged.filter(({ available, quantity }) => available < quantity)
  const facts = await skuFacts(
    reader,
    short.map(({ skuId }) => skuId),
  )
  return short.map(({ skuId, quantity, available }) => ({
    skuId,
    name: facts.get(skuId)?.label ?? '',
    needed: quantity,
    available,
  }))
}

/** Of many documents those that could be promised everything now, in the order of the wishes. */
export async function coverable(
  reader: Reader,
  wishes: readonly {
    readonly document: StockDocument
    readonly to: string | 'central'
    readonly lines: readonly SkuQuantity[]
  }[],
): Promise<string[]> {
  const found = await selectCoverable(
    reader,
    wishes.map(({ document, to, lines }) => ({
      document,
      warehouseId: to === 'central' ? CENTRAL_WAREHOUSE : to,
      lines,
    })),
  )
  return wishes.flatMap(({ document }) => (found.includes(document.id) ? [document.id] : []))
}

/** Gives back what a document still holds, wherever; giving back twice changes nothing. */
export async function release(
  ctx: Ctx,
  request: { readonly document: { readonly kind: string; readonly id: string } },
): Promise<void> {
  await releaseDocument(ctx.tx, request.document)
}

/** Locks the balances that a batch will touch, sorted, before it touches any. */
export async function lockStock(
  ctx: Ctx,
  request: { readonly warehouseIds: readonly string[]; readonly skuIds: readonly string[] },
): Promise<void> {
  await lockBalances(ctx.tx, request.warehouseIds, request.skuIds)
}

/**
 * Moves a document's promise to another warehouse: both sets of balances are locked in sorted
 * order, the target is judged, and only when nothing is short is the old promise given back and the
 * new one made. A refusal leaves everything as it was.
 */
export async function moveReservation(
  ctx: Ctx,
  request: {
    readonly document: StockDocument
    readonly to: string | 'central'
    readonly lines: readonly SkuQuantity[]
  },
): Promise<Reserved> {
  const { document } = request
  const lines = sumBySku(request.lines)
  const to = request.to === 'central' ? CENTRAL_WAREHOUSE : request.to
  const seen = await selectReservations(ctx.tx, document)
  const isHeld = (line: SkuQuantity) =>
    seen.some(
      (row) => row.warehouseId === to && row.skuId === line.skuId && row.quantity === line.quantity,
    )
  if (seen.length === lines.length && lines.every(isHeld)) {
    return { ok: true }
  }
  const warehouseIds = [...new Set([to, ...seen.map(({ warehouseId }) => warehouseId)])]
  const skuIds = sumBySku([...lines, ...seen]).map(({ skuId }) => skuId)
  await lockBalances(ctx.tx, warehouseIds, skuIds)
  // A count that found goods missing may have taken some of the promise while this waited.
  const held = await selectReservations(ctx.tx, document)
  const free = await availability(ctx.tx, skuIds, to)
  const here = new Map(
    held.filter(({ warehouseId }) => warehouseId === to).map((row) => [row.skuId, row.quantity]),
  )
  const judged = lines.map((line) => ({
    ...line,
    available: (free.get(line.skuId)?.available ?? 0) + (here.get(line.skuId) ?? 0),
  }))
  if (judged.some(({ available, quantity }) => available < quantity)) {
    return { ok: false, short: await shortOf(ctx.tx, judged) }
  }
  await releaseDocument(ctx.tx, document)
  return reserve(ctx, { document, warehouseId: to, lines })
}

/**
 * Takes promised goods out of their warehouse for good. Refused when more than promised would go.
 */
export async function shipReserved(
  ctx: Ctx,
  request: { readonly document: StockDocument; readonly lines: readonly SkuQuantity[] },
) {
  const { document } = request
  const lines = sumBySku(request.lines)
  const planned = await selectReservations(ctx.tx, document)
  const [warehouseId] = planned.map((row) => row.warehouseId)
  if (warehouseId === undefined) {
    return lines.length === 0 ? ({ ok: true } as const) : refuse('INSUFFICIENT_STOCK')
  }
  await lockBalances(
    ctx.tx,
    [warehouseId],
    lines.map(({ skuId }) => skuId),
  )
  // Read again under the lock: another shipment of the same document may have been faster.
  const held = await selectReservations(ctx.tx, document)
  const quantities = new Map(
    held.filter((row) => row.warehouseId === warehouseId).map((row) => [row.skuId, row.quantity]),
  )
  if (lines.some(({ skuId, quantity }) => (quantities.get(skuId) ?? 0) < quantity)) {
    return refuse('INSUFFICIENT_STOCK')
  }
  await shrinkReservations(ctx.tx, document, warehouseId, lines)
  await moveOnHand(ctx.tx, {
    warehouseId,
    kind: 'shipped',
    movements: lines.map(({ skuId, quantity }) => ({ id: ctx.newId(), skuId, change: -quantity })),
    document,
    reason: null,
    now: ctx.now,
  })
  return { ok: true } as const
}

/** Takes units of a limited listing; false when fewer are left. */
export async function takeQuota(
  ctx: Ctx,
  request: { readonly listingId: string; readonly quantity: number },
): Promise<boolean> {
  return takeFromQuota(ctx.tx, request.listingId, request.quantity)
}

export async function giveBackQuota(
  ctx: Ctx,
  request: { readonly listingId: string; readonly quantity: number },
): Promise<void> {
  await returnToQuota(ctx.tx, request.listingId, request.quantity)
}

/** Reaction to `listing.saved`: the number itself is the catalog's, the count of uses is here. */
export async function setQuota(
  ctx: Ctx,
  listing: { readonly listingId: string; readonly quota: number | null },
): Promise<void> {
  if (listing.quota === null) {
    await forgetQuota(ctx.tx, listing.listingId)
  }
}

export { lockTaken as lockQuotaTaken } from './store'

/** What is left of each limited listing; an unlimited one is absent. */
export async function quotaLeft(
  reader: Reader,
  listingIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (listingIds.length === 0) {
    return new Map()
  }
  const rows = await selectQuotaLeft(reader, listingIds)
  return new Map(rows.map(({ listingId, left }) => [listingId, left]))
}

/** Reaction to `dealer.saved`: every 专卖店 is a warehouse of its own. */
export async function ensureStoreWarehouse(
  ctx: Ctx,
  dealer: {
    readonly dealerId: string
    readonly kind: 'partner' | 'store' | null
    readonly name: string
  },
): Promise<void> {
  if (dealer.kind === 'store') {
    const { dealerId, name } = dealer
    await saveStoreWarehouse(ctx.tx, { id: ctx.newId(), dealerId, name })
  }
}

/** Reaction to `goods.saved`: a new sku appears in the central warehouse with nothing on hand. */
export async function ensureCentralBalances(
  ctx: Ctx,
  goods: { readonly skuIds: readonly string[] },
): Promise<void> {
  await ensureBalances(ctx.tx, CENTRAL_WAREHOUSE, goods.skuIds)
}

export async function warehouseOfDealer(reader: Reader, dealerId: string): Promise<string | null> {
  return selectWarehouseOfDealer(reader, dealerId)
}

export interface SkuFacts {
  /** `公蟹 4.0 两`. */
  readonly label: string
  /** The B2B retail price that settlement prices are computed from. */
  readonly retailFen: Fen
}

export async function skuFacts(
  reader: Reader,
  skuIds: readonly string[],
): Promise<ReadonlyMap<string, SkuFacts>> {
  if (skuIds.length === 0) {
    return new Map()
  }
  const rows = await selectSkuFacts(reader, skuIds)
  return new Map(
    rows.map(({ skuId, name, spec, retailFen }) => [
      skuId,
      { label: `${name} ${spec}`, retailFen },
    ]),
  )
}

/** The warehouse of each store among the dealers. */
export async function warehousesOfDealers(
  reader: Reader,
  dealerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await selectStoreWarehouses(reader, dealerIds)
  return new Map(rows.map(({ dealerId, id }) => [dealerId, id]))
}

/** What a document holds, per warehouse and sku. */
export async function reservationsOf(
  reader: Reader,
  document: { readonly kind: string; readonly id: string },
): Promise<(SkuQuantity & { readonly warehouseId: string })[]> {
  return selectReservations(reader, document)
}

/** Central stock at or under its warning level, for the home page. */
export async function lowStock(
  reader: Reader,
  request: { readonly warnAt: number; readonly limit: number },
): Promise<{ skuId: string; name: string; available: number; warnAt: number }[]> {
  const rows = await selectLowStock(reader, request.warnAt, request.limit)
  return rows.map(({ spec, name, ...row }) => ({ ...row, name: `${name} ${spec}` }))
}
