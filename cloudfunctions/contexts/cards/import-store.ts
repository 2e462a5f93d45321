import { sql } from 'kysely'
import { actorKey } from '../../runtime/actor'
import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'

/** Which of the numbers exist already, as a printed card or an electronic one. */
export async function knownNumbers(
  reader: Reader,
  numbers: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ number: string }>`
    select number from cards.card where number = any(${numbers})`.execute(reader)
  return new Set(rows.map(({ number }) => number))
}

export interface PrintedCardToMake {
  readonly id: string
  readonly number: string
  readonly secretHash: Buffer
  readonly productId: string
  readonly name: string
  readonly batch: string | null
  readonly remark: string | null
}

/** Writes printed cards, inactive and held by the platform; answers the numbers that were made. */
export async function insertPrintedCards(
  ctx: Ctx,
  cards: readonly PrintedCardToMake[],
): Promise<Set<string>> {
  const of = (key: keyof PrintedCardToMake) => cards.map((card) => card[key])
  const { rows } = await sql<{ number: string }>`
    with made as (
      insert into cards.card (id, number, secret_hash, kind, state, product_id, name, batch,
        remark, seq, created_at, received_at, moved_at)
      select n.id, n.number, n.hash, 'physical', 'inactive', n.product_id, n.name, n.batch,
        n.remark, 1, ${ctx.now}, ${ctx.now}, ${ctx.now}
      from unnest(${of('id')}::uuid[], ${of('number')}::text[], ${of('secretHash')}::bytea[],
        ${of('productId')}::uuid[], ${of('name')}::text[], ${of('batch')}::text[],
        ${of('remark')}::text[])
        as n(id, number, hash, product_id, name, batch, remark)
      order by n.number
      on conflict do nothing
      returning id, number
    ), told as (
      insert into cards.card_event (card_id, seq, kind, at, actor)
      select id, 1, 'imported', ${ctx.now}, ${actorKey(ctx.actor)} from made
    )
    select number from made`.execute(ctx.tx)
  return new Set(rows.map(({ number }) => number))
}

/** AD-153: printed cards of each product that the platform holds, inactive and not reserved. */
export async function printedCardStock(
  reader: Reader,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ product_id: string; free: number }>`
    select product_id, count(*)::int as free from cards.card
    where product_id = any(${productIds}::uuid[]) and kind = 'physical' and state = 'inactive'
      and member_id is null and holder_dealer_id is null and order_id is null
      and lock_reason is null
    group by product_id`.execute(reader)
  return new Map(rows.map(({ product_id, free }) => [product_id, free]))
}
