import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'
import {
  type CardRow,
  changeCards,
  lockCardRows,
  lockCardsOfOrder,
  restoreUsed,
  selectCardsOfOrder,
} from './store'

/** A card as other contexts see it; the number is whole, the secret absent. */
export interface Card {
  readonly id: string
  readonly number: string
  readonly kind: CardRow['kind']
  readonly state: CardRow['state']
  readonly productId: string
  readonly name: string
  readonly memberId: string | null
  /** Whose member bought it: what data scopes go by. */
  readonly dealerId: string | null
  readonly locked: boolean
  readonly vip: boolean
}

export function cardView(row: CardRow): Card {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    state: row.state,
    productId: row.product_id,
    name: row.name,
    memberId: row.member_id,
    dealerId: row.dealer_id,
    locked: row.lock_reason !== null,
    vip: row.vip,
  }
}

/**
 * Locks the rows of cards until the transaction ends and answers them; null when one is missing or,
 * with a `memberId`, belongs to somebody else: foreign cards are not found.
 */
export async function lockCards(
  ctx: Ctx,
  wanted: { readonly cardIds: readonly string[]; readonly memberId: string | null },
): Promise<Card[] | null> {
  const rows = await lockCardRows(ctx, wanted.cardIds)
  const mine = rows.filter((row) => wanted.memberId === null || row.member_id === wanted.memberId)
  return mine.length === new Set(wanted.cardIds).size ? mine.map(cardView) : null
}

/**
 * Uses cards for a pick-up order; false when any of them was no longer usable (nothing may be
 * kept).
 */
export async function useCards(
  ctx: Ctx,
  use: { readonly cardIds: readonly string[]; readonly orderId: string },
): Promise<boolean> {
  const used = await changeCards(ctx, { ...use, to: 'used', kind: 'used' })
  return used.length === new Set(use.cardIds).size
}

/** Gives the cards of a pick-up that was cancelled back to their holder (MB-058). */
export function restoreCards(
  ctx: Ctx,
  order: { readonly orderId: string; readonly reason: string },
): Promise<number> {
  return restoreUsed(ctx, { orderId: order.orderId, note: order.reason })
}

/** Voids the unused cards that an order was issued (its money was given back); answers how many. */
export async function voidCards(
  ctx: Ctx,
  order: { readonly orderId: string; readonly reason: string },
): Promise<number> {
  const rows = await lockCardsOfOrder(ctx, order.orderId)
  const cardIds = rows.map((row) => row.id)
  const voided = await changeCards(ctx, {
    cardIds,
    to: 'void',
    kind: 'voided',
    orderId: order.orderId,
    note: order.reason,
  })
  return voided.length
}

/**
 * Voids so many unused, free cards that an order was issued and its buyer still holds, before their
 * money goes back (AD-225); answers how many there were, at most `count`.
 */
export async function voidUnusedCards(
  ctx: Ctx,
  wanted: {
    readonly orderId: string
    readonly memberId: string
    readonly count: number
    readonly reason: string
  },
): Promise<number> {
  const rows = await lockCardsOfOrder(ctx, wanted.orderId)
  const free = rows.filter(
    (row) =>
      row.state === 'active' && row.lock_reason === null && row.member_id === wanted.memberId,
  )
  const cardIds = free.slice(0, wanted.count).map((row) => row.id)
  const change = { cardIds, to: 'void', kind: 'voided' } as const
  const voided = await changeCards(ctx, {
    ...change,
    orderId: wanted.orderId,
    note: wanted.reason,
  })
  return voided.length
}

/** The cards that an order was issued or that it used, at most 200. */
export async function cardsOfOrder(reader: Reader, orderId: string): Promise<Card[]> {
  return (await selectCardsOfOrder(reader, orderId)).map(cardView)
}
