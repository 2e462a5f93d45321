import { type CardKind, type CardState, cardMachine } from '@xietong/domain/cards/states'
import { sourcesOf } from '@xietong/domain/kernel/state-machine'
import { sql } from 'kysely'
import { actorKey } from '../../runtime/actor'
import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'

export interface CardRow {
  readonly id: string
  readonly number: string
  readonly kind: CardKind
  readonly state: CardState
  readonly product_id: string
  readonly name: string
  readonly member_id: string | null
  readonly dealer_id: string | null
  readonly holder_dealer_id: string | null
  readonly owner_dealer_id: string | null
  readonly enterprise: string | null
  readonly order_no: string | null
  readonly used_order_id: string | null
  readonly lock_reason: string | null
  readonly vip: boolean
  readonly batch: string | null
  readonly remark: string | null
  readonly created_at: Date
  readonly received_at: Date
  readonly activated_at: Date | null
  readonly moved_at: Date | null
}

/** Columns of a card that may leave the store; the secret's hash is not among them. */
export const cardColumns = sql`c.id, c.number, c.kind, c.state, c.product_id, c.name, c.member_id,
  c.dealer_id, c.holder_dealer_id, c.owner_dealer_id, c.enterprise, c.order_no, c.used_order_id,
  c.lock_reason, c.vip, c.batch, c.remark, c.created_at, c.received_at, c.activated_at, c.moved_at`

export async function findCard(reader: Reader, cardId: string): Promise<CardRow | null> {
  const { rows } = await sql<CardRow>`
    select ${cardColumns} from cards.card c where c.id = ${cardId}`.execute(reader)
  return rows[0] ?? null
}

export async function findCards(reader: Reader, cardIds: readonly string[]): Promise<CardRow[]> {
  const { rows } = await sql<CardRow>`
    select ${cardColumns} from cards.card c where c.id = any(${cardIds}) order by c.id`.execute(
    reader,
  )
  return rows
}

/** Locks cards in sorted order, so that two redemptions of several cards never wait in a circle. */
export async function lockCardRows(ctx: Ctx, cardIds: readonly string[]): Promise<CardRow[]> {
  const { rows } = await sql<CardRow>`
    select ${cardColumns} from cards.card c where c.id = any(${cardIds})
    order by c.id for update`.execute(ctx.tx)
  return rows
}

export async function lockCardsOfOrder(ctx: Ctx, orderId: string): Promise<CardRow[]> {
  const { rows } = await sql<CardRow>`
    select ${cardColumns} from cards.card c where c.order_id = ${orderId}
    order by c.id for update`.execute(ctx.tx)
  return rows
}

export async function selectCardsOfOrder(reader: Reader, orderId: string): Promise<CardRow[]> {
  const { rows } = await sql<CardRow>`
    (select ${cardColumns} from cards.card c where c.order_id = ${orderId}
      order by c.ordinal limit 200)
    union
    (select ${cardColumns} from cards.card c where c.used_order_id = ${orderId} limit 200)
    order by number limit 200`.execute(reader)
  return rows
}

export async function productsOfMember(reader: Reader, memberId: string): Promise<string[]> {
  const { rows } = await sql<{ product_id: string }>`
    select distinct product_id from cards.card where member_id = ${memberId}`.execute(reader)
  return rows.map((row) => row.product_id)
}

export interface NewCard {
  readonly id: string
  readonly number: string
  readonly secretHash: Buffer
  readonly ordinal: number
}

export interface Issue {
  readonly orderId: string
  readonly orderNo: string
  readonly lineId: string
  readonly memberId: string
  readonly dealerId: string | null
  readonly product: { readonly id: string; readonly name: string }
}

/**
 * Writes cards with their first event. A taken ordinal or number is skipped, never doubled; the
 * answer counts what was written.
 */
export async function insertCards(
  ctx: Ctx,
  issue: Issue,
  cards: readonly NewCard[],
): Promise<number> {
  const of = (key: keyof NewCard) => cards.map((card) => card[key])
  const { rows } = await sql<{ made: number }>`
    with made as (
      insert into cards.card (id, number, secret_hash, kind, state, product_id, name, member_id,
        dealer_id, order_id, order_no, order_line_id, ordinal, seq, created_at, received_at,
        activated_at, moved_at)
      select n.id, n.number, n.hash, 'electronic', 'active', ${issue.product.id},
        ${issue.product.name}, ${issue.memberId}, ${issue.dealerId}::uuid,
        ${issue.orderId}, ${issue.orderNo},
        ${issue.lineId}, n.ordinal, 1,
        ${ctx.now}, ${ctx.now}, ${ctx.now}, ${ctx.now}
      from unnest(${of('id')}::uuid[], ${of('number')}::text[], ${of('secretHash')}::bytea[],
        ${of('ordinal')}::int[])
        as n(id, number, hash, ordinal)
      on conflict do nothing
      returning id
    ), told as (
      insert into cards.card_event (card_id, seq, kind, at, order_id, actor)
      select id, 1, 'issued', ${ctx.now}, ${issue.orderId}, ${actorKey(ctx.actor)} from made
    )
    select count(*)::int as made from made`.execute(ctx.tx)
  return rows[0]?.made ?? 0
}

export async function issuedOrdinals(ctx: Ctx, lineId: string): Promise<Set<number>> {
  const { rows } = await sql<{ ordinal: number }>`
    select ordinal from cards.card where order_line_id = ${lineId}`.execute(ctx.tx)
  return new Set(rows.map((row) => row.ordinal))
}

export interface CardChange {
  readonly cardIds: readonly string[]
  readonly to: CardState
  readonly kind: 'used' | 'voided' | 'activated'
  readonly orderId: string | null
  readonly note?: string
}

/** Cards that an order had used are active again, each with its event; answers how many. */
export async function restoreUsed(
  ctx: Ctx,
  order: { readonly orderId: string; readonly note: string },
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    with mine as (
      select id from cards.card where used_order_id = ${order.orderId} and state = 'used'
      order by id for update
    ), changed as (
      update cards.card c set state = 'active', seq = c.seq + 1, used_order_id = null,
        moved_at = ${ctx.now}
      from mine where c.id = mine.id returning c.id, c.seq
    ), told as (
      insert into cards.card_event (card_id, seq, kind, at, order_id, actor, note)
      select id, seq, 'restored', ${ctx.now}, ${order.orderId}::uuid, ${actorKey(ctx.actor)},
        ${order.note}
      from changed
    )
    select id from changed`.execute(ctx.tx)
  return rows.length
}

/**
 * The only way a card changes its state: conditional on the table, with its event. Answers the ids.
 */
export async function changeCards(ctx: Ctx, change: CardChange): Promise<string[]> {
  // Only an order gives a used card back (restoreUsed); activating is for cards never active.
  const sources = change.kind === 'activated' ? ['inactive'] : sourcesOf(cardMachine, change.to)
  const { rows } = await sql<{ id: string }>`
    with changed as (
      update cards.card
      set state = ${change.to}, seq = seq + 1,
        used_order_id = ${change.to === 'used' ? change.orderId : null}::uuid,
        activated_at = case when ${change.kind} = 'activated' then ${ctx.now} else activated_at end,
        moved_at = ${ctx.now}
      where id = any(${change.cardIds}) and state = any(${sources}) and lock_reason is null
      returning id, seq
    ), told as (
      insert into cards.card_event (card_id, seq, kind, at, order_id, actor, note)
      select id, seq, ${change.kind}, ${ctx.now}, ${change.orderId}::uuid, ${actorKey(ctx.actor)},
        ${change.note ?? ''}
      from changed
    )
    select id from changed`.execute(ctx.tx)
  return rows.map((row) => row.id)
}
