import { type RawBuilder, sql } from 'kysely'
import { actorKey } from '../../runtime/actor'
import type { Ctx } from '../../runtime/context'

interface Alteration {
  readonly cardIds: readonly string[]
  readonly kind: 'locked' | 'unlocked' | 'allocated' | 'marked'
  readonly set: RawBuilder<unknown>
  /** What a card must be for it; others stay as they are. */
  readonly where: RawBuilder<unknown>
  readonly note: string
}

/** What changes about a card beside its state, always with its event; answers the ids. */
async function alterCards(ctx: Ctx, change: Alteration): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with changed as (
      update cards.card set ${change.set}, seq = seq + 1, moved_at = ${ctx.now}
      where id = any(${change.cardIds}) and ${change.where}
      returning id, seq
    ), told as (
      insert into cards.card_event (card_id, seq, kind, at, actor, note)
      select id, seq, ${change.kind}, ${ctx.now}, ${actorKey(ctx.actor)}, ${change.note}
      from changed
    )
    select id from changed`.execute(ctx.tx)
  return rows.map(({ id }) => id)
}

type Cards = readonly string[]

/** Cards that can still move and are free keep their state and cannot be used until released. */
export const lockFreeCards = (ctx: Ctx, cardIds: Cards, reason: string) =>
  alterCards(ctx, {
    cardIds,
    kind: 'locked',
    set: sql`lock_reason = ${reason}`,
    where: sql`lock_reason is null and state in ('inactive', 'active')`,
    note: reason,
  })

export const releaseLockedCards = (ctx: Ctx, cardIds: Cards, reason: string) =>
  alterCards(ctx, {
    cardIds,
    kind: 'unlocked',
    set: sql`lock_reason = null`,
    where: sql`lock_reason is not null`,
    note: reason,
  })

/** Free printed cards of the platform's stock go into the hands and network of a first tier. */
export const allocateFreeCards = (
  ctx: Ctx,
  cardIds: Cards,
  to: { readonly dealerId: string; readonly note: string },
) =>
  alterCards(ctx, {
    cardIds,
    kind: 'allocated',
    set: sql`holder_dealer_id = ${to.dealerId}::uuid, owner_dealer_id = ${to.dealerId}::uuid,
      dealer_id = ${to.dealerId}::uuid, received_at = ${ctx.now}`,
    where: sql`kind = 'physical' and state = 'inactive' and lock_reason is null
      and member_id is null and holder_dealer_id is null and order_id is null`,
    note: to.note,
  })

/** The VIP mark and the enterprise whose gift it is; a void card carries none any more. */
export const markCardsAs = (
  ctx: Ctx,
  cardIds: Cards,
  mark: { readonly vip: boolean; readonly enterprise: string | null; readonly note: string },
) =>
  alterCards(ctx, {
    cardIds,
    kind: 'marked',
    set: sql`vip = ${mark.vip}, enterprise = ${mark.enterprise}::text`,
    where: sql`state <> 'void'`,
    note: mark.note,
  })
