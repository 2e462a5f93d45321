import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'
import { skuLabels } from '../catalog'

export const CENTRAL_WAREHOUSE = '00000000-0000-4000-8000-000000000001'

export interface StockDocument {
  readonly kind: string
  readonly id: string
  readonly no: string
}
export interface SkuQuantity {
  readonly skuId: string
  readonly quantity: number
}
export interface JudgedLine extends SkuQuantity {
  readonly available: number
}

/** One line per sku: an order may name a sku in several packages. */
export function sumBySku(lines: readonly SkuQuantity[]): SkuQuantity[] {
  const sums = new Map<string, number>()
  for (const { skuId, quantity } of lines) {
    sums.set(skuId, (sums.get(skuId) ?? 0) + quantity)
  }
  return [...sums].map(([skuId, quantity]) => ({ skuId, quantity }))
}

/** What may be promised of a balance: a fixed number of the catalog caps the central warehouse. */
const availableOf = (free: ReturnType<typeof sql>, central: boolean) =>
  central
    ? sql`case when r.fixed_quantity is null then ${free} else least(${free}, r.fixed_quantity) end`
    : free

/**
 * Reserves every line or none, in one statement: look, lock the balances in sorted order, judge
 * again on the locked values, then write. The look lets buyers of something sold out leave without
 * waiting for the lock (500 buyers of 10 units: 490 never queue). Answers every line with what was
 * available.
 */
export async function reserveLines(
  tx: Tx,
  request: {
    document: StockDocument
    warehouseId: string
    lines: readonly SkuQuantity[]
    now: Date
  },
): Promise<{ enough: boolean; lines: JudgedLine[] }> {
  const { document, warehouseId, now } = request
  const lines = sumBySku(request.lines)
  const central = warehouseId === CENTRAL_WAREHOUSE
  const { rows } = await sql<JudgedLine & { enough: boolean }>`
    with wanted as materialized (
      select * from unnest(${lines.map(({ skuId }) => skuId)}::uuid[],
                           ${lines.map(({ quantity }) => quantity)}::int[]) as w(sku_id, quantity)
    ),
    rules as materialized (
      select w.sku_id, w.quantity, r.fixed_quantity
      from wanted w left join ${skuLabels} r on r.sku_id = w.sku_id
    ),
    looked as materialized (
      select r.sku_id, r.quantity, r.fixed_quantity,
             coalesce(${availableOf(sql`b.on_hand - b.reserved`, central)}, 0) as available
      from rules r
      left join stock.balances b on b.warehouse_id = ${warehouseId} and b.sku_id = r.sku_id
    ),
    glance as materialized (select bool_and(available >= quantity) as enough from looked),
    locked as materialized (
      select b.sku_id, b.on_hand - b.reserved as free
      from stock.balances b
      where b.warehouse_id = ${warehouseId} and (select enough from glance)
        and b.sku_id = any(${lines.map(({ skuId }) => skuId)}::uuid[])
      order by b.sku_id
      for no key update
    ),
    judged as materialized (
      select r.sku_id, r.quantity,
             coalesce(${availableOf(sql`l.free`, central)}, r.available) as available
      from looked r left join locked l on l.sku_id = r.sku_id
    ),
    verdict as materialized (select bool_and(available >= quantity) as enough from judged),
    taken as (
      update stock.balances b set reserved = b.reserved + j.quantity
      from judged j
      where (select enough from verdict) and b.warehouse_id = ${warehouseId} and b.sku_id = j.sku_id
    ),
    noted as (
      insert into stock.reservations
        (document_id, document_kind, document_no, warehouse_id, sku_id, quantity, created_at)
      select ${document.id}::uuid, ${document.kind}, ${document.no}, ${warehouseId}::uuid, j.sku_id,
             j.quantity, ${now}
      from judged j where (select enough from verdict)
    )
    select j.sku_id as "skuId", j.quantity, j.available::int as available,
           (select enough from verdict) as enough
    from judged j`.execute(tx)
  const enough = rows.every((row) => row.enough)
  return {
    enough,
    lines: rows.map(({ skuId, quantity, available }) => ({ skuId, quantity, available })),
  }
}

/** Gives back everything a document still holds; balances are locked in sorted order first. */
export async function releaseDocument(
  tx: Tx,
  document: { kind: string; id: string },
): Promise<void> {
  await sql`
    with locked as materialized (
      select b.warehouse_id, b.sku_id
      from stock.balances b join stock.reservations r using (warehouse_id, sku_id)
      where r.document_id = ${document.id} and r.document_kind = ${document.kind}
      order by b.warehouse_id, b.sku_id
      for no key update of b
    ),
    gone as (
      delete from stock.reservations r using locked l
      where r.document_id = ${document.id} and r.document_kind = ${document.kind}
        and r.warehouse_id = l.warehouse_id and r.sku_id = l.sku_id
      returning r.warehouse_id, r.sku_id, r.quantity
    )
    update stock.balances b set reserved = b.reserved - g.quantity
    from gone g
    where b.warehouse_id = g.warehouse_id and b.sku_id = g.sku_id`.execute(tx)
}

/**
 * Locks the balances of skus in warehouses, sorted; the order that every writer of stock follows.
 */
export async function lockBalances(
  tx: Tx,
  warehouseIds: readonly string[],
  skuIds: readonly string[],
): Promise<BalanceRow[]> {
  const { rows } = await sql<BalanceRow>`
    select warehouse_id as "warehouseId", sku_id as "skuId", on_hand as "onHand", reserved
    from stock.balances
    where warehouse_id = any(${warehouseIds}::uuid[]) and sku_id = any(${skuIds}::uuid[])
    order by warehouse_id, sku_id
    for no key update`.execute(tx)
  return rows
}

export interface BalanceRow {
  readonly warehouseId: string
  readonly skuId: string
  readonly onHand: number
  readonly reserved: number
}

/** What a document still holds, per warehouse and sku. */
export async function selectReservations(
  reader: Reader,
  document: { kind: string; id: string },
): Promise<(SkuQuantity & { warehouseId: string })[]> {
  const { rows } = await sql<SkuQuantity & { warehouseId: string }>`
    select warehouse_id as "warehouseId", sku_id as "skuId", quantity
    from stock.reservations
    where document_id = ${document.id} and document_kind = ${document.kind}
    order by warehouse_id, sku_id`.execute(reader)
  return rows
}
