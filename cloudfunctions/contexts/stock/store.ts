import type { Fen } from '@xietong/domain/kernel/money'
import type { Page } from '@xietong/domain/kernel/paging'
import { sql } from 'kysely'
import { within } from '../../runtime/data-scope'
import type { Reader, Tx } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'
import { listingQuotas, skuLabels } from '../catalog'
import { CENTRAL_WAREHOUSE, type SkuQuantity, type StockDocument } from './reserve-store'

export interface WarehouseRow {
  readonly id: string
  readonly name: string
  readonly kind: 'central' | 'store'
  readonly dealerId: string | null
}

export async function selectWarehouses(reader: Reader): Promise<WarehouseRow[]> {
  const { rows } = await sql<WarehouseRow>`
    select id, name, kind, dealer_id as "dealerId" from stock.warehouses
    order by kind, name, id limit 1000`.execute(reader)
  return rows
}

export async function selectWarehouseOfDealer(
  reader: Reader,
  dealerId: string,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from stock.warehouses where dealer_id = ${dealerId}`.execute(reader)
  return rows[0]?.id ?? null
}

export async function selectStoreWarehouses(
  reader: Reader,
  dealerIds: readonly string[],
): Promise<{ dealerId: string; id: string }[]> {
  const { rows } = await sql<{ dealerId: string; id: string }>`
    select dealer_id as "dealerId", id from stock.warehouses
    where dealer_id = any(${dealerIds}::uuid[])`.execute(reader)
  return rows
}

export async function saveStoreWarehouse(
  tx: Tx,
  warehouse: { id: string; dealerId: string; name: string },
): Promise<void> {
  await sql`
    insert into stock.warehouses (id, name, kind, dealer_id)
    values (${warehouse.id}, ${warehouse.name}, 'store', ${warehouse.dealerId})
    on conflict (dealer_id) do update set name = excluded.name`.execute(tx)
}

/** A statement of its own before any lock: a balance that is missing is created empty. */
export async function ensureBalances(
  tx: Tx,
  warehouseId: string,
  skuIds: readonly string[],
): Promise<void> {
  await sql`
    insert into stock.balances (warehouse_id, sku_id, on_hand, reserved)
    select ${warehouseId}::uuid, s.sku_id, 0, 0 from unnest(${skuIds}::uuid[]) as s(sku_id)
    order by s.sku_id
    on conflict do nothing`.execute(tx)
}

export interface Availability {
  readonly onHand: number
  readonly reserved: number
  readonly available: number
}
export interface AvailabilityRow extends Availability {
  readonly warehouseId: string
  readonly skuId: string
}

/** Balances of skus in warehouses with what may still be promised of them. */
export async function selectAvailability(
  reader: Reader,
  skuIds: readonly string[],
  warehouseIds: readonly string[],
): Promise<AvailabilityRow[]> {
  const { rows } = await sql<AvailabilityRow>`
    select b.warehouse_id as "warehouseId", b.sku_id as "skuId", b.on_hand as "onHand", b.reserved,
           case when b.warehouse_id = ${CENTRAL_WAREHOUSE} and l.fixed_quantity is not null
                then least(b.on_hand - b.reserved, l.fixed_quantity)
                else b.on_hand - b.reserved end as available
    from stock.balances b join ${skuLabels} l on l.sku_id = b.sku_id
    where b.sku_id = any(${skuIds}::uuid[])
      and b.warehouse_id = any(${warehouseIds}::uuid[])`.execute(reader)
  return rows
}

/** Labels and prices of skus that exist. */
export async function selectSkuFacts(
  reader: Reader,
  skuIds: readonly string[],
): Promise<{ skuId: string; name: string; spec: string; retailFen: Fen }[]> {
  const { rows } = await sql<{ skuId: string; name: string; spec: string; retailFen: Fen }>`
    select l.sku_id as "skuId", l.name, l.spec, l.retail_fen as "retailFen" from ${skuLabels} l
    where l.sku_id = any(${skuIds}::uuid[])`.execute(reader)
  return rows
}

export type MovementKind = 'adjusted' | 'shipped' | 'received' | 'returned'
export interface Movement {
  readonly id: string
  readonly skuId: string
  readonly change: number
}

/** Changes what is there and writes the movements; the rows are locked by the caller. */
export async function moveOnHand(
  tx: Tx,
  move: {
    warehouseId: string
    kind: MovementKind
    movements: readonly Movement[]
    document: StockDocument | null
    reason: string | null
    now: Date
  },
): Promise<void> {
  const { movements, document } = move
  await sql`
    with changed as (
      update stock.balances b set on_hand = b.on_hand + m.change
      from unnest(${movements.map(({ id }) => id)}::uuid[],
                  ${movements.map(({ skuId }) => skuId)}::uuid[],
                  ${movements.map(({ change }) => change)}::int[]) as m(id, sku_id, change)
      where b.warehouse_id = ${move.warehouseId} and b.sku_id = m.sku_id
      returning m.id, m.sku_id, m.change, b.on_hand
    )
    insert into stock.movements (id, at, warehouse_id, sku_id, kind, change, on_hand_after,
                                 document_kind, document_id, document_no, reason)
    select c.id, ${move.now}, ${move.warehouseId}::uuid, c.sku_id, ${move.kind}, c.change,
           c.on_hand,
           ${document?.kind ?? null}, ${document?.id ?? null}::uuid, ${document?.no ?? null},
           ${move.reason}
    from changed c`.execute(tx)
}

/** Takes quantities off a document's reservations and off `reserved`; the balances are locked. */
export async function shrinkReservations(
  tx: Tx,
  document: StockDocument,
  warehouseId: string,
  lines: readonly SkuQuantity[],
): Promise<void> {
  const skuIds = lines.map(({ skuId }) => skuId)
  const quantities = lines.map(({ quantity }) => quantity)
  const own = sql`r.document_id = ${document.id} and r.document_kind = ${document.kind}
    and r.warehouse_id = ${warehouseId}`
  await sql`
    delete from stock.reservations r
    using unnest(${skuIds}::uuid[], ${quantities}::int[]) as l(sku_id, quantity)
    where ${own} and r.sku_id = l.sku_id and r.quantity = l.quantity`.execute(tx)
  await sql`
    update stock.reservations r set quantity = r.quantity - l.quantity
    from unnest(${skuIds}::uuid[], ${quantities}::int[]) as l(sku_id, quantity)
    where ${own} and r.sku_id = l.sku_id and r.quantity > l.quantity`.execute(tx)
  await sql`
    update stock.balances b set reserved = b.reserved - l.quantity
    from unnest(${skuIds}::uuid[], ${quantities}::int[]) as l(sku_id, quantity)
    where b.warehouse_id = ${warehouseId} and b.sku_id = l.sku_id`.execute(tx)
}

export interface BalanceListRow {
  readonly id: string
  readonly warehouseId: string
  readonly warehouseName: string
  readonly skuId: string
  readonly code: string
  readonly name: string
  readonly spec: string
  readonly onHand: number
  readonly reserved: number
  readonly available: number
  readonly warnAt: number
}
export interface Paging<Sort extends string> {
  readonly sort: Sort
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

const containing = (keyword: string) => `%${keyword.replace(/[\\%_]/g, '\\$&')}%`
const byCode = { by: sql`l.code`, type: 'text' }
const byAvailable = { by: sql`(b.on_hand - b.reserved)`, type: 'integer' }

export async function listBalanceRows(
  reader: Reader,
  filter: {
    warehouseId?: string | undefined
    keyword?: string | undefined
    low?: boolean | undefined
    warehouseIds: readonly string[] | null
  },
  paging: Paging<'code' | '-code' | 'available' | '-available'> & { warnAt: number },
): Promise<Page<BalanceListRow>> {
  const { warehouseId, keyword, low } = filter
  const warnAt = sql`coalesce(l.warn_at, ${paging.warnAt}::int)`
  const isLow = sql`b.on_hand - b.reserved <= ${warnAt}`
  return listRows<BalanceListRow>(reader, {
    select: sql`b.warehouse_id || ':' || b.sku_id as id, b.warehouse_id as "warehouseId",
      w.name as "warehouseName", b.sku_id as "skuId", l.code, l.name, l.spec,
      b.on_hand as "onHand", b.reserved, b.on_hand - b.reserved as available,
      ${warnAt} as "warnAt"`,
    from: sql`stock.balances b join stock.warehouses w on w.id = b.warehouse_id
      join ${skuLabels} l on l.sku_id = b.sku_id`,
    where: [
      within(sql`b.warehouse_id`, filter.warehouseIds),
      warehouseId === undefined ? null : sql`b.warehouse_id = ${warehouseId}`,
      keyword === undefined
        ? null
        : sql`(l.code ilike ${containing(keyword)} or l.name ilike ${containing(keyword)})`,
      low === undefined ? null : low ? isLow : sql`not (${isLow})`,
    ],
    sorts: {
      code: { ...byCode, direction: 'asc' },
      '-code': { ...byCode, direction: 'desc' },
      available: { ...byAvailable, direction: 'asc' },
      '-available': { ...byAvailable, direction: 'desc' },
    },
    key: sql`(b.warehouse_id || ':' || b.sku_id)`,
    keyType: 'text',
    ...paging,
  })
}

export interface MovementListRow {
  readonly id: string
  readonly at: Date
  readonly warehouseName: string
  readonly code: string
  readonly name: string
  readonly kind: MovementKind
  readonly change: number
  readonly onHandAfter: number
  readonly documentNo: string | null
  readonly reason: string | null
}

export async function listMovementRows(
  reader: Reader,
  filter: {
    warehouseId?: string | undefined
    skuId?: string | undefined
    documentNo?: string | undefined
    from?: string | undefined
    to?: string | undefined
    warehouseIds: readonly string[] | null
  },
  paging: Paging<'-at' | 'at'>,
): Promise<Page<MovementListRow>> {
  const { warehouseId, skuId, documentNo, from, to } = filter
  return listRows<MovementListRow>(reader, {
    select: sql`m.id, m.at, w.name as "warehouseName", l.code, l.name, m.kind, m.change,
      m.on_hand_after as "onHandAfter", m.document_no as "documentNo", m.reason`,
    from: sql`stock.movements m join stock.warehouses w on w.id = m.warehouse_id
      join ${skuLabels} l on l.sku_id = m.sku_id`,
    where: [
      within(sql`m.warehouse_id`, filter.warehouseIds),
      warehouseId === undefined ? null : sql`m.warehouse_id = ${warehouseId}`,
      skuId === undefined ? null : sql`m.sku_id = ${skuId}`,
      documentNo === undefined ? null : sql`m.document_no = ${documentNo}`,
      from === undefined ? null : sql`m.at >= ${from}::timestamptz`,
      to === undefined ? null : sql`m.at < ${to}::timestamptz`,
    ],
    sorts: {
      '-at': { by: sql`m.at`, type: 'timestamptz', direction: 'desc' },
      at: { by: sql`m.at`, type: 'timestamptz', direction: 'asc' },
    },
    key: sql`m.id`,
    ...paging,
  })
}

export async function takeFromQuota(tx: Tx, listingId: string, quantity: number): Promise<boolean> {
  await sql`
    insert into stock.quota_uses (listing_id, taken) values (${listingId}, 0)
    on conflict do nothing`.execute(tx)
  const { numAffectedRows } = await sql`
    update stock.quota_uses u set taken = u.taken + ${quantity}
    from ${listingQuotas} q
    where u.listing_id = ${listingId} and q.listing_id = u.listing_id
      and (q.quota is null or u.taken + ${quantity} <= q.quota)`.execute(tx)
  return numAffectedRows === 1n
}

export async function returnToQuota(tx: Tx, listingId: string, quantity: number): Promise<void> {
  await sql`
    update stock.quota_uses set taken = greatest(0, taken - ${quantity})
    where listing_id = ${listingId}`.execute(tx)
}

/** An unlimited listing counts nothing, so that a later limit starts from its full number. */
export async function forgetQuota(tx: Tx, listingId: string): Promise<void> {
  await sql`delete from stock.quota_uses where listing_id = ${listingId}`.execute(tx)
}

export async function selectQuotaLeft(
  reader: Reader,
  listingIds: readonly string[],
): Promise<{ listingId: string; left: number }[]> {
  const { rows } = await sql<{ listingId: string; left: number }>`
    select q.listing_id as "listingId", greatest(0, q.quota - coalesce(u.taken, 0)) as left
    from ${listingQuotas} q left join stock.quota_uses u on u.listing_id = q.listing_id
    where q.listing_id = any(${listingIds}::uuid[]) and q.quota is not null`.execute(reader)
  return rows
}

/** Skus of the central warehouse at or under their warning level, scarcest first. */
export async function selectLowStock(
  reader: Reader,
  warnAt: number,
  limit: number,
): Promise<{ skuId: string; name: string; spec: string; available: number; warnAt: number }[]> {
  const { rows } = await sql<{
    skuId: string
    name: string
    spec: string
    available: number
    warnAt: number
  }>`
    select b.sku_id as "skuId", l.name, l.spec, b.on_hand - b.reserved as available,
           coalesce(l.warn_at, ${warnAt}::int) as "warnAt"
    from stock.balances b join ${skuLabels} l on l.sku_id = b.sku_id
    where b.warehouse_id = ${CENTRAL_WAREHOUSE}
      and b.on_hand - b.reserved <= coalesce(l.warn_at, ${warnAt}::int)
    order by b.on_hand - b.reserved, l.code limit ${limit}`.execute(reader)
  return rows
}

/** Units of a limited listing that are sold; nobody takes one more until the transaction ends. */
export async function lockTaken(tx: Tx, listingId: string): Promise<number> {
  await sql`
    insert into stock.quota_uses (listing_id, taken) values (${listingId}, 0)
    on conflict do nothing`.execute(tx)
  const { rows } = await sql<{ taken: number }>`
    select taken from stock.quota_uses where listing_id = ${listingId} for update`.execute(tx)
  return rows[0]?.taken ?? 0
}
