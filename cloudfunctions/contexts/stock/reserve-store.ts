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

/**
 * Takes promises of a warehouse back because the goods are not there: the newest first, each by no
 * more than what is missing. The balances are locked by the caller. Answers who lost something.
 */
export async function breakPromises(
  tx: Tx,
  warehouseId: string,
  missing: readonly SkuQuantity[],
): Promise<{ kind: string; id: string }[]> {
  const { rows } = await sql<{ kind: string; id: string }>`
    with wanted as (
      select * from unnest(${missing.map(({ skuId }) => skuId)}::uuid[],
                           ${missing.map(({ quantity }) => quantity)}::int[]) as w(sku_id, missing)
    ),
    ranked as (
      select r.document_id, r.document_kind, r.sku_id, r.quantity, w.missing,
             sum(r.quantity) over (partition by r.sku_id
               order by r.created_at desc, r.document_id) - r.quantity as before
      from stock.reservations r join wanted w on w.sku_id = r.sku_id
      where r.warehouse_id = ${warehouseId}
    ),
    hit as materialized (
      select document_id, document_kind, sku_id, quantity,
             least(quantity, missing - before)::int as lost
      from ranked where before < missing
    ),
    gone as (
      delete from stock.reservations r using hit h
      where r.document_id = h.document_id and r.document_kind = h.document_kind
        and r.warehouse_id = ${warehouseId} and r.sku_id = h.sku_id and h.lost = h.quantity
    ),
    less as (
      update stock.reservations r set quantity = r.quantity - h.lost from hit h
      where r.document_id = h.document_id and r.document_kind = h.document_kind
        and r.warehouse_id = ${warehouseId} and r.sku_id = h.sku_id and h.lost < h.quantity
    ),
    freed as (
      update stock.balances b set reserved = b.reserved - f.lost
      from (select sku_id, sum(lost)::int as lost from hit group by sku_id) f
      where b.warehouse_id = ${warehouseId} and b.sku_id = f.sku_id
    )
    select distinct document_kind as kind, document_id as id from hit`.execute(tx)
  return rows
}

export interface Wish {
  readonly document: StockDocument
  readonly warehouseId: string
  readonly lines: readonly SkuQuantity[]
}

/** Documents whose whole wish could be promised now, their own promises included; no lock. */
export async function selectCoverable(reader: Reader, wishes: readonly Wish[]): Promise<string[]> {
  const lines = wishes.flatMap(({ document, warehouseId, lines }) =>
    sumBySku(lines).map((line) => ({ ...line, id: document.id, kind: document.kind, warehouseId })),
  )
  const { rows } = await sql<{ id: string }>`
    select w.id from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as w(id uuid, kind text, "warehouseId" uuid, "skuId" uuid, quantity int)
    left join stock.balances b on b.warehouse_id = w."warehouseId" and b.sku_id = w."skuId"
    left join stock.reservations r on r.document_id = w.id and r.document_kind = w.kind
      and r.warehouse_id = w."warehouseId" and r.sku_id = w."skuId"
    group by w.id
    having bool_and(coalesce(b.on_hand - b.reserved, 0) + coalesce(r.quantity, 0) >= w.quantity)
  `.execute(reader)
  return rows.map(({ id }) => id)
}
