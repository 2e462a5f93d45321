import { sql } from 'kysely'
import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'

export type FavouriteKind = 'package' | 'e-card' | 'physical-card'
export interface Favourite {
  readonly item_id: string
  readonly kind: FavouriteKind
}

/** What a member likes, the newest first; never more than `most` because adding stops there. */
export async function favouritesOf(
  reader: Reader,
  memberId: string,
  most: number,
): Promise<Favourite[]> {
  const { rows } = await sql<Favourite>`
    select item_id, kind from members.favourite where member_id = ${memberId}
    order by added_at desc, item_id limit ${most}`.execute(reader)
  return rows
}

/** Which of these items the member likes. */
export async function likedAmong(
  reader: Reader,
  memberId: string,
  itemIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ item_id: string }>`
    select item_id from members.favourite
    where member_id = ${memberId} and item_id = any(${itemIds}::uuid[])`.execute(reader)
  return new Set(rows.map((row) => row.item_id))
}

/**
 * Adds one; an item already there stays where it is. False when `most` are kept. The member's row
 * is locked, so that taps on two phones cannot pass the limit together.
 */
export async function addFavourite(
  ctx: Ctx,
  wanted: { memberId: string; itemId: string; kind: FavouriteKind; most: number },
): Promise<boolean> {
  const { memberId, itemId, kind, most } = wanted
  await sql`select from members.member where id = ${memberId} for update`.execute(ctx.tx)
  const known = await likedAmong(ctx.tx, memberId, [itemId])
  if (known.has(itemId)) {
    return true
  }
  const { rows } = await sql<{ item_id: string }>`
    insert into members.favourite (member_id, item_id, kind, added_at)
    select ${memberId}, ${itemId}, ${kind}, ${ctx.now}
    where (select count(*) from members.favourite where member_id = ${memberId}) < ${most}
    returning item_id`.execute(ctx.tx)
  return rows.length === 1
}

export async function removeFavourites(
  ctx: Ctx,
  memberId: string,
  itemIds: readonly string[],
): Promise<void> {
  await sql`delete from members.favourite
    where member_id = ${memberId} and item_id = any(${itemIds}::uuid[])`.execute(ctx.tx)
}
