import type { Fen } from '@xietong/domain/kernel/money'
import type { Page } from '@xietong/domain/kernel/paging'
import { type RawBuilder, sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'

export type ShelfState = 'draft' | 'off' | 'on'

export interface Goods {
  readonly name: string
  readonly categoryId: string | null
  readonly pictures: string[]
  readonly video: string | null
  readonly unit: string
  readonly taxClass: string
  readonly parameters: { name: string; value: string }[]
}
export interface GoodsRow extends Goods {
  readonly id: string
  readonly state: ShelfState
  readonly version: number
  readonly createdAt: Date
}
export interface Sku {
  readonly id: string
  readonly code: string
  readonly spec: string
  readonly retailFen: Fen
  readonly weightGrams: number
  readonly fixedQuantity: number | null
  readonly warnAt: number | null
}

const goodsColumns = sql`g.id, g.name, g.category_id as "categoryId", g.pictures, g.video, g.unit,
  g.tax_class as "taxClass", g.parameters, g.state, g.version, g.created_at as "createdAt"`

export async function selectGoods(reader: Reader, id: string): Promise<GoodsRow | null> {
  const { rows } = await sql<GoodsRow>`
    select ${goodsColumns} from catalog.goods g where g.id = ${id}`.execute(reader)
  return rows[0] ?? null
}

/** Locks goods in sorted order, so that two batches never wait for each other. */
export async function lockGoods(tx: Tx, ids: readonly string[]): Promise<GoodsRow[]> {
  const { rows } = await sql<GoodsRow>`
    select ${goodsColumns} from catalog.goods g
    where g.id = any(${ids}::uuid[]) order by g.id for update`.execute(tx)
  return rows
}

export async function selectSkus(
  reader: Reader,
  goodsIds: readonly string[],
): Promise<(Sku & { goodsId: string })[]> {
  const { rows } = await sql<Sku & { goodsId: string }>`
    select id, goods_id as "goodsId", code, spec, retail_fen as "retailFen",
           weight_grams as "weightGrams", fixed_quantity as "fixedQuantity", warn_at as "warnAt"
    from catalog.skus
    where goods_id = any(${goodsIds}::uuid[]) and not retired
    order by goods_id, position, id`.execute(reader)
  return rows
}

export async function insertGoods(
  tx: Tx,
  goods: Goods & { id: string; state: ShelfState; now: Date },
): Promise<void> {
  await sql`
    insert into catalog.goods (id, name, category_id, pictures, video, unit, tax_class, parameters,
                               state, version, created_at)
    values (${goods.id}, ${goods.name}, ${goods.categoryId}, ${goods.pictures}::uuid[],
            ${goods.video}, ${goods.unit}, ${goods.taxClass},
            ${JSON.stringify(goods.parameters)}::jsonb, ${goods.state}, 1, ${goods.now})`.execute(
    tx,
  )
}

/** Saves when the stored version is the one that was shown; false otherwise. */
export async function updateGoodsRow(
  tx: Tx,
  goods: Goods & { id: string; version: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update catalog.goods
    set name = ${goods.name}, category_id = ${goods.categoryId},
        pictures = ${goods.pictures}::uuid[],
        video = ${goods.video}, unit = ${goods.unit}, tax_class = ${goods.taxClass},
        parameters = ${JSON.stringify(goods.parameters)}::jsonb, version = version + 1
    where id = ${goods.id} and version = ${goods.version}`.execute(tx)
  return numAffectedRows === 1n
}

/**
 * Writes the skus of goods as the form lists them: known ones are changed, new ones added, those
 * left out retired. Answers false when an id belongs to other goods.
 */
export async function saveSkus(tx: Tx, goodsId: string, skus: readonly Sku[]): Promise<boolean> {
  await sql`
    update catalog.skus set retired = true
    where goods_id = ${goodsId} and not (id = any(${skus.map(({ id }) => id)}::uuid[]))`.execute(tx)
  const { numAffectedRows } = await sql`
    insert into catalog.skus (id, goods_id, code, spec, retail_fen, weight_grams, fixed_quantity,
                              warn_at, position, retired)
    select s.id, ${goodsId}::uuid, s.code, s.spec, s.retail_fen, s.weight_grams, s.fixed_quantity,
           s.warn_at, s.position, false
    from jsonb_to_recordset(${JSON.stringify(skus.map(skuRecord))}::jsonb) as s(
      id uuid, code text, spec text, retail_fen bigint, weight_grams integer,
      fixed_quantity integer, warn_at integer, position integer)
    on conflict (id) do update
    set code = excluded.code, spec = excluded.spec, retail_fen = excluded.retail_fen,
        weight_grams = excluded.weight_grams, fixed_quantity = excluded.fixed_quantity,
        warn_at = excluded.warn_at, position = excluded.position, retired = false
    where skus.goods_id = excluded.goods_id`.execute(tx)
  return Number(numAffectedRows) === skus.length
}

const skuRecord = (sku: Sku, position: number) => ({
  id: sku.id,
  code: sku.code,
  spec: sku.spec,
  retail_fen: sku.retailFen,
  weight_grams: sku.weightGrams,
  fixed_quantity: sku.fixedQuantity,
  warn_at: sku.warnAt,
  position,
})

export async function setGoodsState(
  tx: Tx,
  ids: readonly string[],
  state: ShelfState,
): Promise<void> {
  await sql`
    update catalog.goods set state = ${state}, version = version + 1
    where id = any(${ids}::uuid[])`.execute(tx)
}

export interface GoodsListRow {
  readonly id: string
  readonly name: string
  readonly categoryName: string | null
  readonly picture: string | null
  readonly skuIds: string[]
  readonly retailFromFen: Fen | null
  readonly state: ShelfState
  readonly createdAt: Date
}
export interface GoodsListInput {
  readonly filter: {
    keyword?: string | undefined
    categoryId?: string | undefined
    state?: ShelfState | undefined
    /** Only these, whatever else is asked for. */
    ids?: readonly string[] | undefined
  }
  readonly sort: '-createdAt' | 'createdAt' | 'name' | '-name'
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

const created = { by: sql`g.created_at`, type: 'timestamptz' }
const named = { by: sql`g.name`, type: 'text' }

/** `%` and `_` typed by a user are letters to look for, not patterns. */
export function containing(keyword: string): string {
  return `%${keyword.replace(/[\\%_]/g, '\\$&')}%`
}

export async function listGoodsRows(
  reader: Reader,
  input: GoodsListInput,
): Promise<Page<GoodsListRow>> {
  const { keyword, categoryId, state, ids } = input.filter
  const where: (RawBuilder<unknown> | null)[] = [
    keyword === undefined
      ? null
      : sql`(g.name ilike ${containing(keyword)} or exists (
          select 1 from catalog.skus s
          where s.goods_id = g.id and not s.retired and s.code ilike ${containing(keyword)}))`,
    categoryId === undefined ? null : sql`g.category_id = ${categoryId}`,
    state === undefined ? null : sql`g.state = ${state}`,
    ids === undefined ? null : sql`g.id = any(${ids}::uuid[])`,
  ]
  return listRows<GoodsListRow>(reader, {
    select: sql`g.id, g.name, c.name as "categoryName", g.pictures[1] as picture,
      array(select s.id from catalog.skus s where s.goods_id = g.id and not s.retired) as "skuIds",
      (select min(s.retail_fen) from catalog.skus s where s.goods_id = g.id and not s.retired)
        as "retailFromFen",
      g.state, g.created_at as "createdAt"`,
    from: sql`catalog.goods g left join catalog.categories c on c.id = g.category_id`,
    where,
    sorts: {
      '-createdAt': { ...created, direction: 'desc' },
      createdAt: { ...created, direction: 'asc' },
      name: { ...named, direction: 'asc' },
      '-name': { ...named, direction: 'desc' },
    },
    sort: input.sort,
    key: sql`g.id`,
    page: input.page,
    size: input.size,
    after: input.after,
  })
}
