import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export type CategoryKind = 'goods' | 'package' | 'e-card' | 'physical-card'

export interface CategoryRow {
  readonly id: string
  readonly kind: CategoryKind
  readonly name: string
  readonly parentId: string | null
  readonly sort: number
  readonly shown: boolean
  readonly icon: string | null
  readonly usedBy: number
  readonly version: number
}

/** Categories of a kind in the console's order with how many goods or listings use each. */
export async function selectCategories(reader: Reader, kind: CategoryKind): Promise<CategoryRow[]> {
  const { rows } = await sql<CategoryRow>`
    select c.id, c.kind, c.name, c.parent_id as "parentId", c.sort, c.shown,
           c.icon, c.version, ((select count(*) from catalog.goods g where g.category_id = c.id)
            + (select count(*) from catalog.listings l where l.category_id = c.id))::int as "usedBy"
    from catalog.categories c
    where c.kind = ${kind}
    order by c.sort, c.created_at, c.id
    limit 500`.execute(reader)
  return rows
}

export interface NewCategory {
  readonly id: string
  readonly kind: CategoryKind
  readonly name: string
  readonly parentId: string | null
  readonly sort: number
  readonly shown: boolean
  readonly icon: string | null
  readonly now: Date
}

/** A sub-category lies under a first-level one of the same kind; false when there is no such. */
export async function insertCategory(tx: Tx, category: NewCategory): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into catalog.categories (id, kind, name, parent_id, sort, shown, icon, created_at)
    select ${category.id}, ${category.kind}, ${category.name}, ${category.parentId}::uuid,
           ${category.sort}, ${category.shown},
           ${category.icon}::uuid, ${category.now}
    where ${category.parentId}::uuid is null or exists (
      select 1 from catalog.categories p
      where p.id = ${category.parentId}::uuid and p.kind = ${category.kind} and p.parent_id is null
      for share
    )`.execute(tx)
  return numAffectedRows === 1n
}

export interface StoredCategory {
  readonly name: string
  readonly sort: number
  readonly shown: boolean
  readonly icon: string | null
  readonly version: number
}

export async function selectCategory(tx: Tx, id: string): Promise<StoredCategory | null> {
  const { rows } = await sql<StoredCategory>`
    select name, sort, shown, icon, version from catalog.categories
    where id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

export async function updateCategoryRow(
  tx: Tx,
  change: { id: string; name: string; sort: number; shown: boolean; icon: string | null },
): Promise<void> {
  await sql`
    update catalog.categories
    set name = ${change.name}, sort = ${change.sort}, shown = ${change.shown},
      icon = ${change.icon},
      version = version + 1
    where id = ${change.id}`.execute(tx)
}

/**
 * Deletes a category that nothing uses. The foreign keys refuse what was added at the same moment.
 */
export async function deleteCategoryRow(tx: Tx, id: string): Promise<void> {
  await sql`delete from catalog.categories where id = ${id}`.execute(tx)
}
